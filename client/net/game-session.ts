// A game from the seat to the end, over as many connections as it takes.
// Owns: which connection is drawn and what the screen may ask of it. Must not: know Phaser or the DOM.
import type { Profile } from "../../shared/lab/profile.ts";
import { Message, type VoteMessage, type WatchMessage } from "../../shared/protocol/messages.ts";
import type { ArenaSchema } from "../../shared/schema/arena-schema.ts";
import type { InputSchema } from "../../shared/schema/input-schema.ts";
import type { SkimmerSchema } from "../../shared/schema/skimmer-schema.ts";
import { makeArena } from "../../shared/sim/arena.ts";
import { packMove, withHand } from "../../shared/sim/input.ts";
import { PREDICTED_FIELDS } from "../../shared/sim/movement.ts";
import type { Arena } from "../../shared/sim/tiles.ts";
import { Phase } from "../../shared/sim/world.ts";
import type { Mode } from "../../shared/tunables/modes.ts";
import { TICK_HZ } from "../../shared/tunables.ts";
import { ChatLink } from "./chat.ts";
import { Emitter } from "./emitter.ts";
import type {
  Controls,
  GameEvents,
  GameView,
  GhostPose,
  LabSwitches,
  LinkState,
  MinePose,
  ShotPose,
  SkimmerPose,
  Watching,
} from "./game-view.ts";
import type { TokenStore } from "./identity.ts";
import { Lifeline, type LifelineParts } from "./lifeline.ts";
import { type ArenaConnection, LiveRoom } from "./live-room.ts";
import { NetRecorder } from "./net-recorder.ts";
import type { NetTrace, Receipt } from "./net-trace.ts";
import { Onlooker } from "./onlooker.ts";
import type { PredictionStats } from "./prediction.ts";
import { SharedCooldown } from "./shared-cooldown.ts";
import { SimulatedLink } from "./simulated-link.ts";

const PING_EVERY_MS = 2000;

export interface SessionParts extends Pick<LifelineParts, "back" | "take"> {
  /** Takes a seat in another room; undefined: who loses this one's wants no other. */
  elsewhere?: (mode: Mode) => Promise<ArenaConnection>;
  store?: TokenStore | null;
  /** Who holds many games makes each map once (14 ms); the tiles must be this game's own, they change. */
  arenaOf?: typeof makeArena;
  /** False: nobody looks, and what only a picture needs is left out (a tenth of the CPU of a simulated client). */
  drawn?: boolean;
}

/** What a player's own skimmer shows: what is predicted, and what the server alone decides. */
const DECIDED_FIELDS = [
  "hitPoints",
  "respawnTicks",
  "overshield",
  "lanternUntilTick",
  "cloakUntilTick",
] as const satisfies readonly (keyof SkimmerSchema)[];

export class GameSession implements GameView {
  pingMs = 0;
  smoothing = true;
  readonly lab: LabSwitches = {
    prediction: true,
    interpolation: true,
    lagCompensation: true,
    pacing: true,
    ghosts: false,
  };
  readonly chat = new ChatLink();
  /** The connection that is drawn: until the next one has a state, the last one. */
  live: LiveRoom;
  private readonly lifeline: Lifeline;
  private readonly recorder = new NetRecorder();
  private readonly simulated = new SimulatedLink();
  private readonly events = new Emitter<GameEvents>();
  private readonly latest: Controls = { moveX: 0, moveY: 0, aim: 0, buttons: 0, weapon: 0 };
  private readonly ownLooks: Record<string, unknown> = {};
  private readonly arenaOf: typeof makeArena;
  private readonly drawn: boolean;
  private readonly onlooker = new Onlooker(() => this.live);
  private readonly cooldown = new SharedCooldown();
  private choice = { round: -1, choice: -1 };
  private readonly mine: MinePose = { key: "", owner: 0, own: false, x: 0, y: 0, armed: false };
  private nowMs = 0;
  private pingedMs = 0;

  constructor(
    room: ArenaConnection,
    { elsewhere, store = null, arenaOf = makeArena, drawn = true, ...ways }: SessionParts,
  ) {
    this.arenaOf = arenaOf;
    this.drawn = drawn;
    this.lifeline = new Lifeline(room, {
      ...ways,
      elsewhere: elsewhere && (() => elsewhere(this.state.mode)),
      store,
      arrived: (next) => this.attach(next),
      changed: (link) => this.linkChanged(link),
    });
    this.live = this.attach(room);
  }

