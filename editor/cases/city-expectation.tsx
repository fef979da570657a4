/** @module What a case expects of a whole city: total, status, scores and ranges of nodes, other answers, or its refusals. */
import { DeleteOutlined } from "@ant-design/icons";
import { Button, Segmented, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Case, Expectation } from "../../engine/cases/case.ts";
import { treeOf } from "../document/nodes.ts";
import { useText } from "../messages/index.ts";
import { Field } from "../ui/field.tsx";
import { matchesWish } from "../ui/pinyin.ts";
import { TypedField } from "../ui/typed-field.tsx";
import { useWorkspace } from "../workspace/workspace-store.ts";
import { withNode, withOutput, withRange, withScore } from "./city-answers.ts";
import { ExpectedIssues, ExpectedWarnings } from "./expected-issues.tsx";
import { outputText, readOutputText } from "./output-text.ts";
import { readScoreText } from "./paste-cases.ts";
import { useCaseEdits } from "./use-case-edits.ts";

export function CityExpectation({ case: one }: { readonly case: Case }): ReactNode {
  const { t } = useTranslation("cases");
  const readOnly = useWorkspace((state) => state.readOnly);
  const edits = useCaseEdits();
  const { expect } = one;
  const put = (expectation: Expectation): void => edits.expect(one.id, expectation);
  const refused = expect.issues !== undefined;
  return (
    <>
      <Segmented
        aria-label={t("fieldOutcome")}
        disabled={readOnly}
        value={refused ? "refused" : "score"}
        onChange={(value) =>
          put(
            value === "refused" ? { issues: [{ code: "part_exceeds_whole" }] } : { total: "0.00" },
          )
        }
        options={[
          { value: "score", label: t("outcomeScore") },
          { value: "refused", label: t("outcomeRefused") },
        ]}
      />
      {refused ? (
        <ExpectedIssues
          kind="refusals"
          node={null}
          issues={expect.issues}
          onChange={(issues) => put({ ...expect, issues })}
        />
      ) : (
        <Answers expect={expect} onChange={put} />
      )}
    </>
  );
}

interface AnswersProps {
  readonly expect: Expectation;
  readonly onChange: (expect: Expectation) => void;
}

function Answers({ expect, onChange }: AnswersProps): ReactNode {
  const { t } = useTranslation("cases");
  const readOnly = useWorkspace((state) => state.readOnly);
  const { status, ...others } = expect;
  return (
    <>
      <Field label={t("what.status")}>
        <Select
          aria-label={t("what.status")}
          disabled={readOnly}
          value={status ?? "any"}
          onChange={(chosen: "any" | "final" | "provisional") =>
            onChange(chosen === "any" ? others : { ...others, status: chosen })
          }
          options={[
            { value: "any", label: t("notCompared") },
            { value: "final", label: t("statuses.final") },
            { value: "provisional", label: t("statuses.provisional") },
          ]}
        />
      </Field>
      <Field label={t("what.total")}>
        <ScoreAndRange expect={expect} onChange={onChange} node={null} label={t("what.total")} />
      </Field>
      <NodeScores expect={expect} onChange={onChange} />
      <Outputs expect={expect} onChange={onChange} />
      <ExpectedWarnings node={null} expect={expect} onChange={onChange} />
    </>
  );
}

/** A score and the range still possible; what is empty is not compared. */
function ScoreAndRange({
  expect,
  onChange,
  node,
  label,
}: AnswersProps & { readonly node: string | null; readonly label: string }): ReactNode {
  const { t } = useTranslation("cases");
  const readOnly = useWorkspace((state) => state.readOnly);
  const score = node === null ? expect.total : expect.scores?.[node];
  const range = node === null ? expect.range : expect.ranges?.[node];
  const shown = (value: string | null | undefined): string =>
    value === null ? "—" : (value ?? "");
  const take =
    (change: (value: string | null | undefined) => Expectation) =>
    (typed: string): string | null => {
      const read = readScoreText(typed);
      if (read === undefined && typed.trim() !== "") return t("wrongScore");
      onChange(change(read));
      return null;
    };
  const end = (index: 0 | 1) => take((value) => withRange(expect, node, index, value ?? undefined));
  return (
    <div className="case-range">
      <TypedField
        label={label}
        value={shown(score)}
        placeholder={t("notCompared")}
        disabled={readOnly}
        onEnter={take((value) => withScore(expect, node, value))}
      />
      {([0, 1] as const).map((index) => (
        <TypedField
          key={index}
          label={`${label} ${t(index === 0 ? "lowest" : "highest")}`}
          value={shown(range?.[index])}
          placeholder={t(index === 0 ? "lowest" : "highest")}
          disabled={readOnly}
          onEnter={end(index)}
        />
      ))}
    </div>
  );
}

