// Does in folders what a Dockerfile would do in layers: as near as one comes without an engine.
// Owns: the scratch folder. Must not: know what an image is for.
import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, symlinkSync } from "node:fs";
import { isAbsolute, join, relative } from "node:path";
import { copyOf, isIgnored, type Stage } from "./image-checks.ts";

export interface Performed {
  /** The root of the last stage. */
  root: string;
  workdir: string;
  env: Record<string, string>;
}

/**
 * Performs `stages` in `scratch`, a folder each; commands run in the stage's WORKDIR with this machine's programs. `instead`
 * stands in for commands: a test need not install twice what is installed here.
 */
export function perform(
  stages: Stage[],
  context: { root: string; ignore: string },
  scratch: string,
  instead: (command: string, folder: string) => boolean,
): Performed {
  let workdir = "/";
  let env: Record<string, string> = {};
  for (const { name, steps } of stages) {
    const root = join(scratch, name);
    mkdirSync(root, { recursive: true });
    workdir = "/";
    env = {};
    for (const step of steps) {
      const inside = (path: string): string => join(root, isAbsolute(path) ? path : join(workdir, path));
      if (step.keyword === "WORKDIR") {
        workdir = step.rest;
        mkdirSync(inside("."), { recursive: true });
      } else if (step.keyword === "ENV") {
        Object.assign(env, Object.fromEntries(step.rest.split(/\s+/).map((pair) => pair.split("="))));
      } else if (step.keyword === "COPY") copy(copyOf(step), context, scratch, inside);
      else if (step.keyword === "RUN" && !instead(step.rest, inside("."))) {
        // Absolute paths are the image's.
        const command = step.rest.replaceAll(/(?<=\s)\/(?=\w)/g, `${root}/`);
        execFileSync("sh", ["-ec", command], { cwd: inside("."), stdio: ["ignore", "ignore", "inherit"] });
      }
    }
  }
  return { root: join(scratch, stages.at(-1)!.name), workdir, env };
}

function copy(
  { from, sources, target }: ReturnType<typeof copyOf>,
  context: { root: string; ignore: string },
  scratch: string,
  inside: (path: string) => string,
): void {
  for (const source of sources) {
    const at = from === null ? join(context.root, source) : join(scratch, from, source);
    // Of the base image, and not of a stage's own making: this machine has it.
    if (from !== null && !existsSync(at)) {
      mkdirSync(join(inside(target), ".."), { recursive: true });
      symlinkSync(process.execPath, inside(target));
      continue;
    }
    const to = target.endsWith("/") ? join(inside(target), source) : inside(target);
    const kept = (path: string): boolean =>
      from !== null || !isIgnored(context.ignore, relative(context.root, path));
    cpSync(at, to, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true, filter: kept });
  }
}

/** Takes from everybody the right to write below `root`. */
export function freeze(root: string): void {
  execFileSync("chmod", ["-R", "a-w,a+rX", root]);
  chmodSync(root, 0o555);
}
