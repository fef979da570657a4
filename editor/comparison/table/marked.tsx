/** @module A text with marks in it: what is new underlined, what is gone struck through. */
export function Marked({
  text,
  marks,
  as: Mark,
}: {
  readonly text: string;
  /** [from, to) in UTF-16 units, in order. */
  readonly marks: readonly (readonly [number, number])[];
  readonly as: "u" | "del";
}) {
  const pieces: { readonly from: number; readonly to: number; readonly isMarked: boolean }[] = [];
  let at = 0;
  for (const [from, to] of marks) {
    if (from > at) pieces.push({ from: at, to: from, isMarked: false });
    pieces.push({ from, to, isMarked: true });
    at = to;
  }
  if (at < text.length) pieces.push({ from: at, to: text.length, isMarked: false });
  return (
    <span className="marked">
      {pieces.map(({ from, to, isMarked }) => {
        const words = text.slice(from, to);
        return isMarked ? <Mark key={from}>{words}</Mark> : <span key={from}>{words}</span>;
      })}
    </span>
  );
}
