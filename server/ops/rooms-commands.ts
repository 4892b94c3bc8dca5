// The commands of `npm run rooms`: what each takes, asks and tells.
// Owns: the table. Must not: read the process's arguments or end it.
import type { ParseArgsConfig } from "node:util";
import type { RoomLook, RoomRow } from "../rooms/room-shapes.ts";
import { type Call, CommandError } from "./rooms-call.ts";
import { lineOf, lookLines, tableOf } from "./rooms-print.ts";

type Values = Record<string, string | boolean | undefined>;

interface Asked {
  call: Call;
  values: Values;
  words: string[];
}

/** The server's answer, as JSON and in lines. */
interface Told {
  json: unknown;
  lines: string[];
}

export interface Command {
  /** What stands behind the command's name. */
  usage: string;
  about: string;
  options?: NonNullable<ParseArgsConfig["options"]>;
  run(asked: Asked): Promise<Told>;
}

interface Page {
  rooms: RoomRow[];
  total: number;
  next: string | null;
}

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;

function whole(values: Values, name: string): number | undefined {
  const said = values[name];
  if (said === undefined) return undefined;
  if (!/^\d+$/.test(String(said))) throw new CommandError(`--${name} ${String(said)} is no whole number`);
  return Number(said);
}

/** One word of the command line; the server checks what it is. */
function word(words: string[], at: number, what: string): string {
  if (words[at] === undefined) throw new CommandError(`say ${what} (--help tells more)`);
  return words[at];
}

const pathOf = (id: string): string => `/api/rooms/${encodeURIComponent(id)}`;

const roomTold = ({ room }: { room: RoomRow }): Told => ({ json: { room }, lines: [lineOf(room)] });

const lock =
  (locked: boolean): Command["run"] =>
  async ({ call, words }) =>
    roomTold(await call("PATCH", pathOf(word(words, 0, "which room")), { locked }));

const FILTER = { mode: text, state: text, listed: text, limit: text, after: text };

/** A page of rooms, as the options say. */
export async function listRooms({ call, values }: Pick<Asked, "call" | "values">): Promise<Page> {
  const query = new URLSearchParams();
  for (const name of Object.keys(FILTER))
    if (values[name] !== undefined) query.set(name, String(values[name]));
  return call<Page>("GET", `/api/rooms?${query}`);
}

const create: Command = {
  usage: "[--mode M] [--seed N] [--size S] [--no-bots] [--listed] [--title T] [--seats N] [--wait SECONDS]",
  about: "opens a room and prints it; --wait: for its first person",
  options: {
    mode: text,
    seed: text,
    size: text,
    bots: flag,
    listed: flag,
    title: text,
    seats: text,
    wait: text,
  },
  async run({ call, values }) {
    const { mode, size, bots, listed, title } = values;
    const numbers = {
      seed: whole(values, "seed"),
      seats: whole(values, "seats"),
      waitSeconds: whole(values, "wait"),
    };
    return roomTold(await call("POST", "/api/rooms", { mode, size, bots, listed, title, ...numbers }));
  },
};

const list: Command = {
  usage: "[--mode M] [--state S] [--listed true|false] [--limit N] [--after ID]",
  about: "the rooms there are; states are waiting, open, full and locked",
  options: FILTER,
  async run(asked) {
    const page = await listRooms(asked);
    const more = page.next === null ? [] : [`${page.total} in all; more with --after ${page.next}`];
    return { json: page, lines: page.rooms.length === 0 ? ["no rooms"] : [...tableOf(page.rooms), ...more] };
  },
};

const close: Command = {
  usage: "ID …",
  about: "closes rooms and sends everybody out of them",
  async run({ call, words }) {
    word(words, 0, "which room");
    for (const id of words) await call("DELETE", pathOf(id));
    return { json: { closed: words }, lines: words.map((id) => `${id} closed`) };
  },
};

const reserve: Command = {
  usage: "ID PLAYER … [--seconds N]",
  about: "keeps places for players, by their ids, for up to 600 s",
  options: { seconds: text },
  async run({ call, values, words: [id, ...players] }) {
    word(players, 0, "which room, and for which players");
    const asked = { players, seconds: whole(values, "seconds") };
    const { kept } = await call<Pick<RoomLook, "kept">>("POST", `${pathOf(id)}/places`, asked);
    return { json: { kept }, lines: kept.map(({ player, seconds }) => `${player}  ${seconds} s`) };
  },
};

const announce: Command = {
  usage: "TEXT [--room ID]",
  about: "tells everybody in a room, or in the lobby and all rooms",
  options: { room: text },
  async run({ call, values: { room }, words }) {
    const path = room === undefined ? "/api/announcements" : `${pathOf(String(room))}/announcements`;
    const told = await call<{ rooms: number }>("POST", path, { text: word(words, 0, "what, in quotes") });
    return { json: told, lines: [`told in ${told.rooms} rooms`] };
  },
};

const prewarm: Command = {
  usage: "MODE COUNT [--wait SECONDS]",
  about: "opens rooms ahead of need, which quick play leads into first",
  options: { wait: text },
  async run({ call, values, words: [mode, number] }) {
    const count = whole({ COUNT: word([number], 0, "which mode, and how many") }, "COUNT");
    const told = await call<{ rooms: RoomRow[] }>("POST", "/api/rooms/spare", {
      mode,
      count,
      waitSeconds: whole(values, "wait"),
    });
    return { json: told, lines: tableOf(told.rooms) };
  },
};

const show: Command = {
  usage: "ID",
  about: "one room: who is in it, for whom places are kept, how its game does",
  async run({ call, words }) {
    const look = await call<RoomLook>("GET", pathOf(word(words, 0, "which room")));
    return { json: look, lines: lookLines(look) };
  },
};

export const COMMANDS: Readonly<Record<string, Command>> = {
  create,
  list,
  show,
  lock: { usage: "ID", about: "lets nobody in any more", run: lock(true) },
  unlock: { usage: "ID", about: "lets people in again", run: lock(false) },
  announce,
  close,
  reserve,
  prewarm,
};
