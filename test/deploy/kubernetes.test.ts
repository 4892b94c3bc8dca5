// deploy/k8s against the types of Kubernetes' own API, and checks of our own that planted mistakes trip.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { documents, type Loose, planted, ROOT, read } from "./files.ts";
import { complaintsOfManifests } from "./kubernetes-checks.ts";

const FOLDER = "deploy/k8s";
const KUSTOMIZATION = "kustomization.yaml";
const names = readdirSync(join(ROOT, FOLDER)).filter((name) => name !== KUSTOMIZATION);
const manifests = (): Loose[] => names.flatMap((name) => documents(read(join(FOLDER, name))));

/** Where the types of a group of the API are. */
const MODULES: Record<string, string> = {
  v1: "core/v1",
  "apps/v1": "apps/v1",
  "autoscaling/v2": "autoscaling/v2",
  "networking.k8s.io/v1": "networking/v1",
  "policy/v1": "policy/v1",
};

/**
 * What the compiler says of manifests as values of the API's types, which are made from Kubernetes' own schema: a key
 * that there is not, one that is missing, one of another form. Inside the repository, for its packages.
 */
function complaintsOfTypes(all: Loose[]): string[] {
  const folder = join(ROOT, ".cache", `k8s-types-${process.pid}`);
  const text = all.map(({ apiVersion, kind, ...rest }, at) => {
    const from = MODULES[apiVersion] ?? assert.fail(`no types for ${apiVersion}`);
    const value = JSON.stringify({ apiVersion, kind, ...rest }, null, 1);
    return `import type { ${kind} as K${at} } from "kubernetes-types/${from}";\nexport const v${at}: K${at} = ${value};\n`;
  });
  mkdirSync(folder, { recursive: true });
  try {
    const file = join(folder, "manifests.ts");
    writeFileSync(file, text.join(""));
    const tsc = join(
      dirname(createRequire(import.meta.url).resolve("typescript/package.json")),
      "bin",
      "tsc",
    );
    const options = [
      "--ignoreConfig",
      "--noEmit",
      "--strict",
      "--skipLibCheck",
      "--types",
      "",
      "--module",
      "preserve",
    ];
    const { stdout, error } = spawnSync(process.execPath, [tsc, ...options, file], { encoding: "utf8" });
    if (error !== undefined) throw error;
    return stdout.split("\n").filter((line) => line.includes("error TS"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const at = (kind: string, name: string): number =>
  manifests().findIndex((one) => one.kind === kind && one.metadata.name === name);
const SET = at("StatefulSet", "emberline");
const POD = `${SET}.spec.template.spec`;
const SERVER = `${POD}.containers.0`;

describe("the Kubernetes manifests", () => {
  it("are of the types of the API", () => {
    assert.deepEqual(complaintsOfTypes(manifests()), []);
  }).timeout(60_000);

  it("of other types are refused", () => {
    const wrong = [
      [`${POD}.terminationGracePeriodSecond`, 45, /terminationGracePeriodSecond/],
      [`${SERVER}.readinessProbe.periodSeconds`, "2", /'string' is not assignable to type 'number'/],
      [`${SERVER}.securityContext.readonlyRootFilesystem`, true, /readonlyRootFilesystem/],
      [`${SET}.spec.selector`, undefined, /'selector' is missing/],
      [`${at("HorizontalPodAutoscaler", "emberline")}.spec.metrics.0.pods.metrics`, {}, /"metrics"/],
      [`${at("NetworkPolicy", "redis")}.spec.ingress.0.form`, [], /"form"/],
    ] as const;
    // Each on its own: the compiler tells of one mistake of an object.
    const all = wrong.map(
      ([place, value]) => planted(manifests(), place, value)[Number(place.split(".")[0])],
    );
    const said = complaintsOfTypes(all).join("\n");
    for (const [, , words] of wrong) assert.match(said, words);
  }).timeout(60_000);

  it("pass our own checks", () => {
    assert.deepEqual(complaintsOfManifests(manifests()), []);
  });

  const env = (name: string): number =>
    manifests()[SET].spec.template.spec.containers[0].env.findIndex((one: Loose) => one.name === name);
  const mistakes: [RegExp, string, unknown?][] = [
    [/emberline: may run as root/, `${POD}.securityContext.runAsNonRoot`],
    [/emberline: runs as root/, `${POD}.securityContext.runAsUser`, 0],
    [/emberline: holds a key of the cluster/, `${POD}.automountServiceAccountToken`],
    [/emberline: its root can be written to/, `${SERVER}.securityContext.readOnlyRootFilesystem`, false],
    [/emberline: may gain privileges/, `${SERVER}.securityContext.allowPrivilegeEscalation`],
    [/emberline: memory without a limit/, `${SERVER}.resources.limits`],
    [/a limit of CPU/, `${SERVER}.resources.limits.cpu`, "1"],
    [/is killed before its drain ends/, `${POD}.terminationGracePeriodSeconds`, 30],
    [/is killed before its drain ends/, `${SERVER}.lifecycle.preStop.exec.command.1`, "20"],
    [/does not listen on 2568/, `${SERVER}.ports.0.containerPort`, 2568],
    [/no liveness by \/health/, `${SERVER}.livenessProbe.httpGet.path`, "/healthz"],
    [/no readiness by \/ready/, `${SERVER}.readinessProbe`],
    [/LOG_LEVLE is no setting/, `${SERVER}.env.0.name`, "LOG_LEVLE"],
    [/bad setting LOG_LEVEL/, `${at("ConfigMap", "emberline")}.data.LOG_LEVEL`, "loud"],
    [/there is no emberline\/PUBLIC_HOST/, `${at("ConfigMap", "emberline")}.data.PUBLIC_HOST`],
    [/is of another secret/, `${SERVER}.env.${env("DATABASE_URL")}.valueFrom.secretKeyRef.name`, "other"],
    [/put together of what comes later/, `${SERVER}.env.${env("PUBLIC_ADDRESS")}.value`, "$(PUBLIC_HOSTS)/x"],
    [/DATABASE_URL is missing/, `${SERVER}.env.${env("DATABASE_URL")}.name`, "LOG_LEVEL"],
    [/a pod that drains loses its name/, `${at("Service", "emberline-pods")}.spec.publishNotReadyAddresses`],
    [/its pods have no names/, `${at("Service", "emberline-pods")}.spec.clusterIP`],
    [/redis: is open to the world/, `${at("Service", "redis")}.spec.type`, "LoadBalancer"],
    [/gate: nobody listens on web/, `${at("Service", "gate")}.spec.ports.0.targetPort`, "web"],
    [/gate: a service of nobody/, `${at("Service", "gate")}.spec.selector.app`, "gates"],
    [/is not PUBLIC_HOST/, `${at("Ingress", "emberline")}.spec.rules.0.host`, "example.org"],
    [/ingress: without TLS/, `${at("Ingress", "emberline")}.spec.tls`],
    [
      /scaling: not by players/,
      `${at("HorizontalPodAutoscaler", "emberline")}.spec.metrics.0.pods.metric.name`,
      "cpu",
    ],
    [/more than one process may go/, `${at("PodDisruptionBudget", "emberline")}.spec.maxUnavailable`, 2],
    [
      /what is not named is open/,
      `${at("NetworkPolicy", "nobody")}.spec.podSelector`,
      { matchLabels: { app: "x" } },
    ],
    [/others than the processes reach Redis/, `${at("NetworkPolicy", "redis")}.spec.ingress.0.from`],
    [
      /others than the processes reach Redis/,
      `${at("NetworkPolicy", "redis")}.spec.ingress.0.from.1`,
      { ipBlock: {} },
    ],
    [/Redis is open/, `${at("NetworkPolicy", "redis")}.spec.podSelector.matchLabels.app`, "rediss"],
  ];
  for (const [words, place, value] of mistakes) {
    it(`a planted mistake is found: ${words.source} (${place.split(".").slice(-3).join(".")})`, () => {
      assert.match(complaintsOfManifests(planted(manifests(), place, value)).join("\n"), words);
    });
  }

  it("a secret's value is refused", () => {
    const secret = {
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: "emberline" },
      stringData: { A: "b" },
    };
    assert.match(complaintsOfManifests([...manifests(), secret]).join("\n"), /does not belong here/);
  });

  it("are all named by the kustomization, and nothing else is", () => {
    const [kustomization] = documents(read(join(FOLDER, KUSTOMIZATION)));
    assert.deepEqual([...kustomization.resources].sort(), names.toSorted());
    assert.deepEqual(
      kustomization.images.map(({ name }: Loose) => name),
      ["emberline"],
    );
  });
});
