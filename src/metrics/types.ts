/** A metric with its samples, as Prometheus sees it. */
export interface MetricFamily {
  /** A counter’s ends with `_total`. */
  readonly name: string;
  readonly type: 'counter' | 'gauge';
  readonly help: string;
  readonly samples: readonly Sample[];
}

interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}
