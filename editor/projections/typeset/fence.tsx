/** @module Brackets and braces that grow with what they hold. */
import type { ReactNode } from "react";

const PATHS = {
  roundLeft: "M8 1 C-1 25 -1 75 8 99",
  roundRight: "M2 1 C11 25 11 75 2 99",
  squareLeft: "M8 1 L3 1 L3 99 L8 99",
  squareRight: "M2 1 L7 1 L7 99 L2 99",
  brace: "M9 1 C4 1 5 5 5 12 L5 40 C5 46 4 49 1 50 C4 51 5 54 5 60 L5 88 C5 95 4 99 9 99",
} as const;

function Stroke({ path }: { readonly path: keyof typeof PATHS }): ReactNode {
  return (
    <span className="fx-fence" aria-hidden="true">
      <svg viewBox="0 0 10 100" preserveAspectRatio="none" role="presentation">
        <path d={PATHS[path]} vectorEffect="non-scaling-stroke" />
      </svg>
    </span>
  );
}

export function Fence(props: {
  readonly square?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <span className="fx-fenced">
      <Stroke path={props.square ? "squareLeft" : "roundLeft"} />
      <span className="fx-chain">{props.children}</span>
      <Stroke path={props.square ? "squareRight" : "roundRight"} />
    </span>
  );
}

/** The brace to the left of rows. */
export function LeftBrace(): ReactNode {
  return <Stroke path="brace" />;
}
