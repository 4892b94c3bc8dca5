// All that steers a round, tick by tick, in few bytes: enough to play it again.
// Owns: the log's form, its writer and reader. Must not: know files or rooms.

import type { Mode } from "../tunables/modes.ts";
import { type ArenaSize, MAX_SLOTS, SEAT, WATCH } from "../tunables.ts";
import { type CarriedPlayer, type CarriedRound, COUNTS } from "./carry.ts";
import { type Input, STILL } from "./input.ts";
import type { RoundLengths } from "./world.ts";

/**
 * Raise with every change of the step or of this form: an old log would not replay. A new record needs none: old logs
 * do without it.
 */
export const LOG_VERSION = 4;

export interface InputLog {
  version: number;
  seed: number;
  mode: Mode;
  size: ArenaSize;
  round: number;
  /** Which of the round's maps was voted for. */
  map: number;
  /** How long rounds are played and scores are shown. */
  lengths: RoundLengths;
  /** Tick before the first that is logged: the round was laid out in it. */
  startTick: number;
  /** Slots that took part when the round was laid out, ascending. */
  slots: number[];
  /** Team of each of them, -1 for none. */
  teams: number[];
  /** Those of them who sat out. */
  resting: number[];
  /** Records, see `InputLogWriter`. */
  records: Uint8Array;
  /** Hash of the world after each tick, for a replay to be held against; empty when none were taken. */
  hashes: Uint32Array;
  /** The writer ran into its limit: the rest of the round is missing. */
  truncated: boolean;
}

/**
 * Record codes. A byte below MAX_SLOTS: this slot took the input it took last; + CHANGED: 7 bytes of input follow. Those
 * reach up to 0x7b and 0xfb.
 */
const CHANGED = 0x80;
export const LogCode = {
  endOfTick: 0xff,
  join: 0xfe,
  leave: 0xfd,
  patch: 0xfc,
  rest: 0x7c,
  wake: 0x7d,
  begin: 0x7e,
  /** A slot follows, and what its player brought along; or ROUND, and how the round stood elsewhere. */
  carry: 0x7f,
} as const;
const ROUND = 0xff;
/** A carried player: its counts and its place. */
const CARRIED_BYTES = 2 * (COUNTS.length + 2);
/** Places are eighths of u, which they are snapped to (math.ts). */
const PER_U = 8;

const FIRST_BYTES = 64 * 1024;
/** 124 players for a round at 400 bytes a tick are 3.6 MB. */
const MAX_BYTES = 16 * 1024 * 1024;
/** What one tick can take at most: in every slot a leave, a join, a second's wishes and as many inputs as wait, changed each. */
const SLOT_BYTES = 5 + 2 + CARRIED_BYTES + 2 * WATCH.wishesPerSecond + 8 * SEAT.mostInputs;
const MAX_TICK_BYTES = MAX_SLOTS * SLOT_BYTES + 2;

const makeInputs = (): Input[] =>
  Array.from({ length: MAX_SLOTS }, () => ({ move: STILL, aim: 0, buttons: 0, view: 0 }));

/** Appends records; who comes, goes, sits out and is woken belongs to the tick that follows. */
export class InputLogWriter {
  private bytes: Uint8Array = new Uint8Array(FIRST_BYTES);
  private length = 0;
  /** Length up to the end of the last whole tick. */
  private whole = 0;
  private truncated = false;
  private readonly last = makeInputs();
  private readonly head: Omit<InputLog, "records" | "hashes" | "truncated">;
  private readonly hashes: number[] = [];

  constructor(head: Omit<InputLog, "records" | "hashes" | "truncated" | "version">) {
    this.head = { version: LOG_VERSION, ...head };
  }

  /** `team`: 0 or 1; -1 for none. */
  join(slot: number, team = -1): void {
    this.write(LogCode.join);
    this.write(slot);
    this.write(team + 1);
  }

  leave(slot: number): void {
    this.write(LogCode.leave);
    this.write(slot);
  }

  rest(slot: number): void {
    this.write(LogCode.rest);
    this.write(slot);
  }

  wake(slot: number): void {
    this.write(LogCode.wake);
    this.write(slot);
  }

  /** The warm-up of a match is over. */
  begin(): void {
    this.write(LogCode.begin);
  }

  /** The player who has just joined has brought this along from another room. */
  carry(slot: number, brought: Readonly<CarriedPlayer>): void {
    this.write(LogCode.carry);
    this.write(slot);
    for (const name of COUNTS) this.write16(brought[name]);
    this.write16(brought.x * PER_U);
    this.write16(brought.y * PER_U);
  }

  /** The round goes on as it stood in another room. Before the first tick. */
  carryRound({ clockTicks, wins, bout, draws, sudden }: Readonly<CarriedRound>): void {
    this.write(LogCode.carry);
    this.write(ROUND);
    this.write16(clockTicks >> 16);
    this.write16(clockTicks & 0xffff);
    for (const byte of [wins[0], wins[1], bout, draws, sudden ? 1 : 0]) this.write(byte);
  }

