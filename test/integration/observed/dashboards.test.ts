// What the dashboard and the alert rules ask Prometheus for: every expression is one, and asks for what /metrics tells.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parser } from "@prometheus-io/lezer-promql";
import { parse } from "yaml";
import { LIMIT_NAMES } from "../../../server/limits.ts";
import { startServer, type TestServer } from "../../helpers/server.ts";

const DEPLOY = join(import.meta.dirname, "../../../deploy");
/** What Prometheus itself adds to what it reads. */
const OWN_METRICS = ["up"];
const OWN_LABELS = ["instance", "job"];

const read = (path: string): string => readFileSync(join(DEPLOY, path), "utf8");

interface Panel {
  title: string;
  gridPos: { x: number; y: number; w: number; h: number };
  targets?: { expr: string }[];
}
interface Rule {
  alert: string;
  expr: string;
  annotations: { summary: string };
}

const dashboard = JSON.parse(read("grafana/emberline.json")) as {
  panels: Panel[];
  templating: { list: { query: string | { query: string } }[] };
};
const rules = (parse(read("prometheus/alerts.yml")) as { groups: { rules: Rule[] }[] }).groups.flatMap(
  ({ rules: some }) => some,
);

const expressions: [where: string, expression: string][] = [
  ...dashboard.panels.flatMap(({ title, targets = [] }) =>
    targets.map(({ expr }): [string, string] => [title, expr.replaceAll("$__rate_interval", "5m")]),
  ),
  ...rules.map(({ alert, expr }): [string, string] => [alert, expr]),
];

/** The texts of all nodes of a name, as in `VectorSelector/Identifier`. */
function nodes(expression: string, path: string): string[] {
  const found: string[] = [];
  const [parent, name] = path.split("/");
  parser.parse(expression).iterate({
    enter({ node }) {
      if (node.name === name && node.parent?.name === parent)
        found.push(expression.slice(node.from, node.to));
    },
  });
  return found;
}

function faults(expression: string): number {
  let count = 0;
  parser.parse(expression).iterate({
    enter({ type }) {
      if (type.isError) count += 1;
    },
  });
  return count;
}

describe("dashboard and alerts", () => {
  let server: TestServer;
  let metrics: Set<string>;
  let labels: Set<string>;

  before(async () => {
    server = await startServer();
    const text = await (await fetch(`${server.endpoint}/metrics`)).text();
    const histograms = [...text.matchAll(/^# TYPE (\w+) histogram$/gm)].flatMap(([, name]) =>
      ["bucket", "sum", "count"].map((part) => `${name}_${part}`),
    );
    const others = [...text.matchAll(/^# TYPE (\w+) (?!histogram)\w+$/gm)].map(([, name]) => name);
    metrics = new Set([...histograms, ...others, ...OWN_METRICS]);
    // Some have no value yet, and tell their labels in words.
    const told = [...text.matchAll(/ By (\w+)\.$/gm)].map(([, label]) => label);
    labels = new Set([...text.matchAll(/[{,](\w+)="/g)].map(([, label]) => label).concat(told, OWN_LABELS));
  });
  after(() => server.close());

  it("have many expressions, and a parser that tells good ones from bad ones", () => {
    assert.ok(expressions.length > 60);
    assert.equal(faults("sum by (le) (rate(a_bucket[5m]))"), 0);
    for (const bad of ["sum(", "rate(a[5m]", "a by", "a{b=c}", "a +"]) assert.ok(faults(bad) > 0, bad);
    assert.deepEqual(nodes("sum(rate(a[5m])) / b", "VectorSelector/Identifier"), ["a", "b"]);
  });

  it("say what Prometheus can read", () => {
    for (const [where, expression] of expressions)
      assert.equal(faults(expression), 0, `${where}: ${expression}`);
  });

  it("ask for nothing that /metrics does not tell, by no label that it has not", () => {
    for (const [where, expression] of expressions) {
      const asked = nodes(expression, "VectorSelector/Identifier");
      assert.ok(asked.length > 0, where);
      for (const name of asked) assert.ok(metrics.has(name), `${where}: ${name}`);
      const by = [
        ...nodes(expression, "UnquotedLabelMatcher/LabelName"),
        ...nodes(expression, "GroupingLabels/LabelName"),
      ];
      for (const label of by) assert.ok(labels.has(label), `${where}: ${label}`);
    }
    assert.ok(nodes('a{b="c"}', "UnquotedLabelMatcher/LabelName").length === 1);
    assert.ok(nodes("sum by (b) (a)", "GroupingLabels/LabelName").length === 1);
  });

  it("ask for limits that there are", () => {
    const said = expressions.flatMap(([, expression]) => [...expression.matchAll(/limit=~?"([^"]+)"/g)]);
    assert.ok(said.length > 0);
    for (const name of said.flatMap(([, names]) => names.split("|")))
      assert.ok((LIMIT_NAMES as string[]).includes(name), name);
  });

  it("show every figure of ours somewhere", () => {
    const all = expressions.map(([, expression]) => expression).join("\n");
    for (const name of metrics) {
      if (!name.startsWith("emberline_")) continue;
      // A histogram is shown by its buckets.
      const bare = name.replace(/_(bucket|sum|count)$/, "");
      assert.ok(new RegExp(`\\b${bare}`).test(all), name);
    }
  });

  it("lay panels side by side, and none over another", () => {
    const taken = new Set<string>();
    for (const { title, gridPos } of dashboard.panels)
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++)
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
          assert.ok(x < 24 && !taken.has(`${x} ${y}`), title);
          taken.add(`${x} ${y}`);
        }
  });

  it("name every alert once, and say what is wrong", () => {
    assert.equal(new Set(rules.map(({ alert }) => alert)).size, rules.length);
    for (const { alert, annotations } of rules) assert.ok(annotations.summary.length > 10, alert);
    const { rule_files, scrape_configs } = parse(read("prometheus/prometheus.yml")) as {
      rule_files: string[];
      scrape_configs: { job_name: string }[];
    };
    assert.deepEqual(rule_files, ["alerts.yml"]);
    assert.equal(scrape_configs[0].job_name, "emberline");
  });
});
