// A Dockerfile as steps, and what must be true of them.
// Owns: the little of its grammar that ours uses, and the checks. Must not: run anything.

export interface Step {
  keyword: string;
  rest: string;
}

export interface Stage {
  name: string;
  from: string;
  steps: Step[];
}

/** The steps, with continued lines as one; JSON forms and flags stay as they are written. */
export function stagesOf(text: string): Stage[] {
  const stages: Stage[] = [];
  const lines = text
    .split("\n")
    .filter((line) => !line.startsWith("#"))
    .join("\n")
    .replaceAll(/\\\n\s*/g, "")
    .split("\n")
    .filter((line) => line.trim() !== "");
  for (const line of lines) {
    const [, keyword, rest] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
    if (keyword === "FROM") {
      const [from, , name = String(stages.length)] = rest.split(/\s+/);
      stages.push({ name, from, steps: [] });
    } else stages.at(-1)?.steps.push({ keyword, rest });
  }
  return stages;
}

/** `COPY [--from=stage] source … target`. */
export function copyOf({ rest }: Step): { from: string | null; sources: string[]; target: string } {
  const words = rest.split(/\s+/);
  const from = /^--from=(.+)$/.exec(words[0])?.[1] ?? null;
  const paths = from === null ? words : words.slice(1);
  return { from, sources: paths.slice(0, -1), target: paths.at(-1)! };
}

/** Whether the context leaves a path out, by the lines of .dockerignore: the last that fits decides. */
export function isIgnored(ignore: string, path: string): boolean {
  const parents = path.split("/").map((_, n, parts) => parts.slice(0, n + 1).join("/"));
  let out = false;
  for (const line of ignore.split("\n").map((one) => one.trim())) {
    if (line === "" || line.startsWith("#")) continue;
    const pattern = line.replace(/^!/, "");
    const form = pattern
      .replaceAll(/[.+^$()|{}]/g, "\\$&")
      .replaceAll("**/", "\u0000")
      .replaceAll("*", "[^/]*")
      .replaceAll("\u0000", "(?:.*/)?");
    if (parents.some((parent) => new RegExp(`^${form}$`).test(parent))) out = !line.startsWith("!");
  }
  return out;
}

export function complaintsOfImage(text: string, ignore: string, port: number): string[] {
  const stages = stagesOf(text);
  const last = stages.at(-1)!;
  const one = (keyword: string): string =>
    last.steps.findLast((step) => step.keyword === keyword)?.rest ?? "";
  const installs = stages.flatMap(({ steps }) => steps.filter(({ rest }) => /npm (ci|install)/.test(rest)));
  const modules = last.steps.map(copyOf).find(({ sources }) => sources.includes("/app/node_modules"))?.from;
  const built = stages.find(({ name }) => name === modules);
  return [
    stages.length < 2 && "one stage: what builds is in what runs",
    !(Number.parseInt(one("USER"), 10) > 0) && "runs as root, or as a name that Kubernetes cannot check",
    last.steps.findIndex(({ keyword }) => keyword === "USER") <
      last.steps.findLastIndex(({ keyword }) => keyword === "RUN") &&
      "RUN after USER: what it makes belongs to the user",
    !/^\[/.test(one("CMD")) && "CMD through a shell: signals do not arrive",
    !/CMD \[/.test(one("HEALTHCHECK")) && "no health check",
    one("EXPOSE") !== String(port) && `EXPOSE is not ${port}`,
    !one("ENV").includes(`PORT=${port}`) && `PORT is not ${port}`,
    !one("ENV").includes("NODE_ENV=production") && "not told that it is production",
    one("STOPSIGNAL") !== "SIGTERM" && "is not ended by SIGTERM",
    !built?.steps.some(({ rest }) => /npm ci .*--omit=dev/.test(rest)) &&
      "has packages that only build or test",
    installs.some(({ rest }) => /npm install/.test(rest)) && "npm install: other versions than the lock's",
    last.steps.some(({ keyword, rest }) => keyword === "RUN" && /npm|apt/.test(rest)) &&
      "installs in what runs",
    last.steps.some(({ keyword, rest }) => keyword === "COPY" && /^\.\s/.test(rest)) && "copies everything",
    ...stages.flatMap(({ from, steps }) => [
      /(:latest|^[^:]+)$/.test(from) &&
        !stages.some(({ name }) => name === from) &&
        `${from}: a base without a version`,
      ...steps
        .filter(({ keyword }) => keyword === "COPY")
        .map(copyOf)
        .flatMap((copy) => (copy.from === null ? copy.sources : []))
        .map((source) => isIgnored(ignore, source) && `${source}: left out by .dockerignore`),
    ]),
    ...[".env", ".git", "data", "node_modules", "server/node_modules", "test", "deploy/.env", "client/dist"]
      .filter((path) => !isIgnored(ignore, path))
      .map((path) => `${path}: goes into the context`),
  ].filter((line) => typeof line === "string");
}