  /** `slot` consumed `input` in the running tick. */
  input(slot: number, input: Readonly<Input>): void {
    const last = this.last[slot];
    const { move, aim, buttons, view } = input;
    if (last.move === move && last.aim === aim && last.buttons === buttons && last.view === view) {
      this.write(slot);
      return;
    }
    last.move = move;
    last.aim = aim;
    last.buttons = buttons;
    last.view = view;
    this.write(slot | CHANGED);
    this.write(move >> 8);
    this.write(move & 255);
    this.write(aim >> 8);
    this.write(aim & 255);
    this.write(buttons);
    this.write(view >> 8);
    this.write(view & 255);
  }

  /** The world as it stands is being sent: beams are judged by what was sent. */
  patch(): void {
    this.write(LogCode.patch);
  }

  /** `hash`: of the world after the tick, when hashes are taken: in every tick or in none. */
  endTick(hash?: number): void {
    if (hash !== undefined && !this.truncated) this.hashes.push(hash);
    this.write(LogCode.endOfTick);
    this.whole = this.length;
    // Whole ticks only: a log that stops short stops between two ticks.
    if (this.length > MAX_BYTES - MAX_TICK_BYTES) this.truncated = true;
  }

  /** The log of the whole ticks so far; a copy. Joins and leaves since the last tick belong to none yet. */
  finish(): InputLog {
    const records = this.bytes.slice(0, this.whole);
    return { ...this.head, records, hashes: Uint32Array.from(this.hashes), truncated: this.truncated };
  }

  private write16(value: number): void {
    this.write((value >> 8) & 255);
    this.write(value & 255);
  }

  private write(byte: number): void {
    if (this.truncated) return;
    if (this.length === this.bytes.length) {
      const longer = new Uint8Array(Math.min(MAX_BYTES, this.bytes.length * 2));
      longer.set(this.bytes);
      this.bytes = longer;
    }
    this.bytes[this.length++] = byte;
  }
}

/** What the reader tells as it passes the records of one tick. */
export interface TickRecords {
  join(slot: number, team: number): void;
  leave(slot: number): void;
  rest(slot: number): void;
  wake(slot: number): void;
  begin(): void;
  carry(slot: number, brought: CarriedPlayer): void;
  carryRound(round: CarriedRound): void;
  input(slot: number, input: Readonly<Input>): void;
  patch(): void;
}

/** Reads a log tick by tick. Throws RangeError on a record that makes no sense. */
export class InputLogReader {
  private offset = 0;
  private readonly last = makeInputs();
  private readonly records: Uint8Array;

  constructor(records: Uint8Array) {
    this.records = records;
  }

  /** Passes the records of the next tick; false when the log is at its end. */
  readTick(into: TickRecords): boolean {
    if (this.offset >= this.records.length) return false;
    for (;;) {
      const code = this.byte();
      if (code === LogCode.endOfTick) return true;
      if (code === LogCode.patch) into.patch();
      else if (code === LogCode.begin) into.begin();
      else if (code === LogCode.join) into.join(this.slot(this.byte()), this.team(this.byte()));
      else if (code === LogCode.leave) into.leave(this.slot(this.byte()));
      else if (code === LogCode.rest) into.rest(this.slot(this.byte()));
      else if (code === LogCode.wake) into.wake(this.slot(this.byte()));
      else if (code === LogCode.carry) this.readCarried(this.byte(), into);
      else this.readInput(code, into);
    }
  }

  private readInput(code: number, into: TickRecords): void {
    const slot = this.slot(code & ~CHANGED);
    const input = this.last[slot];
    if ((code & CHANGED) !== 0) {
      input.move = (this.byte() << 8) | this.byte();
      input.aim = (this.byte() << 8) | this.byte();
      input.buttons = this.byte();
      input.view = (this.byte() << 8) | this.byte();
    }
    into.input(slot, input);
  }

  private readCarried(whose: number, into: TickRecords): void {
    if (whose === ROUND) {
      const clockTicks = this.uint16() * 0x10000 + this.uint16();
      const wins = [this.byte(), this.byte()];
      into.carryRound({ clockTicks, wins, bout: this.byte(), draws: this.byte(), sudden: this.byte() === 1 });
      return;
    }
    const slot = this.slot(whose);
    const counts = Object.fromEntries(COUNTS.map((name) => [name, this.uint16()]));
    const [x, y] = [this.uint16() / PER_U, this.uint16() / PER_U];
    into.carry(slot, { ...(counts as Pick<CarriedPlayer, (typeof COUNTS)[number]>), x, y });
  }

  private uint16(): number {
    return (this.byte() << 8) | this.byte();
  }

  private slot(slot: number): number {
    if (slot >= MAX_SLOTS) throw new RangeError(`input log: slot ${slot} at byte ${this.offset - 1}`);
    return slot;
  }

  private team(written: number): number {
    if (written > 2) throw new RangeError(`input log: team ${written} at byte ${this.offset - 1}`);
    return written - 1;
  }

  private byte(): number {
    if (this.offset >= this.records.length) throw new RangeError("input log: ends within a tick");
    return this.records[this.offset++];
  }
}
