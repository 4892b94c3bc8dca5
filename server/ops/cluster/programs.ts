// The programs that a cluster on one machine needs beside Node: where they are, or what to install.
// Owns: that search. Must not: download or install anything.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** What a cluster cannot be started for, in one line that says what to do. */
export class ClusterError extends Error {}

/** Where daemons are installed that are in no user's PATH. */
const MORE_FOLDERS = ["/usr/sbin", "/usr/local/sbin", "/usr/local/bin", "/opt/homebrew/bin"];

const INSTALL = {
  "redis-server": "apt-get install redis-server, or brew install redis; or give one with --redis URL",
  nginx: "apt-get install nginx-light, or brew install nginx",
  openssl: "apt-get install openssl, or brew install openssl; or leave --tls out",
} as const;

const places = (): string[] => [...(process.env.PATH ?? "").split(delimiter), ...MORE_FOLDERS];

/** The path of a program. Throws ClusterError when it is not installed. */
export function programOf(name: keyof typeof INSTALL, folders = places()): string {
  const found = folders.map((folder) => join(folder, name)).find(canRun);
  if (found !== undefined) return found;
  throw new ClusterError(`${name} is not installed: ${INSTALL[name]}`);
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
