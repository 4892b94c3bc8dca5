// A player of a trial: joins by quick play as the page does, plays, and comes again whenever the game ends.
// Owns: its record of rooms. Must not: decode more than it was asked to: 300 of them share two cores with the servers.
import type { GameSession } from "../../../client/net/game-session.ts";
import type { LiveRoom } from "../../../client/net/live-room.ts";
import type { RosterSchema } from "../../../shared/schema/arena-schema.ts";
import type { SkimmerSchema } from "../../../shared/schema/skimmer-schema.ts";
import { join } from "../../load/joining.ts";
import { Meters } from "../../load/meters.ts";
import { SimulatedClient } from "../../load/simulated-client.ts";
import { CODE_BITS, KIND } from "../../load/traffic.ts";
import { WireClient } from "../../load/wire-client.ts";
import { newSpell, notePatch, type Score, type Spell } from "./spell.ts";

/** Of a patch's first byte: when it was sent follows, 4 bytes. */
const TIMED = 0x80;
/** Who is refused tries again as soon as the page would let them. */
const AGAIN_MS = 250;

const wallMs = (): number => performance.timeOrigin + performance.now();

export class Player {
  readonly spells: Spell[] = [];
  /** Times that a seat was refused, by reason. */
  readonly refusals: Record<string, number> = {};
  private readonly endpoint: string;
  private readonly number: number;
  private readonly meters = new Meters();
  private readonly whole: boolean;
  private session: GameSession | null = null;
  private live: LiveRoom | null = null;
  private hands: SimulatedClient | WireClient | null = null;
  /** What it had in the very state that made a connection one to play over: by the next frame it may have more. */
  private came: { live: LiveRoom; score: Score | null } | null = null;
  private readonly gone = new AbortController();

  /** `whole`: plays with the browser's net code and a bot's wishes, and knows its own score. */
  constructor(endpoint: string, number: number, whole: boolean) {
    this.endpoint = endpoint;
    this.number = number;
    this.whole = whole;
  }

  get playing(): boolean {
    return this.session?.link.kind === "playing";
  }

  /** The room that it plays in and means to stay in; null for none. */
  get room(): string | null {
    return this.playing && !this.gone.signal.aborted ? (this.session?.live.room.roomId ?? null) : null;
  }

  /** Resolves when it has left for good. */
  async play(): Promise<void> {
    while (!this.gone.signal.aborted) {
      const way = { endpoint: this.endpoint, to: { kind: "quick", mode: "swarm" } } as const;
      try {
        const session = await join(way, this.number, performance.now(), this.meters);
        await this.stay(session);
      } catch (error) {
        const { code, message } = error as { code?: string | number; message: string };
        const why = String(code ?? message);
        this.refusals[why] = (this.refusals[why] ?? 0) + 1;
        await new Promise((wake) => setTimeout(wake, AGAIN_MS));
      }
    }
  }

  leave(): void {
    this.gone.abort();
  }

  /** Sends what is due. */
  frame(nowMs: number): void {
    const { session, hands } = this;
    if (session === null || hands === null || hands.dueMs > nowMs) return;
    hands.frame(nowMs);
    // Right after the hands, which are at this connection by now: it is heard here first.
    this.follow(session.live);
  }

  /** Resolves when the game is over, or left. */
  private async stay(session: GameSession): Promise<void> {
    this.session = session;
    this.hands = this.whole
      ? new SimulatedClient(session, this.number, 1, this.meters)
      : new WireClient(session, this.number, this.meters, () => {});
    this.follow(session.live);
    const { signal } = this.gone;
    await new Promise<void>((resolve) => {
      session.on("link", ({ link }) => {
        if (link.kind === "playing") this.came = { live: session.live, score: scoreOf(session.live) };
        if (link.kind === "left") resolve();
      });
      if (session.link.kind === "left" || signal.aborted) resolve();
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
    this.session = null;
    this.hands = null;
    if (signal.aborted) await session.leave();
  }

  /** A new connection is a new line of the record. */
  private follow(live: LiveRoom): void {
    if (live === this.live) return;
    this.live = live;
    const { connection, roomId } = live.room;
    const { events, transport } = connection;
    const { url } = (transport as unknown as { ws: WebSocket }).ws;
    const { host, pathname } = new URL(url);
    const spell = newSpell(this.number, roomId, host + (/^\/p\d+(?=\/)/.exec(pathname)?.[0] ?? ""));
    this.spells.push(spell);
    let before: number | null = null;
    const { onmessage } = events;
    events.onmessage = (event: MessageEvent<ArrayBuffer>) => {
      const view = new DataView(event.data);
      const isPatch = (view.getUint8(0) & CODE_BITS) === KIND.patch;
      if (isPatch) {
        const sentMs = (view.getUint8(0) & TIMED) === 0 ? null : view.getUint32(1, true);
        notePatch(spell, wallMs(), sentMs, before);
        before = sentMs;
      }
      onmessage?.(event);
      if (!this.whole) return;
      spell.lastScore = scoreOf(live) ?? spell.lastScore;
      spell.firstScore ??= spell.lastScore;
    };
    // The state that made the connection one to play over was there before us; without the patches it is soon an old one.
    spell.firstScore = this.came?.live === live ? this.came.score : scoreOf(live);
    if (this.whole) spell.lastScore = spell.firstScore;
  }
}

function scoreOf({ room: { state }, slot }: LiveRoom): Score | null {
  const own = state.skimmers.get(String(slot)) as SkimmerSchema | undefined;
  const row = state.roster.get(String(slot)) as RosterSchema | undefined;
  if (own === undefined || row === undefined) return null;
  return { embers: own.embers, banked: row.banked, kills: row.kills, deaths: row.deaths };
}
