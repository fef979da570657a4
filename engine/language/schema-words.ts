/** @module What the file format asks for, by the keyword of JSON Schema that says so. */
import type { Language } from "./language.ts";
import { labelOf } from "./member-labels.ts";
import type { Words } from "./messages.ts";

interface Sentence {
  readonly zh: (words: Words) => string;
  readonly en: (words: Words) => string;
}

const TYPES: { readonly [type: string]: { readonly zh: string; readonly en: string } } = {
  string: { zh: "文字", en: "text" },
  number: { zh: "数", en: "a number" },
  integer: { zh: "整数", en: "a whole number" },
  boolean: { zh: "是或否（true 或 false）", en: "true or false" },
  array: { zh: "列表", en: "a list" },
  object: { zh: "一组名称和值", en: "names with values" },
  null: { zh: "空（null）", en: "null" },
};

const typeOf = ({ type = "", expected = type }: Words, language: "zh" | "en"): string =>
  TYPES[expected]?.[language] ?? expected;

const NO_FORM: Sentence = {
  zh: () => "不是允许的任何一种写法",
  en: () => "it is none of the forms that are allowed here",
};

const WORDS: { readonly [keyword: string]: Sentence } = {
  required: {
    zh: ({ missingProperty: name = "" }) => `缺少“${labelOf(name).zh}”（${name}）`,
    en: ({ missingProperty: name = "" }) => `“${labelOf(name).en}” (${name}) is missing`,
  },
  additionalProperties: {
    zh: ({ additionalProperty: name }) => `“${name}”不是这里的一项`,
    en: ({ additionalProperty: name }) => `“${name}” does not belong here`,
  },
  propertyNames: {
    zh: ({ propertyName: name }) => `不能用“${name}”作名称`,
    en: ({ propertyName: name }) => `“${name}” cannot be a name`,
  },
  not: { zh: () => "这个名称不能用", en: () => "this name cannot be used" },
  type: {
    zh: (words) => `应为${typeOf(words, "zh")}`,
    en: (words) => `it should be ${typeOf(words, "en")}`,
  },
  enum: {
    zh: ({ allowedValues }) => `应为其中之一：${allowedValues}`,
    en: ({ allowedValues }) => `it should be one of ${allowedValues}`,
  },
  const: {
    zh: ({ allowedValue }) => `只能是 ${allowedValue}`,
    en: ({ allowedValue }) => `it can only be ${allowedValue}`,
  },
  pattern: {
    zh: ({ pattern }) => `写法应符合 ${pattern}`,
    en: ({ pattern }) => `it should be written as ${pattern} says`,
  },
  format: {
    zh: () => "应为日期，年-月-日，如 2025-01-31",
    en: () => "it should be a date, year-month-day, such as 2025-01-31",
  },
  minLength: { zh: () => "不能为空", en: () => "it cannot be empty" },
  maxLength: {
    zh: ({ limit }) => `至多 ${limit} 个字`,
    en: ({ limit }) => `it should have at most ${limit} characters`,
  },
  minimum: {
    zh: ({ limit }) => `不小于 ${limit}`,
    en: ({ limit }) => `it should be at least ${limit}`,
  },
  maximum: {
    zh: ({ limit }) => `不大于 ${limit}`,
    en: ({ limit }) => `it should be at most ${limit}`,
  },
  exclusiveMinimum: {
    zh: ({ limit }) => `大于 ${limit}`,
    en: ({ limit }) => `it should be more than ${limit}`,
  },
  exclusiveMaximum: {
    zh: ({ limit }) => `小于 ${limit}`,
    en: ({ limit }) => `it should be less than ${limit}`,
  },
  minItems: {
    zh: ({ limit }) => `至少 ${limit} 项`,
    en: ({ limit }) => `it should have ${limit} or more entries`,
  },
  maxItems: {
    zh: ({ limit }) => `至多 ${limit} 项`,
    en: ({ limit }) => `it should have ${limit} entries at most`,
  },
  anyOf: NO_FORM,
  oneOf: NO_FORM,
};

/** Of a keyword that the format does not use, what the validator says. */
export function schemaWords(words: Words, language: Language): string {
  const { keyword = "", message = keyword } = words;
  return WORDS[keyword]?.[language === "en" ? "en" : "zh"](words) ?? message;
}
