// What must be true of the Kubernetes manifests beyond their types.
// Owns: the checks; each complaint is one line. Must not: read files.
import { ConfigError, readConfig } from "../../server/config.ts";
import { type Loose, SETTINGS } from "./files.ts";

/** The drain's longest, and some to spare. */
const LEAST_GRACE_SECONDS = 40;
/** What a process needs: given by the manifests, or named as secrets. */
const NEEDED = ["PUBLIC_ADDRESS", "REDIS_URL", "DATABASE_URL", "OPERATOR_TOKEN", "TRUSTED_PROXIES"];
/** Helpers of the manifest itself, put together into settings. */
const PARTS = new Set(["POD_NAME", "PUBLIC_HOST", "REDIS_PASSWORD"]);
const SECRET = "emberline";

export function complaintsOfManifests(all: Loose[]): string[] {
  const of = (kind: string): Loose[] => all.filter((one) => one.kind === kind);
  const workloads = [...of("StatefulSet"), ...of("Deployment")];
  const server = of("StatefulSet").find(({ metadata }) => metadata.name === "emberline");
  if (server === undefined) return ["there is no StatefulSet emberline"];
  return [
    ...of("Secret").map(({ metadata }) => `${metadata.name}: a secret's value does not belong here`),
    ...workloads.flatMap(ofContainment),
    ...ofServer(server, of("ConfigMap"), of("Service")),
    ...ofServices(of("Service"), workloads),
    ...ofIngress(of("Ingress"), of("Service"), of("ConfigMap")),
    ...ofScaling(server, of("HorizontalPodAutoscaler"), of("PodDisruptionBudget")),
    ...ofNetwork(of("NetworkPolicy")),
  ];
}

function ofContainment({ metadata, spec }: Loose): string[] {
  const { name } = metadata;
  const pod = spec.template.spec;
  return [
    pod.securityContext?.runAsNonRoot !== true && `${name}: may run as root`,
    !(pod.securityContext?.runAsUser > 0) && `${name}: runs as root`,
    pod.securityContext?.seccompProfile?.type !== "RuntimeDefault" && `${name}: without seccomp`,
    pod.automountServiceAccountToken !== false && `${name}: holds a key of the cluster`,
    pod.hostNetwork && `${name}: is on its node's network`,
    ...pod.containers.flatMap(({ securityContext: context, image, resources }: Loose) => [
      context?.readOnlyRootFilesystem !== true && `${name}: its root can be written to`,
      context?.allowPrivilegeEscalation !== false && `${name}: may gain privileges`,
      !context?.capabilities?.drop?.includes("ALL") && `${name}: keeps capabilities`,
      image !== "emberline" && /(:latest|^[^:]+)$/.test(image) && `${name}: an image without a version`,
      !resources?.limits?.memory && `${name}: memory without a limit`,
      !resources?.requests?.cpu && `${name}: asks for no CPU`,
    ]),
  ].filter((line) => typeof line === "string");
}

function ofServer({ spec }: Loose, configs: Loose[], services: Loose[]): string[] {
  const pod = spec.template.spec;
  const [container] = pod.containers;
  const port = container.ports.find(({ name }: Loose) => name === "game")?.containerPort;
  const { lines, env } = environmentOf(container, configs);
  const probe = (name: string): string =>
    `${container[name]?.httpGet?.path} ${container[name]?.httpGet?.port}`;
  const grace = pod.terminationGracePeriodSeconds ?? 30;
  const before = Number(container.lifecycle?.preStop?.exec?.command?.[1] ?? 0);
  const headless = services.find(({ metadata }) => metadata.name === spec.serviceName);
  return [
    ...lines,
    ...NEEDED.filter((name) => !env[name]).map((name) => `emberline: ${name} is missing`),
    grace - before < LEAST_GRACE_SECONDS && `emberline: is killed before its drain ends (${grace} s)`,
    port !== readConfig({}).port && `emberline: the server does not listen on ${port}`,
    probe("livenessProbe") !== "/health game" && "emberline: no liveness by /health",
    probe("startupProbe") !== "/health game" && "emberline: no startup by /health",
    probe("readinessProbe") !== "/ready game" && "emberline: no readiness by /ready",
    headless?.spec.clusterIP !== "None" && "emberline: its pods have no names",
    // Players stay on one that drains, and come back to it.
    headless?.spec.publishNotReadyAddresses !== true && "emberline: a pod that drains loses its name",
    container.resources?.limits?.cpu && "emberline: a limit of CPU stops it in the middle of ticks",
  ].filter((line) => typeof line === "string");
}

