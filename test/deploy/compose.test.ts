// deploy/compose.yml against the compose specification's schema, a linter, and checks of our own that planted mistakes trip.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DCLinter } from "dclint";
import { stringify } from "yaml";
import { complaintsOfCompose } from "./compose-checks.ts";
import { documents, type Loose, planted, ROOT, read } from "./files.ts";

const FILE = "deploy/compose.yml";
const nginx = read("deploy/nginx/emberline.conf");
const compose = (): Loose => documents(read(FILE))[0];

/** Schema always; the rules are those that are about mistakes, and not about the order of keys. */
const linter = new DCLinter({
  quiet: false,
  debug: false,
  exclude: [],
  rules: {
    "no-build-and-image": 0,
    "no-quotes-in-volumes": 0,
    "require-quotes-in-ports": 0,
    "service-dependencies-alphabetical-order": 0,
    "service-image-require-explicit-tag": 2,
    "service-keys-order": 0,
    "service-ports-alphabetical-order": 0,
    "services-alphabetical-order": 0,
    "top-level-properties-order": 0,
    "no-unbound-port-interfaces": 0,
  },
});

interface Found {
  messages: { line: number; rule: string; message: string }[];
}

const lint = (path: string): string[] =>
  (linter.lintFiles([path], false) as Found[]).flatMap(({ messages }) =>
    messages.map(({ line, rule, message }) => `${line} ${rule}: ${message}`),
  );

describe("the compose file", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "emberline-compose-"));
  });
  after(() => rm(folder, { recursive: true }));

  it("is valid, by the specification's schema and a linter", () => {
    // The tag of our own image is the one that `docker compose build` gives it.
    const own = /image "emberline:latest"/;
    assert.deepEqual(
      lint(join(ROOT, FILE)).filter((line) => !own.test(line)),
      [],
    );
  });

  const misspelt: [string, string, unknown][] = [
    ["a key that there is not", "services.redis.read_onyl", true],
    ["a number where a list must be", "services.nginx.ports", 443],
    ["a network as a number", "networks.edge", 7],
    ["a health check of another form", "services.redis.healthcheck.test", 7],
  ];
  for (const [name, place, value] of misspelt) {
    it(`the schema refuses ${name}`, async () => {
      const path = join(folder, "compose.yml");
      await writeFile(path, stringify(planted(compose(), place, value)));
      assert.match(lint(path).join("\n"), /invalid-schema/);
    });
  }

  it("passes our own checks", () => {
    assert.deepEqual(complaintsOfCompose(compose(), nginx), []);
  });

  const mistakes: [RegExp, string, unknown?][] = [
    [/emberline-1: runs as root/, "services.emberline-1.user"],
    [/redis: runs as root/, "services.redis.user", "0:0"],
    [/emberline-2: its root can be written to/, "services.emberline-2.read_only", false],
    [/nginx: keeps capabilities/, "services.nginx.cap_drop"],
    [/nginx: may gain privileges/, "services.nginx.security_opt", []],
    [/grafana: reaches the engine/, "services.grafana.volumes", ["/var/run/docker.sock:/s"]],
    [/redis: an image without a version/, "services.redis.image", "redis"],
    [/emberline-1: PUBLIC_ADRESS is no setting/, "services.emberline-1.environment.PUBLIC_ADRESS", "x"],
    [/bad setting LOG_LEVEL/, "services.emberline-1.environment.LOG_LEVEL", "loud"],
    [/bad setting TRUSTED_PROXIES/, "services.emberline-3.environment.TRUSTED_PROXIES", "nginx"],
    [/emberline-3: is killed before/, "services.emberline-3.stop_grace_period", "30s"],
    [/emberline-3: is killed before/, "services.emberline-3.stop_grace_period"],
    [/emberline-1: REDIS_URL is missing/, "services.emberline-1.environment.REDIS_URL"],
    [/emberline-1: starts before postgres/, "services.emberline-1.depends_on.postgres"],
    [/redis: publishes 6379:6379/, "services.redis.ports", ["6379:6379"]],
    [/redis: is on data, which is not internal/, "networks.data.internal"],
    [/redis: is on edge/, "services.redis.networks", ["data", "edge"]],
    [/prometheus: reaches Redis/, "services.prometheus.networks.data", {}],
    [/emberline-2: \/p1 is another's/, "services.emberline-2.environment.PUBLIC_ADDRESS", "x/p1"],
    [/nginx leads \/p2 to/, "services.emberline-2.networks.edge.ipv4_address", "172.29.67.22"],
    [/nginx has it in no choice/, "services.emberline-2.networks.edge.ipv4_address", "172.29.67.22"],
    [/believes somebody who is not nginx/, "services.nginx.networks.edge.ipv4_address", "172.29.67.9"],
    [/prometheus: may not read/, "services.prometheus.networks.edge.ipv4_address", "172.29.67.9"],
    [/nginx: nobody listens on 443/, "services.nginx.ports", ["443:443"]],
  ];
  for (const [words, place, value] of mistakes) {
    it(`finds a planted mistake: ${words.source} (${place})`, () => {
      assert.match(complaintsOfCompose(planted(compose(), place, value), nginx).join("\n"), words);
    });
  }

  it("has Prometheus ask every process", () => {
    const [{ scrape_configs: jobs }] = documents(read("deploy/prometheus/prometheus.yml"));
    const addresses = Object.values<Loose>(compose().services)
      .filter(({ image }) => image.startsWith("emberline"))
      .map(({ networks }) => `${networks.edge.ipv4_address}:2567`);
    assert.deepEqual(jobs[0].static_configs[0].targets, addresses);
  });

  it("names what is to be filled in, and holds no secret", () => {
    const text = read(FILE);
    const named = [...text.matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name);
    const example = [...read("deploy/.env.example").matchAll(/^(\w+)=(.*)$/gm)];
    assert.deepEqual(example.map(([, name]) => name).sort(), [...new Set(named)].sort());
    assert.ok(example.every(([, , value]) => value === ""));
    assert.doesNotMatch(text, /\$\{\w+:-/, "no secret has a default");
  });
});
