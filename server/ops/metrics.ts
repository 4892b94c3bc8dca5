// Figures for Prometheus: one registry, made once per app, and Node's own beside it.
// Owns: how a figure is told. Must not: know which there are (server-metrics.ts), or count anything but refusals.
import { collectDefaultMetrics, Registry } from "prom-client";
import { type CountRefusal, LIMIT_NAMES, type LimitName } from "../limits.ts";
import type { Histogram } from "./histogram.ts";

/** How often each limit has turned something away. */
export type Refusals = ReadonlyMap<LimitName, number>;

/** Values by label; a figure without labels is a number. */
export type Labelled = Iterable<readonly [label: string, value: number]>;
type Value = () => number | Labelled;

interface Sample {
  labels: Record<string, string>;
  value: number;
  metricName?: string;
}

/** Node's own figures are those of the process, however many apps there are in it; its watchers are never taken down. */
let ofNode: Registry | null = null;

function nodeRegistry(): Registry {
  if (ofNode === null) {
    ofNode = new Registry();
    collectDefaultMetrics({ register: ofNode });
  }
  return ofNode;
}

/** Values are looked up when somebody asks: what is counted on the way of a tick is a plain number. */
export class Metrics {
  readonly refusals = new Map<LimitName, number>(LIMIT_NAMES.map((name) => [name, 0]));
  private readonly registry = new Registry();

  constructor() {
    // Every limit is there from the start, or a rate over the first refusal could not be told.
    this.counter("refused_total", "What limits turned away.", () => this.refusals, "limit");
  }

  /** A limit turned something away. */
  readonly refused: CountRefusal = (name) => {
    this.refusals.set(name, (this.refusals.get(name) ?? 0) + 1);
  };

  /** `label`: what tells the values apart, where there are several. */
  gauge(name: string, help: string, value: Value, label = ""): void {
    this.add("gauge", name, told(help, label), () => samplesOf(value(), label));
  }

  counter(name: string, help: string, value: Value, label = ""): void {
    this.add("counter", name, told(help, label), () => samplesOf(value(), label));
  }

  histogram(name: string, help: string, value: Histogram | ReadonlyMap<string, Histogram>, label = ""): void {
    const all = value instanceof Map ? value : new Map([["", value as Histogram]]);
    this.add("histogram", name, told(help, label), () =>
      [...all].flatMap(([said, one]) =>
        bucketsOf(`emberline_${name}`, label === "" ? {} : { [label]: said }, one),
      ),
    );
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  async text(): Promise<string> {
    return `${await this.registry.metrics()}\n${await nodeRegistry().metrics()}`;
  }

  private add(type: string, bare: string, help: string, values: () => Sample[]): void {
    const name = `emberline_${bare}`;
    const get = async (): Promise<object> => ({ name, help, type, values: values() });
    // All that the registry asks of a metric; its own would keep every value a second time.
    this.registry.registerMetric({ name, get } as never);
  }
}

const told = (help: string, label: string): string => (label === "" ? help : `${help} By ${label}.`);

function samplesOf(value: number | Labelled, label: string): Sample[] {
  if (typeof value === "number") return [{ labels: {}, value }];
  return Array.from(value, ([said, one]) => ({ labels: { [label]: said }, value: one }));
}

function bucketsOf(
  name: string,
  labels: Record<string, string>,
  { bounds, counts, sum }: Histogram,
): Sample[] {
  let count = 0;
  const buckets = Array.from(counts, (here, i): Sample => {
    count += here;
    const le = i < bounds.length ? String(bounds[i]) : "+Inf";
    return { metricName: `${name}_bucket`, labels: { le, ...labels }, value: count };
  });
  return [
    ...buckets,
    { metricName: `${name}_sum`, labels, value: sum },
    { metricName: `${name}_count`, labels, value: count },
  ];
}
