// Owns which way imports may point: the table of zones, and the packages that are confined to some of them.
// There is no list of exceptions: a rule that is wrong is changed here, for every file.
import { type Import, importsOf, packageOf } from "./imports.ts";
import { inZone, type Source } from "./sources.ts";

interface Zone {
  zone: string;
  /** Zones of this repository that it may import. */
  inside: string[];
  /** Zones of which it may import types alone. */
  types?: string[];
  /** Packages that it may import; `node:` stands for Node's builtins, `*` for everything. */
  packages: string[];
}

/** The first zone that holds a file rules it: deeper zones stand before the folder that they are in. */
const ZONES: Zone[] = [
  { zone: "shared/tunables", inside: ["shared/tunables"], packages: [] },
  { zone: "shared/sim", inside: ["shared/sim", "shared/tunables"], packages: [] },
  { zone: "shared/bots", inside: ["shared/bots", "shared/sim", "shared/tunables"], packages: [] },
  { zone: "shared/lab", inside: ["shared/lab", "shared/sim", "shared/tunables"], packages: [] },
  {
    zone: "shared/schema",
    inside: ["shared/schema", "shared/sim", "shared/tunables"],
    packages: ["@colyseus/schema"],
  },
  {
    zone: "shared/protocol",
    inside: ["shared/protocol", "shared/sim", "shared/tunables"],
    packages: ["zod"],
  },
  { zone: "server/game", inside: ["server/game", "shared"], packages: [] },
  { zone: "server/host", inside: ["server/host"], packages: ["node:"] },
  { zone: "server", inside: ["server", "shared"], packages: ["*"] },
  { zone: "client/net", inside: ["client/net", "shared"], packages: ["colyseus.js"] },
  { zone: "client", inside: ["client", "shared"], packages: ["*"] },
  { zone: "test/load", inside: ["test/load", "client/net", "shared", "server/host"], packages: ["*"] },
  { zone: "test", inside: ["test", "server", "client", "shared"], packages: ["*"] },
];

interface Confined {
  specifier: RegExp;
  /** Where it may be imported; `wiring` stands for files named wiring.ts or …-wiring.ts. */
  to: string[];
  typesAnywhere?: boolean;
}

/** Packages that belong to some places only. Tests may import any package. */
const CONFINED: Confined[] = [
  { specifier: /^phaser(\/|$)/, to: ["client/main", "client/scenes", "client/view"] },
  { specifier: /^preact(\/|$)/, to: ["client/main", "client/ui"] },
  { specifier: /^@preact\/signals$/, to: ["client/main", "client/ui", "client/settings"] },
  { specifier: /^zzfx$/, to: ["client/sound"] },
  {
    specifier: /^@colyseus\/core(\/|$)/,
    to: ["server/main", "server/app", "server/transport", "server/rooms", "wiring"],
    typesAnywhere: true,
  },
  // The bundle loads every part of the framework (444 ms against 218 ms); its subpaths are fine.
  { specifier: /^colyseus$/, to: [] },
];

const WIRING = /^server\/(.*[/-])?wiring\.ts$/;
const ASSET = /\.(css|json|svg|png|webp|html|wasm)$/;

/** One line for every import that points where it may not. */
export function layerViolations(files: Source[]): string[] {
  return files.flatMap((file) => {
    const zone = ZONES.find((candidate) => inZone(file.path, candidate.zone));
    if (!zone) return [`${file.path}: no import rule covers this place`];
    return importsOf(file).flatMap((found) => {
      const reason = objection(file, zone, found);
      return reason ? [`${file.path}:${found.line} imports ${found.specifier ?? "?"}: ${reason}`] : [];
    });
  });
}

function objection(file: Source, zone: Zone, found: Import): string | undefined {
  const { specifier, target, typeOnly } = found;
  if (specifier === undefined) return "an import must name its module with a literal";
  if (target !== undefined) return objectionToPath(zone, target, typeOnly);
  if (/^(\/|#|file:|data:|https?:)/.test(specifier)) return "write a package's name or a relative path";
  const name = packageOf(specifier);
  if (!zone.packages.includes("*") && !zone.packages.includes(name))
    return `${zone.zone} may not import ${name}`;
  return objectionToPackage(file, found, specifier);
}

function objectionToPath(zone: Zone, target: string, typeOnly: boolean): string | undefined {
  if (!/\.tsx?$/.test(target) && !ASSET.test(target)) return "a relative import ends in .ts or .tsx";
  if (zone.inside.some((allowed) => inZone(target, allowed))) return undefined;
  if (zone.types?.some((allowed) => inZone(target, allowed)))
    return typeOnly ? undefined : `${zone.zone} may import only types from there`;
  return `${zone.zone} may import only ${zone.inside.join(", ")}`;
}

function objectionToPackage(file: Source, found: Import, specifier: string): string | undefined {
  if (inZone(file.path, "test")) return undefined;
  const rule = CONFINED.find((candidate) => candidate.specifier.test(specifier));
  if (!rule || (rule.typesAnywhere && found.typeOnly)) return undefined;
  const allowed = rule.to.some((place) =>
    place === "wiring" ? WIRING.test(file.path) : inZone(file.path, place),
  );
  return allowed ? undefined : `it belongs to ${rule.to.join(", ") || "nobody"}`;
}
