// Keeps the queue's books a second time, from its effects alone, and objects to whatever cannot be.
// Owns: the invariants. Must not: look into the queue but through what it tells everybody.

import type { Effect, Queue } from "../../server/matchmaking/queue.ts";
import { canFill } from "../../server/matchmaking/teams.ts";
import { QUEUE, RATED_MODES, type RatedMode, TEAM_SIZE } from "../../shared/tunables/queue.ts";

type State = "waiting" | "asked" | "seating" | "playing" | "gone";

interface Entry {
  state: State;
  match: number;
  mode: RatedMode;
  sinceMs: number;
  party: readonly string[];
}

export class Ledger {
  /** What could not be, in words; empty when all is well. */
  readonly violations: string[] = [];
  readonly entries = new Map<string, Entry>();
  /** Players who were let into a second match while in a first. */
  seatedTwice = 0;
  private readonly queue: Queue;
  private readonly ready = new Set<string>();
  private readonly arrived = new Set<string>();

  constructor(queue: Queue) {
    this.queue = queue;
  }

  joined(mode: RatedMode, party: readonly string[], nowMs: number): void {
    for (const id of party) {
      const before = this.entries.get(id)?.state ?? "gone";
      if (before !== "gone") this.object(`${id} joined while ${before}`);
      this.entries.set(id, { state: "waiting", match: 0, mode, sinceMs: nowMs, party });
    }
  }

  saidYes(player: string, match: number): void {
    this.ready.add(`${player} ${match}`);
  }

  came(player: string, match: number): void {
    this.arrived.add(`${player} ${match}`);
  }

  /** A match's players go, when it is over or they left it. */
  freed(player: string): void {
    const entry = this.entries.get(player);
    if (entry?.state === "playing") entry.state = "gone";
  }

  /** Books one batch of effects; afterwards nobody may be left in a match that is no more. */
  book(effects: readonly Effect[]): void {
    for (const effect of effects) this.bookOne(effect);
    const over = new Set(effects.flatMap((e) => (e.kind === "callOff" ? [e.match] : [])));
    if (over.size === 0) return;
    for (const [id, { state, match }] of this.entries)
      if (state !== "gone" && state !== "waiting" && over.has(match))
        this.object(`${id} is left in a match that is off`);
  }

  private bookOne(effect: Effect): void {
    if (effect.kind === "check") this.checked(effect);
    else if (effect.kind === "seat") this.seated(effect);
    else if (effect.kind === "begin") this.began(effect.match);
    else if (effect.kind === "back") this.back(effect);
    else if (effect.kind === "out") this.move(effect.player, ["waiting", "asked", "seating"], "gone", 0);
  }

  private checked({ match, mode, players }: Effect & { kind: "check" }): void {
    if (players.length !== 2 * TEAM_SIZE[mode]) this.object(`match ${match} has ${players.length} people`);
    for (const id of players) {
      if (this.entries.get(id)?.mode !== mode) this.object(`${id} is asked about a mode not asked for`);
      this.move(id, ["waiting"], "asked", match);
    }
  }

  private seated({ match, mode, teams }: Effect & { kind: "seat" }): void {
    for (const team of teams) {
      if (team.length !== TEAM_SIZE[mode]) this.object(`a team of match ${match} has ${team.length} people`);
      for (const id of team) {
        if (this.entries.get(id)?.match !== match) this.object(`${id} is seated in a match of others`);
        if (!this.ready.has(`${id} ${match}`)) this.object(`${id} is seated without having said yes`);
        if (this.entries.get(id)?.party.some((other) => !team.includes(other)))
          this.object(`${id}'s party is torn`);
        this.move(id, ["asked"], "seating", match);
      }
    }
  }

  private began(match: number): void {
    for (const [id, entry] of this.entries) {
      if (entry.match !== match) continue;
      if (!this.arrived.has(`${id} ${match}`)) this.object(`match ${match} began without ${id}`);
      this.move(id, ["seating"], "playing", match);
    }
  }

  private back({ player, sinceMs }: Effect & { kind: "back" }): void {
    if (this.entries.get(player)?.sinceMs !== sinceMs) this.object(`${player} lost the place`);
    this.move(player, ["asked", "seating"], "waiting", 0);
  }

  private move(id: string, from: readonly State[], to: State, match: number): void {
    const entry = this.entries.get(id);
    if (entry === undefined || !from.includes(entry.state)) {
      this.object(`${id} is ${to} after ${entry?.state ?? "nothing"}`);
      if (entry?.state === "playing") this.seatedTwice += 1;
    }
    if (entry !== undefined) Object.assign(entry, { state: to, match });
  }

  /** What the queue says of everybody must be what it did. */
  compare(): void {
    const same = {
      waiting: "waiting",
      checking: "asked",
      seating: "seating",
      arriving: "seating",
      playing: "playing",
    };
    for (const [id, { state }] of this.entries) {
      const standing = this.queue.standing(id);
      const told = standing === undefined ? "gone" : same[standing.stage];
      if (told !== state) this.object(`${id} is ${state}, and the queue says ${told}`);
    }
  }

  /** Right after a tick: whoever takes anybody by now has been matched, unless the others' sizes cannot fill two teams. */
  lookForStarved(nowMs: number): void {
    for (const mode of RATED_MODES) {
      const heads = [...this.entries].filter(
        ([id, e]) => e.mode === mode && e.state === "waiting" && e.party[0] === id,
      );
      const sizes: number[] = new Array(TEAM_SIZE[mode] + 1).fill(0);
      for (const [, { party }] of heads) sizes[party.length] += 1;
      for (const [id, { sinceMs, party }] of heads)
        if (nowMs - sinceMs >= QUEUE.anybodyMs && canFill(TEAM_SIZE[mode], party.length, sizes))
          this.object(`${id} waits for ${nowMs - sinceMs} ms though others would do`);
    }
  }

  private object(words: string): void {
    if (this.violations.length < 20) this.violations.push(words);
  }
}
