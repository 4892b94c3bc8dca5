// The golden matches of the repository, as every change of the rules is held against them.
// Owns: where they are. Must not: replay them.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { readLog } from "../../server/persistence/log-files.ts";
import type { InputLog } from "../../shared/sim/input-log.ts";

const FOLDER = import.meta.dirname;

/** Names of the golden matches. */
export const GOLDEN_MATCHES = readdirSync(FOLDER)
  .filter((file) => file.endsWith(".emberlog"))
  .sort();

export const readGolden = (name: string): Promise<InputLog> => readLog(join(FOLDER, name));
