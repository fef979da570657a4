/** @module 简体中文。用词以通知为准：指标、分项、权重、得分、填报、退回。 */

import type { Messages, Words } from "./messages.ts";
import { percentText } from "./number-text.ts";
import { schemaWords } from "./schema-words.ts";

const range = (words: Words): string => {
  const low = words.minimum ?? words.exclusiveMinimum;
  const high = words.maximum ?? words.exclusiveMaximum;
  const parts = [
    words.minimum !== undefined
      ? `不小于 ${low}`
      : words.exclusiveMinimum !== undefined
        ? `大于 ${low}`
        : "",
    words.maximum !== undefined
      ? `不大于 ${high}`
      : words.exclusiveMaximum !== undefined
        ? `小于 ${high}`
        : "",
  ];
  return parts.filter(Boolean).join("、");
};

const TYPES = {
  count: "整数",
  amount: "数（数字或小数文本，如 12.5）",
  percent: "百分数（95% 填 95）",
  number: "数（数字或小数文本，如 -12.5）",
  boolean: "true（是）或 false（否）",
  choice: "一个选项的代码",
  list: "选项代码的列表",
  counts: "各选项的数量",
  rows: "逐行的明细列表",
  row: "一行明细",
  text: "文字",
  figures: "该分项的各项数据",
  inputs: "按分项编号列出的数据",
} as const;

const EXPECTED: { readonly [token: string]: string } = {
  value: "一个值",
  end: "文件结尾",
  escape: "合法的转义符",
};

const bound = (subject: string, points: string | null, side: string): string =>
  `${subject} ${points === null ? "" : `${points} 分档`}${side}`.trim();

/** What has a label is called by it, its name beside it. */
const named = (name = "", label: string | undefined): string =>
  label === undefined ? ` ${name} ` : `“${label}”（${name}）`;

/** What is worked out has no name. */
const mayBeNull = (name: string | undefined, label: string | undefined): string => {
  if (name === "weight") return "权重";
  return name === "operation" ? "此处的计算结果" : named(name, label);
};

