/** @module What is expected of a whole city, changed answer by answer; what nothing is expected of any more leaves no empty member. */
import type { Expectation } from "../../engine/cases/case.ts";

/** @param node `null` for the total; @param score `undefined` where it is not compared */
export function withScore(
  expect: Expectation,
  node: string | null,
  score: string | null | undefined,
): Expectation {
  if (node !== null) return withMember(expect, "scores", withKey(expect.scores, node, score));
  const { total: _, ...others } = expect;
  return score === undefined ? others : { ...expect, total: score };
}

/** One end of a range; an empty one takes the range away, and a first one is both ends until the other is typed. */
export function withRange(
  expect: Expectation,
  node: string | null,
  index: 0 | 1,
  end: string | undefined,
): Expectation {
  const before = node === null ? expect.range : expect.ranges?.[node];
  const [low, high] = [index === 0 ? end : before?.[0], index === 1 ? end : before?.[1]];
  const range =
    end === undefined ? undefined : ([low ?? end, high ?? end] as readonly [string, string]);
  return node === null
    ? withMember(expect, "range", range)
    : withMember(expect, "ranges", withKey(expect.ranges, node, range));
}

/** A node named with a score, or no longer named. */
export function withNode(
  expect: Expectation,
  node: string,
  score: string | undefined,
): Expectation {
  const scored = withScore(expect, node, score);
  return score === undefined
    ? withMember(scored, "ranges", withKey(scored.ranges, node, undefined))
    : scored;
}

export function withOutput(
  expect: Expectation,
  node: string,
  output: string,
  value: unknown,
): Expectation {
  const ofNode = withKey(expect.outputs?.[node], output, value);
  return withMember(expect, "outputs", withKey(expect.outputs, node, ofNode));
}

function withMember<Member extends "scores" | "range" | "ranges" | "outputs">(
  expect: Expectation,
  member: Member,
  value: Expectation[Member] | undefined,
): Expectation {
  const { [member]: _, ...others } = expect;
  return value === undefined ? (others as Expectation) : { ...expect, [member]: value };
}

/** `undefined` where nothing is left. */
function withKey<Value>(
  members: { readonly [key: string]: Value } | undefined,
  key: string,
  value: Value | undefined,
): { readonly [key: string]: Value } | undefined {
  if (value !== undefined) return { ...members, [key]: value };
  const left = Object.entries(members ?? {}).filter(([one]) => one !== key);
  return left.length === 0 ? undefined : Object.fromEntries(left);
}
