/** @module The names that a formula can read, with what people call them: completion, typesetting, text, speech. */
import { isShare } from "../idioms/ratio.ts";
import { isObject } from "../json/json-value.ts";
import type { Constant, Input, Logic, Node, Option, Part, Text } from "../rule-set/rule-set.ts";

export type NameKind =
  | "input"
  | "part"
  | "constant"
  /** `weight`, `children`, `score`: what the engine gives. */
  | "given"
  /** A field of the row at hand, or one count of an input of counts. */
  | "member"
  /** `accumulator`, `current` within `reduce`. */
  | "element";

export interface Name {
  /** As `var` reads it: `filingRate`, `b1`, `current.visits`. */
  readonly id: string;
  readonly kind: NameKind;
  readonly label: Text;
  readonly unit?: string;
  /** Shown and typed as percent: 0.95 is 95 %. */
  readonly percent: boolean;
  /** Type of the input or field; parts and constants are numbers or of no known type. */
  readonly type?: Input["type"];
  /** Choices, where it has some. */
  readonly options?: readonly Option[];
  /** Node that declares it; "" for what the engine gives. */
  readonly owner: string;
}

/** By id, nearest declaration first: own inputs, constants and parts, then those of the nodes above. */
export type Names = ReadonlyMap<string, Name>;

const GIVEN: { readonly [id: string]: Text } = {
  weight: { zh: "权重", en: "weight" },
  score: { zh: "得分", en: "score" },
  children: { zh: "下级", en: "children" },
};

const ELEMENT: { readonly [id: string]: Text } = {
  accumulator: { zh: "累计", en: "accumulated" },
  current: { zh: "本项", en: "current" },
  "current.score": { zh: "本项·得分", en: "current·score" },
  "current.weight": { zh: "本项·权重", en: "current·weight" },
  "current.id": { zh: "本项·编号", en: "current·id" },
};

/** Of these two languages, the mark between a whole and its member. */
const OF = "·";

/** A node as it stands in a file, with those above it; a draft may be damaged: nothing is promised of its members. */
export interface NamedNode {
  readonly id: string;
  readonly value: Partial<Node>;
  readonly parent: NamedNode | null;
}

/**
 * What a formula sees at its place: parts see the parts before them, others all of the node's.
 *
 * @param formula `score`, `parts/b1`, `outputs/x`, `requires/0`
 */
export function namesSeenBy(node: NamedNode | undefined, formula: string): Names {
  const names = new Map<string, Name>();
  const add = (name: Name): void => {
    if (!names.has(name.id)) names.set(name.id, name);
  };
  for (const name of namesOfEach(node, formula)) add(name);
  for (let owner: NamedNode | null = node ?? null; owner !== null; owner = owner.parent) {
    for (const [id, input] of entries<Input>(owner.value.inputs)) {
      for (const name of namesOfInput(id, input, owner.id)) add(name);
    }
    for (const [id, constant] of entries<Constant>(owner.value.constants)) {
      const { label, unit } = constant;
      add({
        id,
        kind: "constant",
        label: textOr(label, id),
        percent: false,
        owner: owner.id,
        ...(unit === undefined ? {} : { unit }),
      });
    }
  }
  const conditions = /^(requires|plausible)\//.test(formula);
  for (const [id, part] of conditions ? [] : entries<Part>(node?.value.parts)) {
    if (formula === `parts/${id}`) break;
    const { label, unit } = part;
    const percent = unit === undefined && "logic" in part && isShare(part.logic as Logic);
    add({
      id,
      kind: "part",
      label: textOr(label, id),
      percent,
      owner: node?.id ?? "",
      ...(unit === undefined ? {} : { unit }),
    });
  }
  for (const [id, label] of Object.entries(GIVEN)) {
    if (id === "score" && !formula.startsWith("outputs/")) continue;
    add({ id, kind: "given", label, percent: id === "weight", owner: "" });
  }
  for (const [id, label] of Object.entries(ELEMENT)) {
    add({ id, kind: "element", label, percent: id === "current.weight", owner: "" });
  }
  return names;
}

/** A condition that is asked of each row sees the fields of the row. */
function namesOfEach(node: NamedNode | undefined, formula: string): readonly Name[] {
  const [list, index = ""] = formula.split("/");
  if (list !== "requires" && list !== "plausible") return [];
  const each = node?.value[list]?.[Number(index)]?.each;
  const [, rows] = entries<Input>(node?.value.inputs).find(([id]) => id === each) ?? [];
  if (node === undefined || rows?.type !== "rows") return [];
  return entries<Input>(rows.fields).flatMap(([id, field]): readonly Name[] =>
    namesOfInput(id, field, node.id).map((name) => ({ ...name, kind: "member" })),
  );
}

function namesOfInput(id: string, input: Input, owner: string): readonly Name[] {
  const label = textOr(input.label, id);
  const { type } = input;
  const unit = "unit" in input && typeof input.unit === "string" ? { unit: input.unit } : {};
  const options = type === "choice" || type === "list" ? optionsOf(input.options) : [];
  const whole: Name = {
    id,
    kind: "input",
    label,
    percent: type === "percent",
    type,
    owner,
    ...unit,
    ...(options.length > 0 ? { options } : {}),
  };
  if (type === "rows") {
    const fields = entries<Input>(input.fields).map(([field, declared]): Name => {
      const member = namesOfInput(field, declared, owner)[0] as Name;
      const { zh, en } = member.label;
      return {
        ...member,
        id: `current.${field}`,
        kind: "member",
        label: { zh: `${ELEMENT.current?.zh}${OF}${zh}`, en: `${ELEMENT.current?.en}${OF}${en}` },
      };
    });
    return [whole, ...fields];
  }
  if (type === "counts" && Array.isArray(input.options)) {
    const counts = input.options.map(
      (option): Name => ({
        ...whole,
        id: `${id}.${option.code}`,
        kind: "member",
        type: "count",
        label: textOr(option.label, option.code),
      }),
    );
    return [whole, ...counts];
  }
  return [whole];
}

/** Of a damaged list those that are whole. */
function optionsOf(options: unknown): readonly Option[] {
  if (!Array.isArray(options)) return [];
  return (options as readonly unknown[]).flatMap((option) =>
    isObject(option) && typeof option.code === "string"
      ? [{ code: option.code, label: textOr(option.label, option.code) }]
      : [],
  );
}

/** Members of what may be damaged: only those that are objects. */
function entries<Member>(members: unknown): readonly (readonly [string, Member])[] {
  if (!isObject(members)) return [];
  return Object.entries(members).filter(([, member]) => isObject(member)) as [string, Member][];
}

function textOr(label: unknown, id: string): Text {
  const { zh, en } = isObject(label) ? label : {};
  return { zh: typeof zh === "string" ? zh : id, en: typeof en === "string" ? en : id };
}
