/** @module Words of the table of revisions, in both languages. */
import type { Language } from "../../engine/language/language.ts";

const ZH = {
  changes: "修订对照表",
  notice: "评价指标（划线稿）",
  cases: "用例影响",
  cities: "城市影响",
  set: "规则集",
  number: "序号",
  item: "指标",
  what: "修订内容",
  before: "原规定",
  after: "新规定",
  kind: "类别",
  from: "对照",
  underlined: "划线部分为新增或改动的内容，删除线部分为删除的内容",
  none: "两者没有不同",
  case: "用例",
  city: "城市",
  round: "批次",
  was: "原得分",
  willBe: "新得分",
  difference: "差",
  byCause: "按原因",
  refused: "规则退回该市数据",
  unmoved: "得分都不变",
};

type RevisionWords = { readonly [word in keyof typeof ZH]: string };

export const REVISION_WORDS: { readonly [language in Language]: RevisionWords } = {
  "zh-CN": ZH,
  en: {
    changes: "Table of revisions",
    notice: "Notice with marks",
    cases: "Effect on cases",
    cities: "Effect on cities",
    set: "Rule set",
    number: "No.",
    item: "Indicator",
    what: "Revision",
    before: "Before",
    after: "Now",
    kind: "Kind",
    from: "against",
    underlined: "Underlined: new or changed. Struck through: removed.",
    none: "The two do not differ",
    case: "Case",
    city: "City",
    round: "Round",
    was: "Before",
    willBe: "Now",
    difference: "Difference",
    byCause: "By cause",
    refused: "The rules refuse its figures",
    unmoved: "No score moves",
  },
};
