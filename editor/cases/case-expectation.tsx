/** @module What a case expects: the score and parts of a node, or its refusals; of a city the total and scores. */
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Segmented, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Case, Expectation, ExpectedIssue } from "../../engine/cases/case.ts";
import { useText } from "../messages/index.ts";
import { Field } from "../ui/field.tsx";
import { TypedField } from "../ui/typed-field.tsx";
import { useWorkspace } from "../workspace/workspace-store.ts";
import { readScoreText } from "./paste-cases.ts";
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
        <Issues
          node={node}
          issues={issues ?? []}
          onChange={(list) => put({ ...others, issues: list })}
        />
      ) : (
        Object.entries(view?.node.value.parts ?? {}).map(([part, { label }]) => (
          <Field key={part} label={label === undefined ? part : `${part} ${text(label)}`}>
            <TypedField
              label={`${t("fieldParts")} ${part}`}
              value={parts?.[part] ?? ""}
              disabled={readOnly}
              placeholder={t("nothing")}
              onEnter={(typed) => {
                const { [part]: _, ...rest } = parts ?? {};
                const now = typed.trim() === "" ? rest : { ...parts, [part]: typed.trim() };
                const kept = Object.keys(now).length > 0 ? { parts: now } : {};
                put({ ...(score === undefined ? {} : { score }), ...kept, ...others });
                return null;
              }}
            />
          </Field>
        ))
      )}
    </>
  );
}

const REFUSALS = [
  "part_exceeds_whole",
  "out_of_range",
  "requirement_not_met",
  "not_whole",
  "negative_value",
  "invalid_type",
  "invalid_choice",
  "duplicate_choice",
  "too_long",
  "unknown_input",
] as const;

function Issues({
  node,
  issues,
  onChange,
}: {
  readonly node: string;
  readonly issues: readonly ExpectedIssue[];
  readonly onChange: (issues: readonly ExpectedIssue[]) => void;
}): ReactNode {
  const { t } = useTranslation("cases");
  const view = useNode(node);
  const text = useText();
  const readOnly = useWorkspace((state) => state.readOnly);
  const words = t("outcomeRefused");
  const inputs = Object.entries(view?.inputs ?? {});
  const set = (index: number, changed: ExpectedIssue): void =>
    onChange(issues.map((one, at) => (at === index ? changed : one)));
  return (
    <div className="case-issues">
      {issues.map((issue, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: refusals have no identity but their place
          key={index}
        >
          <Select
            aria-label={`${words} ${index + 1} ${t("fieldIssueCode")}`}
            disabled={readOnly}
            value={issue.code}
            onChange={(code: string) => set(index, { ...issue, code })}
            options={REFUSALS.map((code) => ({ value: code, label: t(`refusals.${code}`) }))}
          />
          <Select
            aria-label={`${words} ${index + 1} ${t("fieldIssueInput")}`}
            disabled={readOnly}
            value={issue.input}
            onChange={(input: string) =>
              set(index, { code: issue.code, item: node, input, path: `/${node}/${input}` })
            }
            options={inputs.map(([id, { label }]) => ({ value: id, label: text(label) }))}
          />
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={`${t("remove")} ${index + 1}`}
            disabled={readOnly}
            onClick={() => onChange(issues.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <Button
        size="small"
        icon={<PlusOutlined />}
        disabled={readOnly}
        onClick={() => onChange([...issues, { code: "out_of_range", item: node }])}
      >
        {t("addIssue")}
      </Button>
    </div>
  );
}

/** Of a whole city: the total, and whatever else the case names, each with its value. */
export function CityExpectation({ case: one }: { readonly case: Case }): ReactNode {
  const { t } = useTranslation("cases");
  const readOnly = useWorkspace((state) => state.readOnly);
  const edits = useCaseEdits();
  const { expect } = one;
  const scores = Object.entries(expect.scores ?? {});
  const read = (take: (score: string | null) => Expectation) => (typed: string) => {
    const score = readScoreText(typed);
    if (score === undefined) return t("wrongScore");
    edits.expect(one.id, take(score));
    return null;
  };
  return (
    <>
      {expect.issues === undefined ? (
        <Field label={t("what.total")}>
          <TypedField
            label={t("what.total")}
            value={expect.total ?? (expect.total === null ? "—" : "")}
            disabled={readOnly}
            placeholder={t("nothing")}
            onEnter={read((total) => ({ ...expect, total }))}
          />
        </Field>
      ) : (
        <p>
          {t("outcomeRefused")}
          {expect.issues.map(({ code, path }) => (
            <code key={`${path}${code}`}>
              {" "}
              {path} {code}
            </code>
          ))}
        </p>
      )}
      {scores.map(([node, score]) => (
        <Field key={node} label={node}>
          <TypedField
            label={node}
            value={score ?? "—"}
            disabled={readOnly}
            onEnter={read((now) => ({ ...expect, scores: { ...expect.scores, [node]: now } }))}
          />
        </Field>
      ))}
    </>
  );
}
