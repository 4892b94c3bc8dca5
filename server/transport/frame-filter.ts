// Which frames of a client reach the framework at all; everything else costs its sender the connection.
// Owns: the allow-list and the exact form of an input frame. Must not: keep state.
import { Protocol } from "@colyseus/core";

/**
 * Frame codes that a client of ours sends. Not among them is ROOM_INPUT_UNRELIABLE (20): over WebSocket
 * nobody needs it, and two frames of it hang the framework's decoder for ever (`14 00 ff`, `14 01 d0 fe`).
 * Nor ROOM_REQUEST (21): the rooms answer none, and the framework's answer repeats what was sent.
 */
const ALLOWED = new Set<number>([Protocol.JOIN_ROOM, Protocol.LEAVE_ROOM, Protocol.ROOM_DATA, Protocol.PING]);

/** Field code -> bytes of its value, in an input body (schema/input-schema.ts: move, aim, buttons, view). */
const INPUT_FIELDS: Readonly<Record<number, number>> = { 0x80: 2, 0x81: 2, 0x82: 1, 0x83: 2 };

/** True when the framework may see the frame. */
export function isAllowed(frame: Uint8Array): boolean {
  if (frame.length === 0) return false;
  if (frame[0] === Protocol.ROOM_INPUT_RELIABLE) return isInput(frame);
  return ALLOWED.has(frame[0]);
}

/** An input frame holds each field at most once, in order, and nothing else. */
function isInput(frame: Uint8Array): boolean {
  let at = 1;
  let last = 0;
  while (at < frame.length) {
    const field = frame[at];
    const width = INPUT_FIELDS[field];
    if (width === undefined || field <= last) return false;
    last = field;
    at += 1 + width;
  }
  return at === frame.length;
}
