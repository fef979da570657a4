/**
 * @module Durations for Prometheus. The library is given them some hundreds at a time: one by one, each in the midst of
 * a request, they cost it several times as much (test/bench, one HTTP score).
 */
import { Histogram, type HistogramConfiguration, type LabelValues } from "prom-client";

const AT_A_TIME = 256;

interface Waiting<Label extends string> {
  readonly labels: LabelValues<Label>;
  readonly seconds: number[];
}

export class Durations<Label extends string> {
  readonly #histogram: Histogram<Label>;
  readonly #labelNames: readonly Label[];
  readonly #waiting = new Map<string, Waiting<Label>>();

  constructor(
    configuration: HistogramConfiguration<Label> & { readonly labelNames: readonly Label[] },
  ) {
    this.#labelNames = configuration.labelNames;
    const collect = (): void => {
      for (const row of this.#waiting.values()) this.#handOver(row);
    };
    this.#histogram = new Histogram({ ...configuration, collect });
  }

  observe(labels: LabelValues<Label>, seconds: number): void {
    let key = "";
    for (const name of this.#labelNames) key += `${labels[name]} `;
    let row = this.#waiting.get(key);
    if (row === undefined) {
      row = { labels, seconds: [] };
      this.#waiting.set(key, row);
    }
    if (row.seconds.push(seconds) >= AT_A_TIME) this.#handOver(row);
  }

  #handOver({ labels, seconds }: Waiting<Label>): void {
    for (const one of seconds) this.#histogram.observe(labels, one);
    seconds.length = 0;
  }
}
