// `npm run rooms -- create|list|watch|…`: rooms of a running server, from a terminal or a script.
// Owns: the command line and its exit code: 0 when it is done, 1 with one line on standard error when it is not.
import { parseArgs } from "node:util";
import { type Call, CommandError, callsTo } from "./rooms-call.ts";
import { COMMANDS, listRooms } from "./rooms-commands.ts";
import { lineOf, tableOf } from "./rooms-print.ts";

const URL_HERE = "http://localhost:2567";
const WATCH = {
  usage: "[--mode M] [--state S] [--listed true|false]",
  about: "the rooms, again every second",
};
const WATCH_MS = 1000;

const COMMON = {
  help: { type: "boolean" },
  json: { type: "boolean" },
  url: { type: "string" },
} as const;

const help = (): string =>
  [
    "npm run rooms -- COMMAND …",
    "",
    ...Object.entries({ ...COMMANDS, watch: WATCH }).map(
      ([name, { usage, about }]) => `  ${name} ${usage}\n      ${about}`,
    ),
    "",
    `  --url URL  the server; by default EMBERLINE_URL, or ${URL_HERE}`,
    "  --json     answers as JSON, a line each",
    "  --help     this text, or that of a command",
    "",
    "The token is that of the server: OPERATOR_TOKEN.",
  ].join("\n");

async function main([name, ...rest]: string[]): Promise<void> {
  if (name === undefined || name === "help" || name.startsWith("--help")) return void console.log(help());
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : null;
  if (command === null && name !== "watch")
    throw new CommandError(`${name} is no command of this (--help tells which there are)`);
  const options = { ...COMMON, ...(command ?? COMMANDS.list).options };
  const { values, positionals } = parseArgs({
    args: rest,
    options,
    allowPositionals: true,
    allowNegative: true,
  });
  const { usage, about } = command ?? WATCH;
  if (values.help === true) return void console.log(`npm run rooms -- ${name} ${usage}\n${about}`);
  const call = callsTo(
    String(values.url ?? (process.env.EMBERLINE_URL || URL_HERE)),
    process.env.OPERATOR_TOKEN,
  );
  if (command === null) return watch(call, values);
  const { json, lines } = await command.run({ call, values, words: positionals });
  console.log(values.json === true ? JSON.stringify(json) : lines.join("\n"));
}

/** A table that stays where it is in a terminal; elsewhere a line for each change. Ends with the process. */
async function watch(call: Call, values: Record<string, string | boolean | undefined>): Promise<void> {
  const known = new Map<string, string>();
  for (;;) {
    const { rooms, total } = await listRooms({ call, values });
    if (values.json === true) console.log(JSON.stringify(rooms));
    else if (process.stdout.isTTY) {
      // From the top left corner, and nothing of what stood there before.
      process.stdout.write(`\x1b[H\x1b[J${tableOf(rooms).join("\n")}\n${total} rooms\n`);
    } else {
      const lines = new Map(rooms.map((room) => [room.id, lineOf(room)]));
      for (const [id, line] of lines) if (known.get(id) !== line) console.log(line);
      for (const id of known.keys()) if (!lines.has(id)) console.log(`${id}  gone`);
      known.clear();
      for (const [id, line] of lines) known.set(id, line);
    }
    await new Promise((wake) => setTimeout(wake, WATCH_MS));
  }
}

main(process.argv.slice(2)).catch((error: Error & { code?: string }) => {
  const known = error instanceof CommandError || error.code?.startsWith("ERR_PARSE_ARGS");
  console.error(`rooms: ${known ? error.message.split("\n")[0] : (error.stack ?? error.message)}`);
  process.exitCode = 1;
});