export const zhCN: Messages = {
  inputs: {
    missing_input: () => "缺少该数据；要求最终得分时必须填报",
    unknown_item: ({ item }) => `没有编号为 ${item} 的分项，或该节点不填报数据`,
    unknown_input: ({ found, input }) => `没有名为 ${found ?? input} 的数据项`,
    invalid_type: ({ expected = "", found }) =>
      `应为${TYPES[expected as keyof typeof TYPES] ?? expected}，收到的是 ${found}`,
    not_whole: ({ found }) => `应为整数，收到的是 ${found}`,
    negative_value: ({ found }) => `不能为负，收到的是 ${found}`,
    out_of_range: (words) =>
      range(words) ? `应${range(words)}，收到的是 ${words.found}` : "超出允许的范围",
    part_exceeds_whole: ({ found, whole, wholeInput }) =>
      found === undefined
        ? "部分大于整体"
        : `${found} 大于总数 ${whole}（${wholeInput}），部分不能大于整体`,
    invalid_choice: ({ found, options }) => `没有 ${found} 这一选项；可选：${options}`,
    duplicate_choice: ({ found }) => `选项 ${found} 重复`,
    too_long: ({ length, maximum }) => `过长：${length}，最多 ${maximum}`,
    same_as_differs: ({ value, other, otherItem, otherInput }) =>
      `与 ${otherItem}/${otherInput} 应为同一数据，此处为 ${value}，彼处为 ${other}；各用各的`,
    implausible: () => "数值少见，请说明",
    requirement_not_met: () => "不满足数据之间应有的关系",
    evaluation_failed: ({ formula, problem }) =>
      `公式 ${formula} 无法得出结果（${problem}），规则有误`,
  },
  types: TYPES,
  json: {
    json_syntax: ({ found, expected = "" }) =>
      `JSON 有误：${found ? `“${found}”处` : "结尾处"}应为 ${EXPECTED[expected] ?? expected}`,
    json_too_deep: () => "JSON 嵌套超过 64 层",
    json_duplicate_key: ({ found }) => `键 “${found}” 出现了两次`,
    json_number_not_exact: ({ found }) => `数 ${found} 超过 15 位有效数字，无法精确表示`,
  },
  findings: {
    schema: (words) => `不符合文件格式：${schemaWords(words, "zh-CN")}`,
    missing_file: ({ wanted }) => `缺少文件 ${wanted}`,
    unused_file: ({ file }) => `文件 ${file} 未被任何节点引用`,
    file_used_twice: ({ wanted }) => `文件 ${wanted} 被引用两次`,
    file_too_large: ({ file, maximum }) => `文件 ${file} 超过 ${maximum} 字节`,
    duplicate_case: ({ id, earlier }) => `用例 ${id} 与 ${earlier} 中的重名`,
    duplicate_node: ({ node }) => `节点编号 ${node} 重复`,
    unknown_level: ({ level }) => `没有级别 ${level}`,
    no_formula: ({ node }) => `节点 ${node} 没有计分公式`,
    name_taken: ({ name }) => `名称 ${name} 已被占用或不可用`,
    number_not_exact: ({ found }) => `数 ${found} 无法精确表示`,
    formula_too_deep: () => "公式嵌套超过 64 层",
    formula_too_large: () => "公式超过 2000 个节点",
    unknown_operator: ({ operator, closest }) =>
      `没有运算符 ${operator}${closest ? `，是否为 ${closest}？` : ""}`,
    operand_count: ({ operator, found, minimum }) =>
      `运算符 ${operator} 有 ${found} 个运算项，应有 ${minimum} 个`,
    unknown_name: ({ name, closest }) =>
      `没有名为 ${name} 的数据项、部分或常量${closest ? `，是否为 ${closest}？` : ""}`,
    computed_name: () => "名称须写明，不能由计算得出",
    unused_input: ({ input, text }) => `数据项${named(input, text)}没有公式使用`,
    unused_part: ({ part, text }) => `部分${named(part, text)}没有公式使用`,
    unused_constant: ({ constant, text }) => `常量${named(constant, text)}没有公式使用`,
    operand_type: ({ operator, expected, found }) =>
      `运算符 ${operator} 需要${expected}，得到的是${found}`,
    condition_not_boolean: () => "条件应为是或否，不能是数或文字",
    result_not_number: () => "公式的结果不是数",
    null_reaches_arithmetic: ({ name, text }) =>
      `${mayBeNull(name, text).trimStart()}可能为空值，使用前须先判断`,
    division_unguarded: () => "分母可能为 0，未作规定",
    weights_do_not_add_up: ({ sum, expected }) =>
      `下级权重之和为 ${percentText(sum)}，应为 ${percentText(expected)}`,
    weight_not_constant: () => "权重应为常量",
    weight_missing: ({ child }) => `公式使用权重，而 ${child} 没有权重`,
    unit_mismatch: ({ left, right }) => `计量单位不同：${left} 与 ${right}`,
    ratio_of_different_units: ({ left, right }) => `比率的单位不同：${left} 比 ${right}`,
    band_unreachable: ({ threshold, previous }) =>
      `阈值 ${threshold} 不低于上一档 ${previous}，此档永远到不了`,
    band_points_rise: ({ points, previous }) => `阈值降低而得分由 ${previous} 升为 ${points}`,
    full_marks_differ: ({ fullMarks, reach }) => `所列满分为 ${fullMarks}，公式最高可得 ${reach}`,
    score_exceeds_share: ({ reach, share }) => `公式最高可得 ${reach}，超过权重×100 即 ${share}`,
    score_unbounded: () => "得分没有上限，比率可能超过 1 而未封顶",
    not_portable: ({ operators }) => `使用了 JSON Logic 标准以外的运算符：${operators}`,
    unknown_reference: ({ field, value, closest }) =>
      `${field} 所指的 ${value} 不存在${closest ? `，是否为 ${closest}？` : ""}`,
    same_as_incompatible: ({ other }) => `与 ${other} 的类型或单位不同，不能视为同一数据`,
    span_outside_text: () => "下划线的起止位置超出原文",
    doubtful_reading: ({ text }) => `存疑：${text}`,
    conflict_note: ({ text }) => `矛盾：${text}`,
    scan_note: ({ text }) => `扫描：${text}`,
    unassigned: ({ node }) => `${node} 没有填报单位`,
    sql_operator: ({ operator }) => `SQL 不能在此准确表达运算符 ${operator}`,
    sql_power: ({ maximum }) =>
      `SQL 只能准确计算 0 至 ${maximum} 的整数常量次幂，开方等不能准确表达`,
    sql_name: ({ name }) => `SQL 在此读不到名称 ${name}`,
    sql_kind: ({ found, expected }) =>
      expected ? `SQL 在此需要 ${expected}，得到的是 ${found}` : `SQL 在此没有 ${found} 的写法`,
    sql_mixed_kinds: ({ found }) => `SQL 在此要求各值同类，得到的是 ${found}`,
    sql_not_constant: () => "写成 SQL 时，此运算项须为直接写出的常量",
    sql_bounds: () => "写成 SQL 时，上下限须为常量且下限在前",
    sql_number_too_large: () => "数的位数可能超过 NUMERIC 能准确保存的范围",
    sql_too_many_columns: ({ maximum }) => `数据项或节点多于一张表的列数（${maximum}）`,
    case_node_unknown: ({ node }) => `用例所指的节点 ${node} 不存在`,
  },
  problems: {
    division_by_zero: "除数为 0",
    not_a_number: "不是数",
    not_a_text: "不是文字",
    not_a_list: "不是列表",
    not_real: "没有实数结果",
    invalid_operand: "运算项不合要求",
    no_outer_scope: "外层没有该名称",
    unknown_operator: "没有该运算符",
    operand_count: "运算项个数不对",
    number_too_large: "数过大",
    text_too_long: "文字过长",
    list_too_long: "列表过长",
    value_too_large: "值过大",
    value_too_deep: "值嵌套过深",
    too_many_steps: "计算步数超过上限",
    stopped: "计算超时，已停止",
  },
  targets: {
    branch: "分支",
    band: "分档",
    zero: "零值规则",
    tick: "勾选项",
    threshold: "阈值",
    cap: "上限",
    floor: "下限",
    condition: "条件",
    refusal: "退回",
    tie: "半分",
  },
  sides: {
    taken: "未到达",
    below: "缺低于",
    at: "缺恰为",
    above: "缺高于",
    true: "缺满足",
    false: "缺不满足",
    refused: "缺退回",
  },
  causes: {
    tie: "恰在半分，双精度数差在末位",
    threshold: "恰在阈值，双精度数差在末位",
    not_portable: "标准 JSON Logic 没有该运算符",
    unexplained: "原因不明",
  },
  changes: {
    "node-added": "新增",
    "node-removed": "删除",
    "node-moved": "移动",
    "node-renamed": "编号改变",
    "nodes-reordered": "次序改变",
    "level-changed": "级别改变",
    "input-added": "新增数据项",
    "input-removed": "删除数据项",
    "input-changed": "数据项改变",
    "requirement-changed": "数据之间的条件改变",
    "part-added": "新增部分",
    "part-removed": "删除部分",
    "formula-changed": "公式改变",
    "number-changed": "数值改变",
    "threshold-changed": "阈值改变",
    "constant-changed": "常量改变",
    "weight-changed": "权重改变",
    "rounding-changed": "修约改变",
    "text-changed": "文字改变",
  },
  changeCauses: {
    structure: "指标结构",
    inputs: "数据项",
    formulas: "公式",
    numbers: "数值",
    weights: "权重",
    rounding: "修约",
    texts: "文字",
  },
  changePlaces: {
    lower: (subject, points) => bound(subject, points, "下限"),
    upper: (subject, points) => bound(subject, points, "上限"),
    exact: (subject, points) => bound(subject, points, "取值"),
    points: (condition) => `${condition} 得分`.trim(),
    otherwise: "其余情况得分",
    cap: "上限",
    floor: "下限",
  },
  noticeHeads: {
    weight: (level) => `${level}及权重`,
    purpose: (level) => `${level}释义及评价方法`,
    method: (level) => `${level}及计算方法`,
    data: "数据要求",
    source: "数据来源",
  },
  saidOf: (name, what) => `“${name}”${what}`,
  changed: (subject) => `${subject}改变`,
  truth: { yes: "是", no: "否" },
  period: (from, to) => `${from} 至 ${to}`,
  severities: { error: "错误", warning: "警告", note: "提示" },
  line: (line, column) => `第 ${line} 行第 ${column} 列`,
  didYouMean: (closest) => `是否为 ${closest}？`,
  colon: "：",
  listSeparator: "、",
  memberSeparator: "；",
};