function NodeScores({ expect, onChange }: AnswersProps): ReactNode {
  const { t } = useTranslation("cases");
  const text = useText();
  const readOnly = useWorkspace((state) => state.readOnly);
  const tree = useWorkspace(({ document }) => treeOf(document));
  const named = [
    ...new Set([...Object.keys(expect.scores ?? {}), ...Object.keys(expect.ranges ?? {})]),
  ];
  const nameOf = (id: string): string => {
    const node = tree.byId.get(id);
    return node === undefined ? id : `${id} ${text(node.name)}`;
  };
  return (
    <>
      {named.map((id) => (
        <Field key={id} label={nameOf(id)}>
          <div className="case-answer">
            <ScoreAndRange expect={expect} onChange={onChange} node={id} label={nameOf(id)} />
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={`${t("remove")} ${nameOf(id)}`}
              disabled={readOnly}
              onClick={() => onChange(withNode(expect, id, undefined))}
            />
          </div>
        </Field>
      ))}
      {readOnly ? null : (
        <Adding
          label={t("addNode")}
          choices={tree.nodes
            .map(({ id }) => ({ value: id, label: nameOf(id) }))
            .filter(({ value }) => !named.includes(value))}
          onAdd={(id) => onChange(withNode(expect, id, "0.00"))}
        />
      )}
    </>
  );
}

function Outputs({ expect, onChange }: AnswersProps): ReactNode {
  const { t } = useTranslation("cases");
  const text = useText();
  const readOnly = useWorkspace((state) => state.readOnly);
  const tree = useWorkspace(({ document }) => treeOf(document));
  const declared = tree.nodes.flatMap(({ id, value }) =>
    Object.entries(value.outputs ?? {}).map(([output, { label, type }]) => ({
      id,
      output,
      type,
      value: `${id}/${output}`,
      label: `${id} ${label === undefined ? output : text(label)}`,
    })),
  );
  const named = Object.entries(expect.outputs ?? {}).flatMap(([id, outputs]) =>
    Object.entries(outputs).map(([output, value]) => ({
      id,
      output,
      value,
      key: `${id}/${output}`,
    })),
  );
  return (
    <>
      {named.map(({ id, output, value, key }) => {
        const known = declared.find((one) => one.value === key);
        const label = known?.label ?? key;
        return (
          <Field key={key} label={label}>
            <div className="case-answer">
              <TypedField
                label={label}
                value={outputText(value)}
                disabled={readOnly}
                onEnter={(typed) => {
                  const read = readOutputText(typed, known?.type ?? "text");
                  if (read === undefined) return t("wrongOutput");
                  onChange(withOutput(expect, id, output, read));
                  return null;
                }}
              />
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={`${t("remove")} ${label}`}
                disabled={readOnly}
                onClick={() => onChange(withOutput(expect, id, output, undefined))}
              />
            </div>
          </Field>
        );
      })}
      {readOnly || declared.length === named.length ? null : (
        <Adding
          label={t("addOutput")}
          choices={declared.filter(({ value }) => !named.some(({ key }) => key === value))}
          onAdd={(key) => {
            const found = declared.find(({ value }) => value === key);
            if (found !== undefined)
              onChange(withOutput(expect, found.id, found.output, readOutputText("", found.type)));
          }}
        />
      )}
    </>
  );
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

function Adding(props: {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly onAdd: (value: string) => void;
}): ReactNode {
  return (
    <Select
      aria-label={props.label}
      placeholder={props.label}
      value={null}
      showSearch={{
        filterOption: (wish, option) =>
          matchesWish(wish, [option?.label ?? "", option?.value ?? ""]),
      }}
      options={props.choices.map(({ value, label }) => ({ value, label }))}
      onChange={(value: string | null) => value !== null && props.onAdd(value)}
      style={{ width: "100%", marginBlockEnd: 8 }}
    />
  );
}
