/** @module A formula as the notice prints it: every shape of the notation in HTML. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../messages/index.ts";
import { operatorName } from "../notation/roles.ts";
import type { Notation } from "../notation/shapes.ts";
import { Leaf } from "../pane/leaf.tsx";
import { Label } from "../pane/literal-text.tsx";
import { NodeFrame } from "../pane/node-frame.tsx";
import { Words } from "../pane/words.tsx";
import { BoundView } from "./bound-view.tsx";
import { BraceView } from "./brace-view.tsx";
import { Fence } from "./fence.tsx";
import { FractionView } from "./fraction-view.tsx";
import { TallyView } from "./tally-view.tsx";

export function ShapeView({ shape }: { readonly shape: Notation }): ReactNode {
  switch (shape.kind) {
    case "number":
    case "word":
    case "name":
    case "hole":
      return <Leaf shape={shape} />;
    case "fraction":
      return <FractionView shape={shape} />;
    case "brace":
      return <BraceView shape={shape} />;
    case "tally":
      return <TallyView shape={shape} />;
    case "sum":
      return <Chain shape={shape} sign="+" binds="sum" />;
    case "product":
      return <Chain shape={shape} sign="×" binds="product" />;
    case "difference":
      return <Chain shape={shape} sign="−" binds="difference" />;
    case "comparison":
      return <Chain shape={shape} sign={shape.sign} binds="comparison" />;
    case "junction":
      return (
        <Chain shape={shape} sign={<Words of={`junction.${shape.word}`} />} binds={shape.word} />
      );
    case "negative":
      return (
        <NodeFrame at={shape.at} className="fx-chain">
          <span className="fx-sign">−</span>
          <Within binds="product" shape={shape.of} />
        </NodeFrame>
      );
    case "not":
      return (
        <NodeFrame at={shape.at} className="fx-chain">
          <span className="fx-word">
            <Words of="not" />
          </span>
          <Within binds="product" shape={shape.of} />
        </NodeFrame>
      );
    case "bound":
      return (
        <BoundView at={shape.at} of={shape.of.at} side={shape.side} limit={shape.limit}>
          <ShapeView shape={shape.of} />
        </BoundView>
      );
    case "chosen":
      return (
        <NodeFrame at={shape.at} className="fx-chosen">
          <Label text={shape.label} />
        </NodeFrame>
      );
    case "count":
      return (
        <NodeFrame at={shape.at} className="fx-chain">
          <span className="fx-word">
            <Words of="count" />
          </span>
          <Fence>
            <ShapeView shape={shape.of} />
          </Fence>
        </NodeFrame>
      );
    case "total":
      return (
        <NodeFrame at={shape.at} className="fx-chain fx-totals">
          <span className="fx-total">
            <span className="fx-sigma">∑</span>
            <span className="fx-total-list">
              <ShapeView shape={shape.list} />
            </span>
          </span>
          <Within binds="product" shape={shape.body} />
        </NodeFrame>
      );
    case "call":
      return shape.operator === "filter" && shape.members.length === 2 ? (
        <FilterView shape={shape} />
      ) : (
        <CallView shape={shape} />
      );
    case "list":
      return <CallView shape={shape} />;
    default:
      return shape satisfies never;
  }
}

/** What binds how tightly; what binds less than its surroundings stands in brackets. */
const STRENGTH = { or: 1, and: 2, comparison: 3, sum: 4, difference: 4, product: 5 } as const;
type Binding = keyof typeof STRENGTH;

function bindingOf(shape: Notation): Binding | null {
  switch (shape.kind) {
    case "sum":
    case "difference":
    case "product":
    case "comparison":
      return shape.kind;
    case "negative":
      return "sum";
    case "total":
      return "product";
    case "junction":
      return shape.word;
    default:
      return null;
  }
}

function Within(props: {
  readonly binds: Binding;
  readonly shape: Notation;
  readonly last?: boolean;
}): ReactNode {
  const inner = bindingOf(props.shape);
  const around = STRENGTH[props.binds];
  const loose =
    inner !== null &&
    (STRENGTH[inner] < around ||
      // a − (b + c), a × (Σ …) × b, and a sum or product that was nested on purpose.
      (STRENGTH[inner] === around && !(props.shape.kind === "total" && props.last)));
  const content = <ShapeView shape={props.shape} />;
  return loose ? <Fence>{content}</Fence> : content;
}

/** So many symbols stand in one line. */
const SHORT = 5;

function isSymbol(shape: Notation): boolean {
  return shape.kind === "number" || (shape.kind === "name" && shape.name.symbol !== undefined);
}

function Chain(props: {
  readonly shape: Extract<Notation, { readonly members: readonly Notation[] }>;
  readonly sign: ReactNode;
  readonly binds: Binding;
}): ReactNode {
  const { shape, sign, binds } = props;
  const isShort = shape.members.length <= SHORT && shape.members.every(isSymbol);
  return (
    <NodeFrame at={shape.at} className={`fx-chain fx-${binds} ${isShort ? "fx-short" : ""}`}>
      {shape.members.map((member, index) => (
        <span className="fx-term" key={member.at}>
          {index > 0 && (
            <span className={binds === "and" || binds === "or" ? "fx-word" : "fx-sign"}>
              {sign}
            </span>
          )}
          <Within binds={binds} shape={member} last={index === shape.members.length - 1} />
        </span>
      ))}
    </NodeFrame>
  );
}

/** The members of a list for which something holds: `下级 其中 编号 ≠ “A”`. */
function FilterView({
  shape: { at, members },
}: {
  readonly shape: Extract<Notation, { readonly kind: "call" }>;
}): ReactNode {
  const { t } = useTranslation("projections");
  const [list, condition] = members;
  return (
    <NodeFrame at={at} className="fx-chain">
      {list === undefined ? null : <ShapeView shape={list} />}
      <span className="fx-word">{t("where")}</span>
      {condition === undefined ? null : <ShapeView shape={condition} />}
    </NodeFrame>
  );
}

function CallView(props: {
  readonly shape: Extract<Notation, { readonly kind: "call" | "list" }>;
}): ReactNode {
  const { t } = useTranslation("projections");
  const language = useLanguage();
  const { shape } = props;
  const known = shape.kind === "list" || shape.known;
  return (
    <NodeFrame at={shape.at} className={known ? "fx-chain" : "fx-chain fx-unknown"}>
      {shape.kind === "call" && (
        <span className="fx-function">{operatorName(shape.operator, t, language)}</span>
      )}
      <Fence square={shape.kind === "list"}>
        {shape.members.map((member, index) => (
          <span className="fx-term" key={member.at}>
            {index > 0 && <span className="fx-comma">{t("listSeparator")}</span>}
            <ShapeView shape={member} />
          </span>
        ))}
      </Fence>
    </NodeFrame>
  );
}
