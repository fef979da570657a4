/** @module The refusals or the warnings that a case expects, all of them, each by its reason and its figure. */
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Expectation, ExpectedIssue } from "../../engine/cases/case.ts";
import { toPointer } from "../../engine/json/json-value.ts";
import { treeOf } from "../document/nodes.ts";
import { useText } from "../messages/index.ts";
import { Field } from "../ui/field.tsx";
import { matchesWish } from "../ui/pinyin.ts";
import { TypedField } from "../ui/typed-field.tsx";
import { useWorkspace } from "../workspace/workspace-store.ts";

const CODES = {
  refusals: [
    "part_exceeds_whole",
    "out_of_range",
    "requirement_not_met",
    "not_whole",
    "negative_value",
    "invalid_type",
    "invalid_choice",
    "duplicate_choice",
    "too_long",
    "missing_input",
    "unknown_input",
    "unknown_item",
  ],
  warnings: ["implausible", "same_as_differs"],
} as const;

interface ExpectedIssuesProps {
  readonly kind: keyof typeof CODES;
  /** The node that the case is about; `null` for a whole city, where each names its own. */
  readonly node: string | null;
  readonly issues: readonly ExpectedIssue[];
  readonly onChange: (issues: readonly ExpectedIssue[]) => void;
}

export function ExpectedIssues({ kind, node, issues, onChange }: ExpectedIssuesProps): ReactNode {
  const { t } = useTranslation("cases");
  const readOnly = useWorkspace((state) => state.readOnly);
  const [first] = CODES[kind];
  const words = t(kind === "refusals" ? "outcomeRefused" : "what.warnings");
  return (
    <div className="case-issues">
      {issues.map((issue, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: they have no identity but their place
          key={index}
        >
          <Issue
            kind={kind}
            node={node}
            issue={issue}
            words={`${words} ${index + 1}`}
            onChange={(changed) =>
              onChange(issues.map((one, at) => (at === index ? changed : one)))
            }
          />
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={`${t("remove")} ${words} ${index + 1}`}
            disabled={readOnly}
            onClick={() => onChange(issues.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <Button
        size="small"
        icon={<PlusOutlined />}
        disabled={readOnly}
        onClick={() => onChange([...issues, { code: first, ...(node ? { item: node } : {}) }])}
      >
        {t(kind === "refusals" ? "addIssue" : "addWarning")}
      </Button>
    </div>
  );
}

interface IssueProps {
  readonly kind: keyof typeof CODES;
  readonly node: string | null;
  readonly issue: ExpectedIssue;
  readonly words: string;
  readonly onChange: (issue: ExpectedIssue) => void;
}

function Issue({ kind, node, issue, words, onChange }: IssueProps): ReactNode {
  const { t } = useTranslation("cases");
  const text = useText();
  const readOnly = useWorkspace((state) => state.readOnly);
  const tree = useWorkspace(({ document }) => treeOf(document));
  const { code, item, input } = issue;
  const inputs = Object.entries(tree.byId.get(item ?? "")?.value.inputs ?? {});
  const search = {
    filterOption: (wish: string, option?: { readonly label: string; readonly value: string }) =>
      matchesWish(wish, [option?.label ?? "", option?.value ?? ""]),
  };
  /** What an issue is about also says where: the place follows. */
  const about = (steps: readonly (string | undefined)[]): ExpectedIssue => {
    const [of, figure] = steps;
    const named = steps.filter((one) => one !== undefined && one !== "") as string[];
    return {
      code,
      ...(of ? { item: of } : {}),
      ...(figure ? { input: figure } : {}),
      ...(named.length > 0 ? { path: toPointer(named) } : {}),
    };
  };
  const take = (change: (typed: string) => ExpectedIssue) => (typed: string) => {
    onChange(change(typed.trim()));
    return null;
  };
  return (
    <>
      <Select
        aria-label={`${words} ${t("fieldIssueCode")}`}
        disabled={readOnly}
        value={code}
        onChange={(chosen: string) => onChange({ ...issue, code: chosen })}
        options={CODES[kind].map((one) => ({ value: one as string, label: t(`refusals.${one}`) }))}
      />
      {node !== null ? null : code === "unknown_item" ? (
        <TypedField
          label={`${words} ${t("fieldNode")}`}
          placeholder={t("fieldNode")}
          value={item ?? ""}
          disabled={readOnly}
          onEnter={take((typed) => about([typed]))}
        />
      ) : (
        <Select
          aria-label={`${words} ${t("fieldNode")}`}
          placeholder={t("fieldNode")}
          disabled={readOnly}
          showSearch={search}
          value={item}
          onChange={(chosen: string) => onChange(about([chosen]))}
          options={tree.nodes.map(({ id, name }) => ({ value: id, label: `${id} ${text(name)}` }))}
        />
      )}
      {code === "unknown_item" ? null : code === "unknown_input" ? (
        <TypedField
          label={`${words} ${t("fieldIssueInput")}`}
          placeholder={t("fieldIssueInput")}
          value={input ?? ""}
          disabled={readOnly}
          onEnter={take((typed) => about([item, typed]))}
        />
      ) : (
        <Select
          aria-label={`${words} ${t("fieldIssueInput")}`}
          placeholder={t("fieldIssueInput")}
          disabled={readOnly}
          showSearch={search}
          value={input}
          onChange={(chosen: string) => onChange(about([item, chosen]))}
          options={inputs.map(([id, { label }]) => ({ value: id, label: text(label) }))}
        />
      )}
    </>
  );
}

/** Warnings are compared only where a case says which it expects. */
export function ExpectedWarnings({
  node,
  expect,
  onChange,
}: {
  readonly node: string | null;
  readonly expect: Expectation;
  readonly onChange: (expect: Expectation) => void;
}): ReactNode {
  const { t } = useTranslation("cases");
  const readOnly = useWorkspace((state) => state.readOnly);
  const { warnings, ...others } = expect;
  return (
    <Field label={t("what.warnings")}>
      <Select
        aria-label={t("what.warnings")}
        disabled={readOnly}
        value={warnings === undefined ? "any" : "these"}
        onChange={(chosen) => onChange(chosen === "any" ? others : { ...others, warnings: [] })}
        options={[
          { value: "any", label: t("notCompared") },
          { value: "these", label: t("warningsThese", { count: warnings?.length ?? 0 }) },
        ]}
      />
      {warnings === undefined ? null : (
        <ExpectedIssues
          kind="warnings"
          node={node}
          issues={warnings}
          onChange={(list) => onChange({ ...others, warnings: list })}
        />
      )}
    </Field>
  );
}
