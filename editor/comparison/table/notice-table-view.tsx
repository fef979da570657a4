/** @module The table of the notice with its columns, as the notice itself marks what is new: underlined. */
import type { MarkedText, NoticeRow, NoticeTable } from "../../../engine/compare/notice-table.ts";
import { textIn } from "../../../engine/language/language.ts";
import { messagesIn } from "../../../engine/language/sentence.ts";
import type { Text } from "../../../engine/rule-set/rule-set.ts";
import { useLanguage } from "../../messages/index.ts";
import { Marked } from "./marked.tsx";

export function NoticeTableView({ table }: { readonly table: NoticeTable }) {
  const language = useLanguage();
  const heads = messagesIn(language).noticeHeads;
  const level = (text: Text | undefined): string => (text ? textIn(text, language) : "");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways can be scrolled by keys
    <div className="table-scroll" tabIndex={0}>
      <table className="print-table notice-table" lang="zh-CN">
        <thead lang={language}>
          <tr>
            {table.levels.map((one) => (
              <th key={one.zh} scope="col" className="is-group">
                {heads.weight(level(one))}
              </th>
            ))}
            <th scope="col">{heads.purpose(level(table.levels.at(-1)))}</th>
            <th scope="col">{heads.method(level(table.itemLevel))}</th>
            <th scope="col">{heads.data}</th>
            <th scope="col" className="is-source">
              {heads.source}
            </th>
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <Row key={`${row.id} ${row.isGone}`} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row }: { readonly row: NoticeRow }) {
  const last = row.groups.findLast((group) => group !== null);
  const cell = ({ text, added }: MarkedText) =>
    row.isGone ? (
      <Marked text={text} marks={text === "" ? [] : [[0, text.length]]} as="del" />
    ) : (
      <Marked text={text} marks={added} as="u" />
    );
  return (
    <tr>
      {row.groups.map((group, index) => {
        // biome-ignore lint/suspicious/noArrayIndexKey: columns do not move
        if (group === null) return <td key={index} />;
        return (
          group.rows > 0 && (
            <th key={group.id} scope="rowgroup" rowSpan={group.rows} className="is-group">
              <Marked text={group.text} marks={group.added} as="u" />
            </th>
          )
        );
      })}
      {(last == null || last.rows > 0) && (
        <td rowSpan={last?.rows ?? 1}>
          <Marked text={row.purpose.text} marks={row.purpose.added} as="u" />
        </td>
      )}
      <td>{cell(row.method)}</td>
      <td>{cell(row.data)}</td>
      <td className="is-source">{cell(row.source)}</td>
    </tr>
  );
}
