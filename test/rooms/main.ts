// `npm run rooms-bench`: 200 rooms made in a row through the API, measured and held against their limits.
// Owns: the command's words, its limits and its exit code: 0 when all hold, 99 when one does not.
import { parseArgs } from "node:util";
import { endChildrenAtExit } from "../load/children.ts";
import { runRooms } from "./run.ts";

const HELP = `npm run rooms-bench -- [--rooms 200] [--idle SECONDS] [--profile FOLDER] [--json]

Makes rooms one after the other through the HTTP API of a server of its own, on one core, and measures: rooms a second,
memory and CPU of rooms that wait, one room more than there may be, whether each can be joined, and how many are left
when everybody has gone. Ends with 99 when a limit does not hold.`;

const { values } = parseArgs({
  options: {
    rooms: { type: "string", default: "200" },
    idle: { type: "string", default: "5" },
    profile: { type: "string" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

async function main(): Promise<void> {
  const rooms = Number(values.rooms);
  endChildrenAtExit();
  const figures = await runRooms(rooms, Number(values.idle) * 1000, values.profile ?? null);
  const { made, perSecond, perCoreSecond, kilobytesPerRoom, waitingCpu, emptyCpu, beyond, joined, left } =
    figures;
  const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;
  const lines: [what: string, measured: string, limit: string, holds: boolean][] = [
    ["rooms made", String(made), String(rooms), made === rooms],
    ["rooms a second of its core", perCoreSecond.toFixed(0), "at least 50", perCoreSecond >= 50],
    ["rooms a second by the clock", perSecond.toFixed(0), "with whatever else ran", true],
    [
      "memory of a room that waits",
      `${kilobytesPerRoom.toFixed(0)} KB`,
      "under 300 KB",
      kilobytesPerRoom < 300,
    ],
    [
      "CPU while all wait",
      percent(waitingCpu),
      `${percent(emptyCpu)} without any`,
      waitingCpu < emptyCpu + 0.05,
    ],
    ["one room more", beyond, "503 busy", beyond === "503 busy"],
    ["rooms that could be joined", String(joined), String(rooms), joined === rooms],
    ["rooms left when all had gone", String(left), "0", left === 0],
  ];
  if (values.json) console.log(JSON.stringify(figures));
  else
    for (const [what, measured, limit, holds] of lines)
      console.log(`${what.padEnd(30)} ${measured.padEnd(10)} (${limit})${holds ? "" : "  MISSED"}`);
  process.exitCode = lines.every(([, , , holds]) => holds) ? 0 : 99;
}

if (values.help) console.log(HELP);
else
  main().catch((error: Error) => {
    console.error(`rooms-bench: ${error.message}`);
    process.exitCode = 1;
  });
