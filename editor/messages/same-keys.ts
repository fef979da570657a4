/** @module The shape of a language's words, so that the compiler sees a key that another language lacks. */

/** The same keys with other words; where Chinese has one form for any number, English adds that for one (`_one`). */
export type SameKeys<T> = {
  readonly [K in keyof T]: T[K] extends string ? string : SameKeys<T[K]>;
} & {
  readonly [K in keyof T as K extends `${infer Name}_other` ? `${Name}_one` : never]?: string;
};
