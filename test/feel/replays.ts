// Every match that was flown, and the golden ones, replayed from their logs.
// Owns: which logs. Must not: print.
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { readLog } from "../../server/persistence/log-files.ts";
import { compare } from "../../shared/sim/replay.ts";
import { GOLDEN_MATCHES, readGolden } from "../golden/matches.ts";

export interface ReplayFigures {
  matches: number;
  compared: number;
  differ: number;
}

/** Replays the logs of `folder` and the golden matches. */
export async function replayAll(folder: string): Promise<ReplayFigures> {
  const figures: ReplayFigures = { matches: 0, compared: 0, differ: 0 };
  const files = (await readdir(folder)).filter((file) => file.endsWith(".emberlog"));
  const logs = [...files.map((file) => () => readLog(join(folder, file)))];
  logs.push(...GOLDEN_MATCHES.map((name) => () => readGolden(name)));
  for (const read of logs) {
    const { compared, differ } = compare(await read());
    figures.matches += 1;
    figures.compared += compared;
    figures.differ += differ;
  }
  return figures;
}
