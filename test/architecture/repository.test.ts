// What is tracked speaks of the product alone: no path of the machine that it was written on. And it can be installed
// anywhere: a registry without some platform's package makes npm write a lock that npm ci then refuses.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, type Source } from "./sources.ts";

// Put together from parts: this file is tracked too.
const MACHINE_PATH = new RegExp(`(?<![\\w.~-])/(${["work", "root", "farm"].join("|")})/`);

function machinePaths(files: Source[]): string[] {
  return files.flatMap(({ path, source }) =>
    source.split("\n").flatMap((line, index) => (MACHINE_PATH.test(line) ? [`${path}:${index + 1}`] : [])),
  );
}

/** Every tracked text file; nothing where there is no git (an unpacked archive has no paths to protect). */
function trackedFiles(): Source[] {
  if (!existsSync(join(ROOT, ".git"))) return [];
  const listed = execFileSync("git", ["ls-files", "-z"], { cwd: ROOT, encoding: "utf8" });
  return listed
    .split("\0")
    .filter((path) => path && existsSync(join(ROOT, path)))
    .map((path) => ({ path, source: readFileSync(join(ROOT, path), "utf8") }))
    .filter(({ source }) => !source.includes("\0"));
}

interface LockedPackage {
  optionalDependencies?: Record<string, string>;
}

/** Optional packages that some package names and the lock does not hold: `npm ci` refuses such a lock. */
function missingFromLock(packages: Record<string, LockedPackage>): string[] {
  const names = new Set(Object.keys(packages).map((place) => place.replace(/^.*node_modules\//, "")));
  return Object.entries(packages).flatMap(([place, { optionalDependencies }]) =>
    Object.keys(optionalDependencies ?? {})
      .filter((name) => !names.has(name))
      .map((name) => `${place} needs ${name}`),
  );
}

describe("repository", () => {
  it("the lock is one that npm ci accepts on every platform", () => {
    const lock = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as {
      packages: Record<string, LockedPackage>;
    };
    assert.deepEqual(missingFromLock(lock.packages), []);
    const planted = { "node_modules/a": { optionalDependencies: { b: "1", c: "1" } }, "node_modules/c": {} };
    assert.deepEqual(missingFromLock(planted), ["node_modules/a needs b"]);
  });

  it("no tracked file names a path of one machine", () => {
    assert.deepEqual(machinePaths(trackedFiles()), []);
  });

  it("finds a planted path, and no lookalike", () => {
    const planted = ["work", "root"].map((name) => ({ path: "a.md", source: `x\nsee /${name}/main` }));
    assert.deepEqual(machinePaths(planted), ["a.md:2", "a.md:2"]);
    const lookalikes = "https://example.org/work/x ./root/y /workspace/z /network/";
    assert.deepEqual(machinePaths([{ path: "a.md", source: lookalikes }]), []);
  });
});
