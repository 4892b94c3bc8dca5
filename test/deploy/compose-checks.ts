// What must be true of a compose file beyond its schema.
// Owns: the checks; each complaint is one line. Must not: read files.
import { ConfigError, readConfig } from "../../server/config.ts";
import { type Loose, SETTINGS, secondsOf } from "./files.ts";

/** The drain's longest, and some to spare. */
const LEAST_GRACE_SECONDS = 40;
const PORT = "2567";

/** Complaints about `compose`; `nginx`: the proxy's configuration. */
export function complaintsOfCompose(compose: Loose, nginx: string): string[] {
  const services = Object.entries<Loose>(compose.services ?? {});
  const servers = services.filter(([, { image }]) => String(image).startsWith("emberline"));
  return [
    ...services.flatMap(([name, service]) => ofContainment(name, service)),
    ...servers.flatMap(([name, service]) => ofServer(name, service)),
    ...ofPublished(services),
    ...ofPrivacy(compose, services),
    ...ofAddresses(servers, compose, nginx),
  ];
}

function ofContainment(name: string, service: Loose): string[] {
  const user = Number.parseInt(String(service.user ?? "0"), 10);
  return [
    !(user > 0) && `${name}: runs as root`,
    service.read_only !== true && `${name}: its root can be written to`,
    !service.cap_drop?.includes("ALL") && `${name}: keeps capabilities`,
    !service.security_opt?.includes("no-new-privileges:true") && `${name}: may gain privileges`,
    service.privileged && `${name}: is privileged`,
    /(:latest|^[^:]+)$/.test(service.image) &&
      service.build === undefined &&
      `${name}: an image without a version`,
    ...(service.volumes ?? []).map(
      (volume: string) => /docker\.sock/.test(volume) && `${name}: reaches the engine`,
    ),
  ].filter((line) => typeof line === "string");
}

function ofServer(name: string, service: Loose): string[] {
  const env: Record<string, string> = Object.fromEntries(
    Object.entries<Loose>(service.environment ?? {}).map(([key, value]) => [key, filled(String(value))]),
  );
  const lines = Object.keys(env).flatMap((key) =>
    SETTINGS.has(key) ? [] : [`${name}: ${key} is no setting`],
  );
  try {
    readConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    lines.push(`${name}: ${error.message}`);
  }
  if (secondsOf(service.stop_grace_period ?? "10s") < LEAST_GRACE_SECONDS)
    lines.push(`${name}: is killed before its drain ends`);
  for (const key of ["REDIS_URL", "DATABASE_URL", "PUBLIC_ADDRESS", "TRUSTED_PROXIES"])
    if (!env[key]) lines.push(`${name}: ${key} is missing`);
  for (const other of ["redis", "postgres"])
    if (service.depends_on?.[other]?.condition !== "service_healthy")
      lines.push(`${name}: starts before ${other}`);
  return lines;
}

/** `${NAME:?why}` as somebody would fill it in. */
const filled = (value: string): string =>
  value.replaceAll(/\$\{(\w+)(?::[?-][^}]*)?\}/g, (_, name: string) =>
    name === "PUBLIC_HOST" ? "play.example.org" : "Abcdefgh0123456789",
  );

/** Ports to the world: the proxy's alone. */
function ofPublished(services: [string, Loose][]): string[] {
  return services.flatMap(([name, { ports = [] }]) =>
    ports
      .filter((port: string) => name !== "nginx" && !String(port).startsWith("127.0.0.1:"))
      .map((port: string) => `${name}: publishes ${port}`),
  );
}

/** Redis and PostgreSQL are on a network without a way out, and nobody is on it but them and the servers. */
function ofPrivacy(compose: Loose, services: [string, Loose][]): string[] {
  const networksOf = (service: Loose): string[] =>
    Array.isArray(service.networks) ? service.networks : Object.keys(service.networks ?? { default: {} });
  return services.flatMap(([name, service]) => {
    const all = networksOf(service);
    if (name === "redis" || name === "postgres")
      return all.flatMap((network) =>
        compose.networks?.[network]?.internal === true
          ? []
          : [`${name}: is on ${network}, which is not internal`],
      );
    const near = all.filter((network) => compose.networks?.[network]?.internal === true);
    return near.length > 0 && !String(service.image).startsWith("emberline")
      ? [`${name}: reaches Redis`]
      : [];
  });
}

/** Addresses and paths that compose and nginx must agree on. */
function ofAddresses(servers: [string, Loose][], compose: Loose, nginx: string): string[] {
  const { nginx: proxy, prometheus } = compose.services ?? {};
  const watcher = prometheus?.networks?.edge?.ipv4_address;
  const lines: string[] = [];
  const seen = new Set<string>();
  for (const [name, { environment, networks }] of servers) {
    const path = /\/(p\d+)$/.exec(environment?.PUBLIC_ADDRESS)?.[1] ?? "";
    if (seen.has(path)) lines.push(`${name}: /${path} is another's`);
    seen.add(path);
    const address = `${networks?.edge?.ipv4_address}:${PORT}`;
    const own = new RegExp(`upstream ${path} \\{\\s*server ([\\d.:]+)`).exec(nginx)?.[1];
    if (own !== address) lines.push(`${name}: nginx leads /${path} to ${own}, not to ${address}`);
    const any = /upstream any \{[^}]*\}/.exec(nginx)?.[0] ?? "";
    if (!any.includes(`server ${address} `)) lines.push(`${name}: nginx has it in no choice of any`);
    if (environment?.TRUSTED_PROXIES !== proxy?.networks?.edge?.ipv4_address)
      lines.push(`${name}: believes somebody who is not nginx`);
  }
  if (servers.some(([, { environment }]) => environment?.TRUSTED_ADDRESSES !== watcher))
    lines.push("prometheus: may not read /metrics");
  for (const port of proxy?.ports ?? []) {
    const inside = /:(\d+)$/.exec(port)?.[1];
    if (!new RegExp(`listen ${inside}\\b`).test(nginx)) lines.push(`nginx: nobody listens on ${inside}`);
  }
  return lines;
}
