// Rooms as they are read in a terminal.
// Owns: columns and lines. Must not: call anybody.
import type { RoomLook, RoomRow } from "../rooms/room-shapes.ts";

const HEAD = ["ID", "MODE", "STATE", "PEOPLE", "BOTS", "LISTED", "CODE", "TITLE"];

/** Nothing of a player's or room's text may steer the terminal. */
const plain = (text: string): string => text.replace(/\p{C}/gu, "");

const cells = (room: RoomRow): string[] => [
  room.id,
  room.rated ? `${room.mode}, rated` : room.mode,
  room.state,
  `${room.people}/${room.seats}`,
  room.bots ? "yes" : "no",
  room.listed ? "yes" : "no",
  room.code || "-",
  plain(room.title) || "-",
];

/** A table, a line for each row. */
export function tableOf(rooms: readonly RoomRow[]): string[] {
  return columns([HEAD, ...rooms.map(cells)]);
}

function columns(rows: readonly string[][]): string[] {
  const widths = rows[0].map((_, i) => Math.max(...rows.map((row) => row[i].length)));
  return rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i]))
      .join("  ")
      .trimEnd(),
  );
}

/** A room as one line. */
export const lineOf = (room: RoomRow): string => cells(room).join("  ");

export function lookLines({ room, ageSeconds, players, kept, game }: RoomLook): string[] {
  const people = players.map(({ id, name, slot, pingMs, resting }) => [
    id,
    String(slot),
    `${pingMs} ms`,
    resting ? "looks on" : "plays",
    plain(name),
  ]);
  return [
    ...tableOf([room]),
    `open for ${ageSeconds} s`,
    ...(game === null
      ? ["waits for its first person"]
      : [
          `seed ${game.seed}, ${game.size}, round ${game.round}, ${game.playing ? "playing" : "scores"}, tick ${game.tick}, ${game.skimmers} skimmers`,
          `tick p50 ${game.tickMs.p50} ms, p99 ${game.tickMs.p99} ms, max ${game.tickMs.max} ms; patch p99 ${game.patchMs.p99} ms`,
        ]),
    ...(people.length === 0 ? [] : columns([["PLAYER", "SLOT", "PING", "", "NAME"], ...people])),
    ...kept.map(({ player, seconds }) => `a place is kept for ${player}, ${seconds} s more`),
  ];
}