  get link(): LinkState {
    return this.lifeline.link;
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

  get code(): string {
    return this.live.code;
  }

  get presentTick(): number {
    return this.live.presentTick;
  }

  get receipts(): readonly Receipt[] {
    return this.recorder.trace.receipts;
  }

  get trace(): NetTrace {
    return this.recorder.trace;
  }

  get stats(): PredictionStats | null {
    return this.live.prediction?.stats ?? null;
  }

  get own(): GameView["own"] {
    const { prediction, slot } = this.live;
    const me = this.state.skimmers.get(String(slot)) as SkimmerSchema | undefined;
    if (prediction === null || me === undefined) return null;
    const { ownLooks } = this;
    const { now } = prediction;
    for (const field of PREDICTED_FIELDS) ownLooks[field] = now[field];
    for (const field of DECIDED_FIELDS) ownLooks[field] = me[field];
    return ownLooks as unknown as GameView["own"];
  }

  get weaponsReady(): number {
    return this.cooldown.ready;
  }

  simulate(link: Profile | null): void {
    this.simulated.set(link);
  }

  secondsLeft(): number {
    return Math.max(0, (this.state.phaseEndsTick - this.live.clock.heard(this.nowMs)) / TICK_HZ);
  }

  frame(nowMs: number, controls: Controls): void {
    this.nowMs = nowMs;
    Object.assign(this.latest, controls);
    this.live.poses.ownAim = controls.aim & 0xffff;
    this.lifeline.watch(nowMs);
    if (this.link.kind !== "playing") return;
    this.live.frame(nowMs, this.fill);
    this.cooldown.see(this.live.prediction?.now.cooldownTicks ?? 0);
    this.onlooker.frame(nowMs);
    if (nowMs - this.pingedMs < PING_EVERY_MS) return;
    this.pingedMs = nowMs;
    this.live.room.ping((ms) => {
      this.pingMs = ms;
      this.recorder.note("pingMs", ms);
    });
  }

  eachSkimmer(visit: (pose: SkimmerPose) => void): void {
    this.live.poses.each(visit);
  }

  eachGhost(visit: (ghost: GhostPose) => void): void {
    this.live.poses.eachGhost(visit);
  }

  eachShot(visit: (shot: ShotPose) => void): void {
    this.live.shots.each(this.nowMs, visit);
  }

  get core(): GameView["core"] {
    return this.live.prediction?.drawnCore ?? null;
  }

  eachMine(visit: (mine: MinePose) => void): void {
    const { state, slot, mine } = this;
    for (const [key, { owner, x, y, armedTick }] of state.mines.entries()) {
      visit(Object.assign(mine, { key, owner, own: owner === slot, x, y, armed: state.tick >= armedTick }));
    }
  }

  on<K extends keyof GameEvents>(name: K, listener: (event: GameEvents[K]) => void): () => void {
    return this.events.on(name, listener);
  }

  vote(choice: number): void {
    this.choice = { round: this.state.round, choice };
    this.live.room.send(Message.vote, { choice } satisfies VoteMessage);
  }

  get voted(): number {
    const { round, phase } = this.state;
    return phase === Phase.scores && this.choice.round === round ? this.choice.choice : -1;
  }

  watch(wish: WatchMessage): void {
    this.onlooker.watch(wish);
  }

  get watching(): Readonly<Watching> {
    return this.onlooker.watching;
  }

  get canSpectate(): boolean {
    return this.onlooker.canSpectate;
  }

  get outMs(): number {
    return this.onlooker.outMs;
  }

  get resting(): boolean {
    return this.onlooker.resting;
  }

  leave(): Promise<void> {
    return this.lifeline.leave();
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
    input.buttons = withHand(this.latest.buttons, this.latest.weapon);
  };

  /** Builds what belongs to a connection, and draws it from the moment it has one's own skimmer. */
  private attach(room: ArenaConnection): LiveRoom {
    const { events, lab, recorder } = this;
    this.simulated.follow(room.connection);
    this.chat.attach(room);
    const next = new LiveRoom(room, {
      arenaOf: this.arenaOf,
      drawn: this.drawn,
      events,
      lab,
      recorder,
      pingMs: () => this.pingMs,
      glides: () => this.smoothing,
      moved: (from, seat) => void this.lifeline.move(from, seat),
    });
    room.onStateChange(() => {
      if (next.prediction === null || this.link.kind === "playing" || this.link.kind === "left") return;
      if (this.live !== next) {
        this.live.dispose();
        this.live = next;
      }
      this.lifeline.ready(room);
    });
    return next;
  }

  private linkChanged(link: LinkState): void {
    if (link.kind === "left") {
      this.live.dispose();
      this.simulated.set(null);
    }
    this.events.emit("link", { link });
  }
}
