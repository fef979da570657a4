/** @module The columns of the grid of cases: what each shows, and how it is typed into. */
import { Tag } from "antd";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Case } from "../../engine/cases/case.ts";
import { unitText } from "../../engine/language/unit-words.ts";
import { useLanguage, useText } from "../messages/index.ts";
import type { GridColumn } from "../ui/grid.tsx";
import { useWorkspace } from "../workspace/workspace-store.ts";
import { type CaseColumn, cellText } from "./case-columns.ts";
import type { CaseRow } from "./case-rows.ts";
import { useDifferenceWords } from "./difference-words.ts";
import { readFigureText } from "./figure-text.ts";
import { PassMark } from "./pass-mark.tsx";
import { readScoreText } from "./paste-cases.ts";
import { useCaseEdits } from "./use-case-edits.ts";
import { useWrongFigure } from "./use-wrong-figure.ts";

/** Headings of the columns, in their order. */
export function useHeadings(columns: readonly CaseColumn[]): readonly string[] {
  const { t } = useTranslation("cases");
  const text = useText();
  return useMemo(() => {
    const names = {
      name: t("columnName"),
      expected: t("columnExpected"),
      differences: t("columnDifferences"),
      worked: t("columnWorked"),
      basis: t("columnBasis"),
    };
    return columns.map((column) =>
      column.kind === "input" ? text(column.input.label) : names[column.kind],
    );
  }, [columns, t, text]);
}

/** The same objects until something about the columns changes: rows that stay as they were are not drawn anew. */
export function useGridColumns(
  node: string,
  columns: readonly CaseColumn[],
  onOpen: (id: string) => void,
): readonly GridColumn<CaseRow>[] {
  const { t } = useTranslation("cases");
  const language = useLanguage();
  const text = useText();
  const wrong = useWrongFigure();
  const readOnly = useWorkspace((state) => state.readOnly);
  const edits = useCaseEdits();
  const words = useDifferenceWords(node);
  const headings = useHeadings(columns);
  return useMemo(() => {
    const open = ({ case: { id } }: CaseRow): void => onOpen(id);
    const enter = (take: (one: Case, typed: string) => string | null) =>
      readOnly ? {} : { enter: (row: CaseRow, typed: string) => take(row.case, typed) };
    const gridColumn = (column: CaseColumn, index: number): GridColumn<CaseRow> => {
      const shared = {
        key: column.kind === "input" ? `input/${column.id}` : column.kind,
        title: headings[index] ?? "",
        text: (row: CaseRow) => cellText(row.case, column, language),
      };
      switch (column.kind) {
        case "name":
          return {
            ...shared,
            width: "15rem",
            fixed: true,
            show: ({ case: { name }, answer }) => (
              <>
                <PassMark answer={answer} />
                {text(name)}
              </>
            ),
            open,
          };
        case "input": {
          const { id, input } = column;
          const unit = "unit" in input ? input.unit : undefined;
          return {
            ...shared,
            note: unit === undefined ? id : `${id} ${unitText(unit, language)}`,
            width: input.type === "boolean" ? "6rem" : "9rem",
            ...(input.type === "rows"
              ? { open }
              : enter((one, typed) => {
                  const reading = readFigureText(input, typed);
                  if (!reading.ok) return wrong(reading.expected, input);
                  edits.figure(one.id, [id], input, reading.figure);
                  return null;
                })),
          };
        }
        case "expected":
          return {
            ...shared,
            width: "8rem",
            tone: ({ answer }) => (answer?.passed === false ? "bad" : null),
            show: (row) => {
              const score = row.answer?.differences.find(({ what }) => what === "score");
              const expected = shared.text(row);
              return score === undefined ? expected : `${expected} → ${score.actual ?? "—"}`;
            },
            ...enter((one, typed) => {
              const score = typed.trim() === "" ? undefined : readScoreText(typed);
              if (score === undefined && typed.trim() !== "") return t("wrongScore");
              edits.score(one.id, score);
              return null;
            }),
          };
        case "differences":
          return {
            ...shared,
            width: "18rem",
            text: ({ answer }) => (answer?.differences ?? []).map(words).join("；"),
            tone: () => "bad",
            open,
          };
        case "worked":
          return {
            ...shared,
            width: "9rem",
            text: ({ case: { worked, by } }) =>
              by === undefined
                ? t(`worked.${worked}`)
                : t("workedBy", { how: t(`worked.${worked}`), by }),
            tone: ({ case: { worked } }) => (worked === "accepted" ? null : "dim"),
            show: (row) => <WorkedMark case={row.case} />,
            open,
          };
        case "basis":
          return {
            ...shared,
            width: "22rem",
            ...enter((one, typed) => {
              if (typed.trim() === "") return t("wrongBasis");
              edits.worked(one.id, typed.trim());
              return null;
            }),
          };
      }
    };
    return columns.map(gridColumn);
  }, [columns, headings, language, readOnly, onOpen, edits, t, text, words, wrong]);
}

/** Tells how the expected values came about; those from the engine stand out. */
function WorkedMark({ case: { worked, by } }: { readonly case: Case }): ReactNode {
  const { t } = useTranslation("cases");
  const how = t(`worked.${worked}`);
  const words = by === undefined ? how : t("workedBy", { how, by });
  return worked === "accepted" ? <Tag color="warning">{words}</Tag> : words;
}
