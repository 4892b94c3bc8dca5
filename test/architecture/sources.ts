// Owns how the architecture tests see the code: files as {path, source} records, parsed once, walked generically.
// Every check is a pure function over such records, so that each can prove itself on planted ones.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Comment, parseSync, visitorKeys } from "oxc-parser";

/** A file of the project: `path` is relative to the repository, with forward slashes. */
export interface Source {
  path: string;
  source: string;
}

/** An ESTree node (with TypeScript's) as far as a generic walk needs to know it. */
export interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

export interface Parsed {
  program: Node & { body: Node[] };
  comments: Comment[];
}

export const ROOT = join(import.meta.dirname, "..", "..");
const FOLDERS = ["server", "client", "shared", "test"];
const GENERATED = new Set(["node_modules", "dist"]);

/** Every .ts and .tsx file of the project that exists now. */
export function readSources(): Source[] {
  return FOLDERS.flatMap((folder) => listFiles(folder))
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => ({ path, source: readFileSync(join(ROOT, path), "utf8") }));
}

function listFiles(folder: string): string[] {
  const entries = readdirSync(join(ROOT, folder), { withFileTypes: true });
  return entries.flatMap((entry) => {
    if (GENERATED.has(entry.name)) return [];
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? listFiles(path) : [path];
  });
}

const parsed = new WeakMap<Source, Parsed>();

/** Throws on a syntax error: a file that cannot be read cannot be checked. */
export function parse(file: Source): Parsed {
  const known = parsed.get(file);
  if (known) return known;
  const result = parseSync(file.path, file.source);
  const [error] = result.errors;
  if (error) throw new Error(`${file.path}: ${error.message}`);
  const fresh = { program: result.program as unknown as Parsed["program"], comments: result.comments };
  parsed.set(file, fresh);
  return fresh;
}

/** Calls `visit` for every node under `node`, parents first; `parent` and `key` say where the node hangs. */
export function walk(node: Node, visit: (node: Node, parent?: Node, key?: string) => void): void {
  const step = (current: Node, parent?: Node, key?: string): void => {
    visit(current, parent, key);
    for (const childKey of visitorKeys[current.type] ?? []) {
      for (const child of [current[childKey]].flat() as (Node | null | undefined)[]) {
        if (child) step(child, current, childKey);
      }
    }
  };
  step(node);
}

/** The 1-based line of an offset. */
export function lineOf(source: string, offset: number): number {
  return source.slice(0, offset).split("\n").length;
}

/** True when `path` is the zone itself (`server/app` is server/app.ts) or lies in it. */
export function inZone(path: string, zone: string): boolean {
  return path.startsWith(`${zone}/`) || path.startsWith(`${zone}.`);
}
