/**
 * @module Numbers drawn at random from a seed: the same for every draw wherever it is made, so that an answer depends
 * neither on the number of threads nor on their luck.
 */

export type Random = () => number;

/**
 * Uniform in [0, 1), 32 bits: the generator sfc32 of PractRand (Chris Doty-Humphrey), begun with the seed and the
 * number of the draw; the first dozen is thrown away, as its author does.
 */
export function randomOfDraw(seed: number, draw: number): Random {
  let [a, b, c, counter] = [seed | 0, Math.floor(seed / 2 ** 32) | 0, draw | 0, 1];
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let thrown = 0; thrown < 12; thrown++) next();
  return next;
}
