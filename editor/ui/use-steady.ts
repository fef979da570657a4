/** @module Functions handed to what is drawn only when it changes: the same objects always, doing what the newest do. */
import { useInsertionEffect, useRef, useState } from "react";

// biome-ignore lint/suspicious/noExplicitAny: whatever the functions take.
type Functions = { readonly [name: string]: (...args: any[]) => unknown };

/** @param functions of the same names at every picture; to be called by events, not while drawing */
export function useSteady<Given extends Functions>(functions: Given): Given {
  const newest = useRef(functions);
  useInsertionEffect(() => {
    newest.current = functions;
  });
  const [steady] = useState(
    () =>
      Object.fromEntries(
        Object.keys(functions).map((name) => [
          name,
          (...args: unknown[]) => newest.current[name]?.(...args),
        ]),
      ) as Given,
  );
  return steady;
}
