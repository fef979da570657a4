/** @module Fixes of files as wholes: keys and cases that stand twice, files that nothing uses, marks out of place. */
import { findNodeAtLocation, type Node as JsonNode, parseTree } from "jsonc-parser";
import { pointerSteps } from "../../../engine/json/pointer.ts";
import { casesOf, freeCaseId } from "../../cases/case-places.ts";
import { removeValue, setValue } from "../../document/edit.ts";
import { withFile } from "../../document/rule-document.ts";
import type { Fix, FixFinder } from "./fix.ts";

/** Of two members with one key either may be the one that was meant. */
export const removeDuplicateKey: FixFinder = ({ finding, place }, document) => {
  const { file, found: key } = finding.facts;
  const text = typeof file === "string" ? document.files.get(file) : undefined;
  if (typeof file !== "string" || text === undefined || place === null) return [];
  if (typeof key !== "string") return [];
  const root = parseTree(text);
  const holder =
    root === undefined
      ? undefined
      : findNodeAtLocation(root, pointerSteps(place.pointer).map(indexOrKey));
  const twins = (holder?.children ?? []).filter(({ children }) => children?.[0]?.value === key);
  const [first, second] = twins;
  if (first === undefined || second === undefined) return [];
  return [
    without(file, second, text, { zh: `删除第二个 ${key}`, en: `Remove the second ${key}` }),
    without(file, first, text, { zh: `删除第一个 ${key}`, en: `Remove the first ${key}` }),
  ];
};

function indexOrKey(step: string): string | number {
  return /^\d+$/.test(step) ? Number(step) : step;
}

/** The member with the comma and white space before or after it. */
function without(file: string, member: JsonNode, text: string, label: Fix["label"]): Fix {
  const members = member.parent?.children ?? [];
  const index = members.indexOf(member);
  const [before, next] = [members[index - 1], members[index + 1]];
  const end = member.offset + member.length;
  const from =
    next === undefined && before !== undefined ? before.offset + before.length : member.offset;
  const to = next === undefined ? end : next.offset;
  return {
    label,
    apply: (document) =>
      document.files.get(file) === text
        ? withFile(document, file, text.slice(0, from) + text.slice(to))
        : document,
  };
}

export const renameDuplicateCase: FixFinder = ({ finding, place }, document) => {
  const { id } = finding.facts;
  if (place === null || typeof id !== "string") return [];
  const free = freeCaseId(new Set(casesOf(document).map(({ case: one }) => one.id)), id);
  return [
    {
      label: { zh: `改编号为 ${free}`, en: `Give it the id ${free}` },
      apply: (edited) => setValue(edited, place, free),
    },
  ];
};

/** A case of a node that is gone. */
export const removeLostCase: FixFinder = (placed, document) => {
  const found = casesOf(document).find(({ case: one }) => one.id === placed.case);
  if (found === undefined) return [];
  return [
    {
      label: { zh: `删除用例 ${found.case.id}`, en: `Remove the case ${found.case.id}` },
      apply: (edited) => removeValue(edited, { file: found.file, pointer: found.pointer }),
    },
  ];
};

export const removeUnusedFile: FixFinder = ({ finding }) => {
  const { file } = finding.facts;
  if (typeof file !== "string") return [];
  return [
    {
      label: { zh: `删除文件 ${file}`, en: `Remove the file ${file}` },
      apply: (document) => withFile(document, file, null),
    },
  ];
};

export const removeMark: FixFinder = ({ place }) => {
  if (place === null) return [];
  return [
    {
      label: { zh: "删除此处下划线", en: "Remove this underline" },
      apply: (document) => removeValue(document, place),
    },
  ];
};
