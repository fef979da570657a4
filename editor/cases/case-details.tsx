/** @module Everything about one case: its figures, what is expected, what came, and how it was worked out. */
import { Alert, Button, Drawer } from "antd";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Case } from "../../engine/cases/case.ts";
import { useCaseAnswers, useNodeValues } from "../evaluation/hooks.ts";
import { useLanguage, useText } from "../messages/index.ts";
import { Field } from "../ui/field.tsx";
import { TypedField } from "../ui/typed-field.tsx";
import { useWorkspace } from "../workspace/workspace-store.ts";
import { NodeExpectation } from "./case-expectation.tsx";
import { casesOf } from "./case-places.ts";
import { CityExpectation } from "./city-expectation.tsx";
import { useDifferenceWords } from "./difference-words.ts";
import { FigureField } from "./figure-field.tsx";
import { FiguresForm } from "./figures-form.tsx";
import { PassMark } from "./pass-mark.tsx";
import { useCaseEdits } from "./use-case-edits.ts";
import { useNode } from "./use-node.ts";

interface CaseDetailsProps {
  readonly id: string;
  readonly onClose: () => void;
  /** The case has another id now. */
  readonly onRenamed: (id: string) => void;
}

export function CaseDetails({ id, onClose, onRenamed }: CaseDetailsProps): ReactNode {
  const text = useText();
  const one = useWorkspace(
    ({ document }) => casesOf(document).find((placed) => placed.case.id === id)?.case,
  );
  if (one === undefined) return null;
  return (
    <Drawer
      open
      placement="right"
      size="min(34rem, 100vw)"
      title={text(one.name)}
      onClose={onClose}
    >
      <Details case={one} onRenamed={onRenamed} />
    </Drawer>
  );
}

function Details({
  case: one,
  onRenamed,
}: {
  readonly case: Case;
  readonly onRenamed: (id: string) => void;
}): ReactNode {
  const { t } = useTranslation("cases");
  const readOnly = useWorkspace((state) => state.readOnly);
  const edits = useCaseEdits();
  const { id, name } = one;
  const rename = (part: "zh" | "en") => (typed: string) => {
    if (typed.trim() === "") return t("wrongName");
    edits.member(id, "name", { ...name, [part]: typed.trim() });
    return null;
  };
  return (
    <div className="case-details" tabIndex={-1}>
      <Outcome case={one} />
      <Field label={t("fieldId")}>
        <TypedField
          label={t("fieldId")}
          value={id}
          disabled={readOnly}
          onEnter={(typed) => {
            if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/.test(typed)) return t("wrongId");
            const taken = casesOf(useWorkspace.getState().document).some(
              (placed) => placed.case.id === typed,
            );
            if (taken) return t("takenId", { id: typed });
            edits.member(id, "id", typed);
            onRenamed(typed);
            return null;
          }}
        />
      </Field>
      <Field label={t("fieldNameZh")}>
        <TypedField
          label={t("fieldNameZh")}
          value={name.zh}
          disabled={readOnly}
          onEnter={rename("zh")}
        />
      </Field>
      <Field label={t("fieldNameEn")}>
        <TypedField
          label={t("fieldNameEn")}
          value={name.en}
          disabled={readOnly}
          onEnter={rename("en")}
        />
      </Field>
      <h3>{t("fieldFigures")}</h3>
      {one.node === undefined ? (
        <FiguresForm
          figures={one.inputs}
          disabled={readOnly}
          onChange={(node, input, declaration, figure) =>
            edits.figure(id, [node, input], declaration, figure)
          }
        />
      ) : (
        <NodeFigures case={one} node={one.node} />
      )}
      <h3>{t("fieldExpected")}</h3>
      {one.node === undefined ? (
        <CityExpectation case={one} />
      ) : (
        <NodeExpectation case={one} node={one.node} />
      )}
      <h3>{t("fieldBasis")}</h3>
      <TypedField
        label={t("fieldBasis")}
        value={one.basis}
        disabled={readOnly}
        multiline
        onEnter={(typed) => {
          if (typed.trim() === "") return t("wrongBasis");
          edits.worked(id, typed.trim());
          return null;
        }}
      />
      <p className="field-help">{t("basisHelp")}</p>
      {one.worked === "accepted" && !readOnly ? (
        <Alert
          type="warning"
          showIcon
          title={t("markHandText")}
          action={
            <Button size="small" onClick={() => edits.worked(id, one.basis)}>
              {t("markHand")}
            </Button>
          }
        />
      ) : null}
    </div>
  );
}

/** What came, how, and what differs. */
function Outcome({ case: one }: { readonly case: Case }): ReactNode {
  const { t } = useTranslation("cases");
  const language = useLanguage();
  const words = useDifferenceWords(one.node ?? "");
  const answer = useCaseAnswers().get(one.id);
  const values = useNodeValues(one.node ?? "");
  const chosen = useWorkspace((state) => state.chosenCase);
  const readOnly = useWorkspace((state) => state.readOnly);
  const edits = useCaseEdits();
  const accept = useRef<HTMLButtonElement>(null);
  const isFailing = answer?.passed === false;
  // What fails is opened to be decided: Enter takes over what came.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each case that is opened
  useEffect(() => {
    if (isFailing) requestAnimationFrame(() => accept.current?.focus());
  }, [one.id]);
  const lines = chosen === one.id ? (values?.explained[language] ?? []) : [];
  return (
    <section className="case-outcome" aria-label={t("engineSays")}>
      <p>
        <PassMark answer={answer} />{" "}
        {t(answer === undefined ? "unknown" : answer.passed ? "pass" : "fail")}
      </p>
      <ul>
        {(answer?.differences ?? []).map((difference) => (
          <li key={difference.what}>{words(difference)}</li>
        ))}
      </ul>
      {lines.length === 0 ? null : (
        <details>
          <summary>{t("explained")}</summary>
          {lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </details>
      )}
      {answer === undefined || answer.passed || readOnly ? null : (
        <Button
          type="primary"
          ref={accept}
          onClick={() => {
            edits.accept(new Map([[one.id, answer.actual]]));
            // The button goes with its reason; the keyboard stays with the case.
            accept.current?.closest<HTMLElement>(".case-details")?.focus();
          }}
        >
          {t("acceptOne")}
        </Button>
      )}
    </section>
  );
}

function NodeFigures({
  case: one,
  node,
}: {
  readonly case: Case;
  readonly node: string;
}): ReactNode {
  const view = useNode(node);
  const text = useText();
  const readOnly = useWorkspace((state) => state.readOnly);
  const edits = useCaseEdits();
  return Object.entries(view?.inputs ?? {}).map(([id, input]) => (
    <Field key={id} label={text(input.label)}>
      <FigureField
        label={text(input.label)}
        input={input}
        figure={one.inputs[id]}
        disabled={readOnly}
        onChange={(figure) => edits.figure(one.id, [id], input, figure)}
      />
    </Field>
  ));
}
