/** @module What a case expects of one node: its score and parts, or its refusals, and its warnings. */
import { Segmented } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Case, Expectation } from "../../engine/cases/case.ts";
import { useText } from "../messages/index.ts";
import { Field } from "../ui/field.tsx";
import { TypedField } from "../ui/typed-field.tsx";
import { useWorkspace } from "../workspace/workspace-store.ts";
import { ExpectedIssues, ExpectedWarnings } from "./expected-issues.tsx";
import { readPartText, readScoreText } from "./paste-cases.ts";
import { useCaseEdits } from "./use-case-edits.ts";
import { useNode } from "./use-node.ts";

export function NodeExpectation({
  case: one,
  node,
}: {
  readonly case: Case;
  readonly node: string;
}): ReactNode {
  const { t } = useTranslation("cases");
  const view = useNode(node);
  const text = useText();
  const readOnly = useWorkspace((state) => state.readOnly);
  const edits = useCaseEdits();
  const { expect } = one;
  const outcome =
    expect.issues !== undefined ? "refused" : expect.score === null ? "none" : "score";
  const put = (expectation: Expectation): void => edits.expect(one.id, expectation);
  const { issues, score, parts, ...others } = expect;
  return (
    <>
      <Segmented
        aria-label={t("fieldOutcome")}
        disabled={readOnly}
        value={outcome}
        onChange={(value) => {
          if (value === "refused")
            put({ ...others, issues: [{ code: "out_of_range", item: node }] });
          else
            put({
              ...others,
              score: value === "none" ? null : "0.00",
              ...(parts ? { parts } : {}),
            });
        }}
        options={[
          { value: "score", label: t("outcomeScore") },
          { value: "none", label: t("outcomeNoScore") },
          { value: "refused", label: t("outcomeRefused") },
        ]}
      />
      {outcome === "score" ? (
        <Field label={t("fieldScore")}>
          <TypedField
            label={t("fieldScore")}
            value={score ?? ""}
            disabled={readOnly}
            onEnter={(typed) => {
              const read = readScoreText(typed);
              if (read === undefined) return t("wrongScore");
              edits.score(one.id, read);
              return null;
            }}
          />
        </Field>
      ) : null}
      {outcome === "refused" ? (
        <ExpectedIssues
          kind="refusals"
          node={node}
          issues={issues ?? []}
          onChange={(list) => put({ ...others, issues: list })}
        />
      ) : (
        Object.entries(view?.node.value.parts ?? {}).map(([part, { label }]) => (
          <Field key={part} label={label === undefined ? part : `${part} ${text(label)}`}>
            <TypedField
              label={`${t("fieldParts")} ${part}`}
              value={parts?.[part] ?? (parts?.[part] === null ? "—" : "")}
              disabled={readOnly}
              placeholder={t("nothing")}
              onEnter={(typed) => {
                const { [part]: _, ...rest } = parts ?? {};
                const read = readPartText(typed);
                if (read === undefined && typed.trim() !== "") return t("wrongPart");
                const now = read === undefined ? rest : { ...parts, [part]: read };
                const kept = Object.keys(now).length > 0 ? { parts: now } : {};
                put({ ...(score === undefined ? {} : { score }), ...kept, ...others });
                return null;
              }}
            />
          </Field>
        ))
      )}
      {outcome === "refused" ? null : (
        <ExpectedWarnings node={node} expect={expect} onChange={put} />
      )}
    </>
  );
}