/** The variables of a container as they would be, with what is wrong with them. */
function environmentOf(container: Loose, configs: Loose[]): { lines: string[]; env: Record<string, string> } {
  const lines: string[] = [];
  const env: Record<string, string> = { POD_NAME: "emberline-0" };
  for (const { name, value, valueFrom } of container.env) {
    if (!SETTINGS.has(name) && !PARTS.has(name)) lines.push(`emberline: ${name} is no setting`);
    const { configMapKeyRef: config, secretKeyRef: secret } = valueFrom ?? {};
    if (secret !== undefined && secret.name !== SECRET) lines.push(`emberline: ${name} is of another secret`);
    const sample = name === "DATABASE_URL" ? "postgres://u:p@db:5432/emberline" : "Abcdefgh0123456789";
    const found = configs.find(({ metadata }) => metadata.name === config?.name)?.data?.[config?.key];
    if (config !== undefined && found === undefined)
      lines.push(`emberline: there is no ${config.name}/${config.key}`);
    // Kubernetes leaves a name as it is that was not given before.
    const given = value?.replaceAll(/\$\((\w+)\)/g, (whole: string, part: string) => env[part] ?? whole);
    if (given?.includes("$(")) lines.push(`emberline: ${name} is put together of what comes later: ${given}`);
    env[name] ??= given ?? found ?? (secret && sample);
  }
  try {
    readConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    lines.push(`emberline: ${error.message}`);
  }
  return { lines, env };
}

function ofServices(services: Loose[], workloads: Loose[]): string[] {
  return services.flatMap(({ metadata, spec }) => {
    const target = workloads.find((one) => one.spec.template.metadata.labels.app === spec.selector?.app);
    if (target === undefined) return [`${metadata.name}: a service of nobody`];
    const names = target.spec.template.spec.containers.flatMap(({ ports = [] }: Loose) =>
      ports.map(({ name }: Loose) => name),
    );
    const open =
      spec.type === "LoadBalancer" || spec.type === "NodePort"
        ? [`${metadata.name}: is open to the world`]
        : [];
    return [
      ...open,
      ...spec.ports
        .filter(({ targetPort }: Loose) => !names.includes(targetPort))
        .map(({ targetPort }: Loose) => `${metadata.name}: nobody listens on ${targetPort}`),
    ];
  });
}

function ofIngress(ingresses: Loose[], services: Loose[], configs: Loose[]): string[] {
  const host = configs.find(({ metadata }) => metadata.name === "emberline")?.data.PUBLIC_HOST;
  return ingresses.flatMap(({ spec }) => [
    ...spec.rules.flatMap((rule: Loose) => [
      ...(rule.host === host ? [] : [`ingress: ${rule.host} is not PUBLIC_HOST`]),
      ...(spec.tls?.some(({ hosts }: Loose) => hosts.includes(rule.host)) ? [] : ["ingress: without TLS"]),
      ...rule.http.paths.flatMap(({ backend: { service } }: Loose) =>
        services.some(
          ({ metadata, spec: its }) =>
            metadata.name === service.name &&
            its.ports.some(
              ({ name, port }: Loose) => name === service.port.name || port === service.port.number,
            ),
        )
          ? []
          : [`ingress: there is no ${service.name}:${service.port.name}`],
      ),
    ]),
  ]);
}

function ofScaling(server: Loose, scalers: Loose[], budgets: Loose[]): string[] {
  const [scaler] = scalers;
  const { name } = server.metadata;
  const budget = budgets.find(({ spec }) => spec.selector.matchLabels.app === name);
  const { maxUnavailable } = budget?.spec ?? {};
  return [
    scaler?.spec.scaleTargetRef.name !== name && "scaling: of nobody",
    scaler?.spec.metrics.every(({ pods }: Loose) => pods?.metric.name !== "emberline_players") &&
      "scaling: not by players",
    scaler?.spec.minReplicas > scaler?.spec.maxReplicas && "scaling: at least more than at most",
    maxUnavailable !== 1 && "disruption: more than one process may go at once",
  ].filter((line) => typeof line === "string");
}

/** Redis is for the processes alone, and nobody is for everybody. */
function ofNetwork(policies: Loose[]): string[] {
  const nobody = policies.some(
    ({ spec }) =>
      Object.keys(spec.podSelector).length === 0 && spec.policyTypes.includes("Ingress") && !spec.ingress,
  );
  const redis = policies.filter(({ spec }) => spec.podSelector.matchLabels?.app === "redis");
  const callers = redis.flatMap(({ spec }) =>
    (spec.ingress ?? []).flatMap(({ from }: Loose) => from ?? [{}]),
  );
  const strangers = callers.filter(
    ({ podSelector, namespaceSelector, ipBlock }: Loose) =>
      podSelector?.matchLabels?.app !== "emberline" ||
      namespaceSelector !== undefined ||
      ipBlock !== undefined,
  );
  return [
    !nobody && "network: what is not named is open",
    redis.length === 0 && "network: Redis is open",
    strangers.length > 0 && "network: others than the processes reach Redis",
  ].filter((line) => typeof line === "string");
}
