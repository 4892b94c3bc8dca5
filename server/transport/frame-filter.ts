// Which frames of a client reach the framework at all; everything else costs its sender the connection.
// Owns: the allow-list and the exact form of frames. Must not: keep state.
import { Protocol } from "@colyseus/core";

const { JOIN_ROOM, LEAVE_ROOM, PING, ROOM_DATA, ROOM_INPUT_RELIABLE } = Protocol;

/** Field code -> bytes of its value, in an input body (schema/input-schema.ts: move, aim, buttons, view). */
const INPUT_FIELDS = new Uint8Array(256);
INPUT_FIELDS.set([2, 2, 1, 2], 0x80);

/** The framework's short strings: this, plus their length. */
const SHORT_STRING = 0xa0;
const LONGEST_NAME = 31;

/**
 * True when the framework may see the frame. Among what clients of ours never send is ROOM_INPUT_UNRELIABLE (20): over
 * WebSocket nobody needs it, and two frames of it hang the framework's decoder for ever (`14 00 ff`, `14 01 d0 fe`).
 * Nor ROOM_REQUEST (21): the rooms answer none, and the framework's answer repeats what was sent.
 */
export function isAllowed(frame: Uint8Array): boolean {
  const code = frame[0];
  if (code === ROOM_INPUT_RELIABLE) return isInput(frame);
  if (code === ROOM_DATA) return hasName(frame);
  return (code === JOIN_ROOM || code === LEAVE_ROOM || code === PING) && frame.length === 1;
}

/** An input frame holds each field at most once, in order, and nothing else. */
function isInput(frame: Uint8Array): boolean {
  let at = 1;
  let last = 0;
  while (at < frame.length) {
    const field = frame[at];
    const width = INPUT_FIELDS[field];
    if (width === 0 || field <= last) return false;
    last = field;
    at += 1 + width;
  }
  return at === frame.length;
}

/**
 * A message begins with its name: 1 to 31 printable ASCII characters. The framework would take up to 4 KB of anything
 * for one, repeat it in a close reason, which ends the process from 87 bytes on, and print what is no UTF-8.
 */
function hasName(frame: Uint8Array): boolean {
  const length = frame[1] - SHORT_STRING;
  if (!(length >= 1 && length <= LONGEST_NAME) || frame.length < 2 + length) return false;
  for (let at = 2; at < 2 + length; at++) if (frame[at] <= 0x20 || frame[at] >= 0x7f) return false;
  return true;
}
