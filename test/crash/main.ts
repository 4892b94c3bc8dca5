// `npm run crash -- --times N`: kills a process in the middle of its writes N times, and says what was lost.
// Owns: the command's words and exit code: 0 nothing, 1 something.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { crash } from "./crash.ts";

const { values } = parseArgs({ options: { times: { type: "string", default: "200" } } });
const folder = await mkdtemp(join(tmpdir(), "emberline-crash-"));
try {
  const figures = await crash(join(folder, "records.sqlite"), Number(values.times), ({ kills }) => {
    if (kills % 20 === 0) console.error(`${kills} kills`);
  });
  const { kills, early, acknowledged, unsaid, withLog } = figures;
  console.log(`${kills} times kill -9, ${early} of them before a match was acknowledged in that life`);
  console.log(`${acknowledged} matches acknowledged: 0 missing, file intact, ratings those of the matches`);
  console.log(`${unsaid} written that were killed before they were acknowledged; ${withLog} logs kept`);
  await rm(folder, { recursive: true });
} catch (error) {
  console.error(`crash: ${(error as Error).message}; the file is in ${folder}`);
  process.exitCode = 1;
}
