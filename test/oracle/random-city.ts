/** The makers of random cities, in one place for the tests that use them. */
export { adversarialCity } from "./adversarial-city.ts";
export { invalidCity } from "./invalid-city.ts";
export { createRandom } from "./random.ts";
export { realisticCity } from "./realistic-city.ts";
