// Owns the search for import cycles. Type-only imports count: a cycle of types is two files that are one.
import { importsOf } from "./imports.ts";
import type { Source } from "./sources.ts";

/** One line per cycle that a depth-first search meets, as `a.ts -> b.ts -> a.ts`. */
export function cycles(files: Source[]): string[] {
  const graph = new Map(files.map((file) => [file.path, targetsOf(file)]));
  const found: string[] = [];
  const done = new Set<string>();
  const trail: string[] = [];
  const visit = (path: string): void => {
    const seenAt = trail.indexOf(path);
    if (seenAt >= 0) found.push([...trail.slice(seenAt), path].join(" -> "));
    if (seenAt >= 0 || done.has(path)) return;
    trail.push(path);
    for (const target of graph.get(path) ?? []) visit(target);
    trail.pop();
    done.add(path);
  };
  for (const path of graph.keys()) visit(path);
  return found;
}

function targetsOf(file: Source): string[] {
  return [...new Set(importsOf(file).flatMap(({ target }) => target ?? []))];
}
