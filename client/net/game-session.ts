// A game from the seat to the end, over as many connections as it takes.
// Owns: the link's state and coming back. Must not: know Phaser or the DOM.
import type { Client } from "colyseus.js";
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import { ArenaSchema } from "../../shared/schema/arena-schema.ts";
import type { InputSchema } from "../../shared/schema/input-schema.ts";
import { packMove } from "../../shared/sim/input.ts";
import type { Arena } from "../../shared/sim/tiles.ts";
import { SEAT, TICK_HZ } from "../../shared/tunables.ts";
import { Emitter } from "./emitter.ts";
import type { Controls, GameEvents, GameView, LinkState, ShotPose, SkimmerPose } from "./game-view.ts";
import { type ArenaConnection, LiveRoom } from "./live-room.ts";
import type { PredictionStats } from "./prediction.ts";

/** Where the token of one's seat is kept, so that a reload can come back. */
export interface TokenStore {
  get(): string | null;
  set(token: string | null): void;
}

/** Close codes after which the seat is kept for us: the connection broke, nobody meant it. */
const BROKEN = new Set([1001, 1005, 1006, 4010]);
const RETRY_MS = [100, 300, 700, 1500, 3000];
const PING_EVERY_MS = 2000;

export class GameSession implements GameView {
  link: LinkState = { kind: "joining" };
  pingMs = 0;
  live: LiveRoom;
  private readonly client: Client;
  private readonly store: TokenStore | null;
  private readonly events = new Emitter<GameEvents>();
  private readonly latest: Controls = { moveX: 0, moveY: 0, aim: 0, buttons: 0 };
  private readonly ownLooks = {};
  private nowMs = 0;
  private pingedMs = 0;
  /** The player has said goodbye: a connection that is lost now is not made anew. */
  private leaving = false;

  constructor(client: Client, room: ArenaConnection, store: TokenStore | null) {
    this.client = client;
    this.store = store;
    this.live = this.attach(room);
  }

  get state(): ArenaSchema {
    return this.live.room.state;
  }

  get arena(): Arena {
    return this.live.arena;
  }

  get slot(): number {
    return this.live.slot;
  }

  get stats(): PredictionStats | null {
    return this.live.prediction?.stats ?? null;
  }

  get own(): GameView["own"] {
    const { prediction, slot } = this.live;
    const me = this.state.skimmers.get(String(slot));
    if (prediction === null || me === undefined) return null;
    const { hitPoints, respawnTicks } = me;
    return Object.assign(this.ownLooks, prediction.now, { hitPoints, respawnTicks });
  }

  secondsLeft(): number {
    return Math.max(0, (this.state.phaseEndsTick - this.live.clock.heard(this.nowMs)) / TICK_HZ);
  }

  frame(nowMs: number, controls: Controls): void {
    this.nowMs = nowMs;
    Object.assign(this.latest, controls);
    this.live.poses.ownAim = controls.aim & 0xffff;
    if (this.link.kind !== "playing") return;
    this.live.frame(nowMs, this.fill);
    if (nowMs - this.pingedMs < PING_EVERY_MS) return;
    this.pingedMs = nowMs;
    this.live.room.ping((ms) => {
      this.pingMs = ms;
    });
  }

  eachSkimmer(visit: (pose: SkimmerPose) => void): void {
    this.live.poses.each(visit);
  }

  eachShot(visit: (shot: ShotPose) => void): void {
    this.live.shots.each(this.nowMs, visit);
  }

  on<K extends keyof GameEvents>(name: K, listener: (event: GameEvents[K]) => void): () => void {
    return this.events.on(name, listener);
  }

  async leave(): Promise<void> {
    this.leaving = true;
    this.store?.set(null);
    if (this.link.kind === "playing" && this.live.room.connection.isOpen) await this.live.room.leave(true);
    else if (this.link.kind !== "left") this.end(CloseCode.consented);
  }

  /** Resolves when the first state and one's own skimmer are there; rejects when the game ends before. */
  ready(): Promise<void> {
    return new Promise((resolve, reject) => {
      const off = this.events.on("link", ({ link }) => {
        if (link.kind === "playing") resolve();
        else if (link.kind === "left")
          reject(Object.assign(new Error("the game ended"), { code: link.code }));
        else return;
        off();
      });
      if (this.link.kind === "playing") resolve();
    });
  }

  private readonly fill = (input: InputSchema): void => {
    input.move = packMove(this.latest.moveX, this.latest.moveY);
    input.aim = this.latest.aim & 0xffff;
    input.buttons = this.latest.buttons & 0xff;
  };

  private attach(room: ArenaConnection): LiveRoom {
    room.reconnection.enabled = false;
    this.store?.set(room.reconnectionToken ?? null);
    const live = new LiveRoom(room, this.events);
    room.onStateChange(() => {
      if (this.link.kind === "playing" || live.prediction === null) return;
      this.store?.set(room.reconnectionToken);
      this.setLink({ kind: "playing" });
    });
    room.onLeave((code) => void this.lost(code));
    return live;
  }

  /** The connection is over: for good, or to be made anew while the seat waits. */
  private async lost(code: number): Promise<void> {
    if (this.leaving || !BROKEN.has(code)) return this.end(code);
    const token = this.live.room.reconnectionToken;
    const untilMs = performance.now() + SEAT.returnSeconds * 1000;
    this.setLink({ kind: "dropped", untilMs });
    for (let attempt = 0; performance.now() < untilMs && !this.leaving; attempt++) {
      await new Promise((wake) => setTimeout(wake, RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)]));
      const room = await this.client.reconnect<ArenaSchema>(token, ArenaSchema).catch(() => null);
      if (this.leaving) return void room?.leave(true);
      if (room === null) continue;
      this.live.dispose();
      this.live = this.attach(room as ArenaConnection);
      return;
    }
    this.end(code);
  }

  private end(code: number): void {
    if (this.link.kind === "left") return;
    this.live.dispose();
    this.store?.set(null);
    this.setLink({ kind: "left", code });
  }

  private setLink(link: LinkState): void {
    this.link = link;
    this.events.emit("link", { link });
  }
}
