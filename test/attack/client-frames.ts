// One good frame of every kind that a client of ours sends: what mutations begin with.
// Owns: the frames, as the framework writes them. Must not: mutate them.
import { ChatType } from "../../shared/protocol/chat.ts";
import { Message } from "../../shared/protocol/messages.ts";
import { PartyType } from "../../shared/protocol/party.ts";
import { QueueType } from "../../shared/protocol/queue.ts";

/** MessagePack of plain data, enough for what clients say. */
export function packed(value: unknown): number[] {
  if (value === null || value === undefined) return [0xc0];
  if (typeof value === "boolean") return [value ? 0xc3 : 0xc2];
  if (typeof value === "number") return numberBytes(value);
  if (typeof value === "string") return textBytes(value);
  if (Array.isArray(value)) return [0xdc, ...big(value.length), ...value.flatMap(packed)];
  const entries = Object.entries(value as object);
  return [
    0xde,
    ...big(entries.length),
    ...entries.flatMap(([key, inner]) => [...packed(key), ...packed(inner)]),
  ];
}

const big = (n: number): number[] => [n >> 8, n & 255];

function numberBytes(value: number): number[] {
  if (Number.isInteger(value) && value >= 0 && value < 128) return [value];
  const bytes = Buffer.alloc(9, 0xcb);
  bytes.writeDoubleBE(value, 1);
  return [...bytes];
}

function textBytes(value: string): number[] {
  const bytes = [...Buffer.from(value)];
  return bytes.length < 32 ? [0xa0 | bytes.length, ...bytes] : [0xda, ...big(bytes.length), ...bytes];
}

/** The name of a message, as the framework's own encoding has it: lengths of two bytes begin with the low one. */
function nameBytes(name: string): number[] {
  const bytes = [...Buffer.from(name)];
  return bytes.length < 32
    ? [0xa0 | bytes.length, ...bytes]
    : [0xda, bytes.length & 255, bytes.length >> 8, ...bytes];
}

const ROOM_DATA = 13;

export const messageFrame = (type: string, payload?: unknown): Uint8Array =>
  Uint8Array.from([ROOM_DATA, ...nameBytes(type), ...(payload === undefined ? [] : packed(payload))]);

const of = (...bytes: number[]): Uint8Array => Uint8Array.from(bytes);

/** Of the framework: acknowledgement of the join, goodbye, ping. */
const FRAMEWORK = [of(10), of(12), of(18)];

export const INPUTS = [
  of(19, 0x80, 1, 2),
  of(19, 0x80, 1, 2, 0x81, 3, 4, 0x82, 5, 0x83, 6, 7),
  of(19, 0x82, 1),
  of(19, 0x81, 200, 13),
  of(19),
];

const TALK = [
  messageFrame(ChatType.since, { box: "", n: 0 }),
  messageFrame(ChatType.say, { c: 1, scope: "room", text: "well flown" }),
  messageFrame(ChatType.say, { c: 2, scope: "whisper", text: "psst", to: "Other 1" }),
  messageFrame(ChatType.report, { n: 1 }),
  messageFrame(ChatType.mutes, { ids: ["u_11111111111111111111"] }),
];

const ARENA = [
  messageFrame(Message.vote, { choice: 1 }),
  messageFrame(Message.watch, { mode: "rest" }),
  messageFrame(Message.watch, { mode: "play" }),
  messageFrame(Message.watch, { mode: "follow", slot: 3 }),
  messageFrame(Message.watch, { mode: "free", x: 100, y: 200 }),
];

const LOBBY = [
  messageFrame(QueueType.join, { mode: "duel" }),
  messageFrame(QueueType.leave, {}),
  messageFrame(QueueType.ready, { match: 1, yes: true }),
  messageFrame(PartyType.make, {}),
  messageFrame(PartyType.join, { code: "ABCDEF" }),
  messageFrame(PartyType.leave, {}),
  messageFrame(PartyType.putOut, { id: "u_11111111111111111111" }),
  messageFrame(PartyType.lead, { id: "u_11111111111111111111" }),
];

export const FRAMES = {
  arena: [...FRAMEWORK, ...INPUTS, ...INPUTS, ...TALK, ...ARENA],
  lobby: [...FRAMEWORK, ...TALK, ...LOBBY],
  nowhere: [...FRAMEWORK, ...INPUTS, ...TALK, ...ARENA, ...LOBBY],
} as const;
