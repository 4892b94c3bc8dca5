// `npm run replay -- FILE|MATCH_ID …`: plays logged rounds again, without sockets, and holds every tick's hash against the log.
// Owns: the command's words and exit code: 0 all equal, 99 a hash differs, 1 one cannot be replayed.
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { SILENT, type SimEvents } from "../../shared/sim/events.ts";
import type { InputLog } from "../../shared/sim/input-log.ts";
import { Verdict } from "../../shared/sim/lance.ts";
import { type Comparison, compare } from "../../shared/sim/replay.ts";
import { TICK_HZ, TICK_MS } from "../../shared/tunables.ts";
import { readLog } from "../persistence/log-files.ts";
import type { Records } from "../persistence/records.ts";
import { listMatches, logOfMatch, lookAtRecords } from "./replay-records.ts";

const HELP = `npm run replay -- FILE|MATCH_ID …
npm run replay -- --list [PLAYER_ID]

Simulates logged rounds again, without sockets, and compares the hash of the world after every tick with the one that
the room had. A round is a file (.emberlog, written to MATCH_LOG_DIR) or the id of a match in the records, which are
those of the server's own settings (DATABASE_URL, DATA_FILE).

  --list   the newest matches in the records, or those of a player
  --help   this text

Ends with 0 when every hash is the same, 99 when one differs, 1 when one cannot be replayed.`;

const MATCH_ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

const DIFFERS = 99;
const PROGRESS_TICKS = 30 * TICK_HZ;

/** What happened in a round. */
interface Tale {
  kills: number;
  banked: number;
  lances: number;
  hits: number;
  /** Hits that were judged in the past, and how far back the furthest was, ticks. */
  rewound: number;
  furthest: number;
}

async function main(rounds: string[]): Promise<number> {
  let records: Records | null = null;
  let code = 0;
  for (const file of rounds) {
    try {
      const recorded = MATCH_ID.test(file);
      if (recorded) records ??= await lookAtRecords(process.env);
      const log = recorded ? await logOfMatch(records!, file) : await readLog(file);
      const tale: Tale = { kills: 0, banked: 0, lances: 0, hits: 0, rewound: 0, furthest: 0 };
      const comparison = compare(log, listener(tale), (tick) => progress(file, tick));
      console.log(report(file, log, comparison, tale));
      if (comparison.differ > 0) code = Math.max(code, DIFFERS);
    } catch (error) {
      console.error(`replay: ${file}: ${(error as Error).message}`);
      code = Math.max(code, 1);
    }
  }
  await records?.close();
  return code;
}

async function list(player: string | undefined): Promise<number> {
  const records = await lookAtRecords(process.env);
  try {
    console.log(await listMatches(records, player));
  } finally {
    await records.close();
  }
  return 0;
}

function listener(tale: Tale): SimEvents {
  return {
    ...SILENT,
    killed: () => {
      tale.kills += 1;
    },
    banked: (_slot, embers) => {
      tale.banked += embers;
    },
    lanced: ({ tick, viewTick, verdict }) => {
      tale.lances += 1;
      if (verdict !== Verdict.hit) return;
      tale.hits += 1;
      if (viewTick < tick) tale.rewound += 1;
      tale.furthest = Math.max(tale.furthest, tick - viewTick);
    },
  };
}

/** On a terminal alone: elsewhere only results are printed. */
function progress(file: string, tick: number): void {
  if (!process.stderr.isTTY || tick % PROGRESS_TICKS !== 0) return;
  process.stderr.write(`\r${basename(file)}: ${tick / TICK_HZ} s\r`);
}

function report(
  file: string,
  log: InputLog,
  { ticks, compared, differ, differing }: Comparison,
  tale: Tale,
): string {
  const { kills, banked, lances, hits, rewound, furthest } = tale;
  const more = differ > differing.length ? ", …" : "";
  const verdict =
    compared === 0
      ? "the log has no hashes to compare with"
      : differ === 0
        ? `${compared} hashes compared, 0 differ`
        : `${compared} hashes compared, ${differ} DIFFER, in tick ${differing.join(", ")}${more}`;
  const back = Math.round(furthest * TICK_MS);
  return [
    `${basename(file)}: round ${log.round} of seed ${log.seed}, ${log.size}, ${ticks} ticks (${Math.round(ticks / TICK_HZ)} s)`,
    `  ${kills} kills, ${banked} embers banked, ${lances} Lances, ${hits} hit, ${rewound} of them judged in the past, by up to ${back} ms`,
    `  ${verdict}${log.truncated ? "; the log was cut short at its limit" : ""}`,
  ].join("\n");
}

/** Reads the command line; errors are one line for the user. */
function start(): void {
  const failed = (error: Error): void => {
    console.error(`replay: ${error.message}`);
    process.exitCode = 1;
  };
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { help: { type: "boolean", default: false }, list: { type: "boolean", default: false } },
    });
    if (values.help) return void console.log(HELP);
    if (positionals.length === 0 && !values.list)
      throw new Error("name at least one .emberlog file or match (--help tells more)");
    const done = values.list ? list(positionals[0]) : main(positionals);
    done.then((code) => {
      process.exitCode = code;
    }, failed);
  } catch (error) {
    failed(error as Error);
  }
}

start();
