/** @module Every change as a row: what it is, the earlier rule, the later one with what is new underlined. */
import { useTranslation } from "react-i18next";
import { compareTexts } from "../../../engine/compare/compare-texts.ts";
import type { ToldChange } from "../compare-files.ts";
import { Marked } from "./marked.tsx";

export function ChangesTable({ changes }: { readonly changes: readonly ToldChange[] }) {
  const { t } = useTranslation("comparison");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways can be scrolled by keys
    <div className="table-scroll" tabIndex={0}>
      <table className="print-table changes-table">
        <thead>
          <tr>
            <th scope="col">{t("table.number")}</th>
            <th scope="col">{t("table.item")}</th>
            <th scope="col">{t("table.what")}</th>
            <th scope="col">{t("table.before")}</th>
            <th scope="col">{t("table.after")}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ key, words: { place, what, before, after } }, index) => {
            const { added, removed } = compareTexts(before, after);
            return (
              <tr key={key}>
                <td>{index + 1}</td>
                <td>{place === "" ? t("set") : place}</td>
                <td>{what}</td>
                <td>
                  <Marked text={before} marks={after === "" ? [] : removed} as="del" />
                </td>
                <td>
                  <Marked text={after} marks={added} as="u" />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
