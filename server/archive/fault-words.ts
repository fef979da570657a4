/** @module Faults of an archive as sentences, in both languages. */
import type { Language } from "../../engine/language/language.ts";
import type { ArchiveFault, ArchiveFaultCode } from "./open-archive.ts";

type Sentence = (fault: ArchiveFault) => string;

const SENTENCES: {
  readonly [code in ArchiveFaultCode]: { readonly zh: Sentence; readonly en: Sentence };
} = {
  not_a_zip: {
    zh: () => "不是 zip 文件，或文件已损坏",
    en: () => "this is no zip file, or it is damaged",
  },
  too_many_files: { zh: () => "成员过多", en: () => "it has too many members" },
  file_too_large: {
    zh: ({ file }) => `成员过大：${file}`,
    en: ({ file }) => `a member is too large: ${file}`,
  },
  manifest_unreadable: {
    zh: () => "目录 manifest.json 缺失或无法读取",
    en: () => "manifest.json is missing or cannot be read",
  },
  format_unknown: {
    zh: ({ found, known }) => `归档格式 ${found} 比本程序所知的 ${known} 新，请用新版程序核验`,
    en: ({ found, known }) =>
      `the archive's format ${found} is newer than ${known}, which this program knows; use a newer one`,
  },
  member_missing: { zh: () => "成员缺失", en: () => "the member is missing" },
  member_unexpected: {
    zh: () => "目录中没有这一成员，或成员重复",
    en: () => "the manifest does not name this member, or it is there twice",
  },
  member_changed: {
    zh: ({ expected, found }) =>
      `内容已被改动${expected ? `：应为 ${expected}，实为 ${found}` : ""}`,
    en: ({ expected, found }) =>
      `the content was changed${expected ? `: expected ${expected}, found ${found}` : ""}`,
  },
  container_changed: {
    zh: () => "成员之外的字节（文件头、目录或附加内容）已被改动",
    en: () => "bytes outside of the members (headers, directory, additions) were changed",
  },
  document_unreadable: {
    zh: () => "不是所应有的内容，无法读取",
    en: () => "it does not hold what it should and cannot be read",
  },
  rule_set_changed: {
    zh: ({ found }) => `规则文件与其哈希不符，实为 ${found}`,
    en: ({ found }) => `the rule files are not those of their hash; they have ${found}`,
  },
  rule_set_unreadable: {
    zh: ({ expected }) => `规则集缺失或无法读取${expected ? ` ${expected}` : ""}`,
    en: ({ expected }) =>
      `the rule set is missing or cannot be read${expected ? ` ${expected}` : ""}`,
  },
  figures_differ: {
    zh: ({ score }) => `由各单位报表和统筹决定得出的数据，与最终得分 ${score} 所用的不同`,
    en: ({ score }) =>
      `the figures that sheets and decisions give are not those of the final score ${score}`,
  },
  score_differs: {
    zh: ({ score, expected, found }) =>
      `得分 ${score} 重算结果不同：存 ${expected}，算 ${found ?? "（数据被退回）"}`,
    en: ({ score, expected, found }) =>
      `score ${score} is another one when computed again: stored ${expected}, computed ${found ?? "(refused)"}`,
  },
  no_final_score: { zh: () => "没有最终得分", en: () => "there is no final score" },
  chain_broken: {
    zh: ({ number, fault }) => `审计链在第 ${number} 条断开（${fault}）`,
    en: ({ number, fault }) => `the audit chain is broken at row ${number} (${fault})`,
  },
  not_in_audit: {
    zh: ({ object }) => `审计记录中没有：${object}`,
    en: ({ object }) => `the audit trail does not have it: ${object}`,
  },
  only_in_audit: {
    zh: ({ object }) => `仅见于审计记录：${object}`,
    en: ({ object }) => `it stands in the audit trail alone: ${object}`,
  },
};

export function archiveFaultSentence(fault: ArchiveFault, language: Language): string {
  const { zh, en } = SENTENCES[fault.code];
  const said = language === "en" ? en(fault) : zh(fault);
  if (fault.member === undefined) return said;
  return language === "en" ? `${fault.member}: ${said}` : `${fault.member}：${said}`;
}
