/** @module What is made when it is first asked for: much of it never is, and making all is a good part of compiling. */

export function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** A function that is made with its first call. */
export function lazyFunction<Argument, Answer>(
  make: () => (argument: Argument) => Answer,
): (argument: Argument) => Answer {
  let made: ((argument: Argument) => Answer) | null = null;
  return (argument) => {
    made ??= make();
    return made(argument);
  };
}
