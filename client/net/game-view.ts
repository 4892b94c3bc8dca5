// What the screen may know of a running game: poses to draw, moments to celebrate, the state of the link.
// Owns: the interface between net and view. Must not: know Phaser or the DOM.
import type { Profile } from "../../shared/lab/profile.ts";
import type {
  BountyMessage,
  BurstMessage,
  CrownMessage,
  HurtMessage,
  KillMessage,
  MotherMessage,
  MovingMessage,
  PickedMessage,
  ReflectMessage,
  WatchMessage,
} from "../../shared/protocol/messages.ts";
import type { ArenaSchema } from "../../shared/schema/arena-schema.ts";
import type { SkimmerSchema } from "../../shared/schema/skimmer-schema.ts";
import type { PredictedSkimmer } from "../../shared/sim/movement.ts";
import type { Arena } from "../../shared/sim/tiles.ts";
import type { ChatLink } from "./chat.ts";
import type { NetTrace, Receipt } from "./net-trace.ts";

/** One skimmer as it is drawn this frame. The object is reused: read it at once. */
export interface SkimmerPose {
  slot: number;
  own: boolean;
  x: number;
  y: number;
  /** Brads (65536 to the turn). */
  aim: number;
  alive: boolean;
  hitPoints: number;
  embers: number;
  dashTicks: number;
  bankTicks: number;
  absent: boolean;
  /** Ticks that the Lance has been charged. */
  chargeTicks: number;
  /** Ticks that the guard still stands, and where it points, brads. */
  guardTicks: number;
  guardAim: number;
  overshield: number;
  /** It carries a Lantern; it is cloaked. */
  lantern: boolean;
  cloaked: boolean;
}

/** Where the server last said that a skimmer is, u. */
export interface GhostPose {
  slot: number;
  own: boolean;
  x: number;
  y: number;
}

/** What the network lab may switch off or on, to see what it does. */
export interface LabSwitches {
  /** Own inputs show at once. Off: when the server's word is here. */
  prediction: boolean;
  /** The others are drawn smoothly, a little in the past. Off: at the newest place that was told. */
  interpolation: boolean;
  /** Lances are judged where the screen showed the target. Off: where it is. */
  lagCompensation: boolean;
  /** The input clock follows what the server says. Off: it runs by itself. */
  pacing: boolean;
  /** Draw the ghosts. */
  ghosts: boolean;
}

/** One shot as it is drawn this frame. The object is reused: read it at once. */
export interface ShotPose {
  /** Stable from the predicted spawn to the end. */
  key: number;
  /** One of `Flying`. */
  kind: number;
  owner: number;
  own: boolean;
  x: number;
  y: number;
  /** Brads. */
  aim: number;
}

/** A mine that one may see. The object is reused: read it at once. */
export interface MinePose {
  key: string;
  owner: number;
  own: boolean;
  x: number;
  y: number;
  armed: boolean;
}

/** Moments, told once each. Positions in u, directions in brads. */
export interface GameEvents {
  /** The map changed (first map, new round): draw `arena`, forget what lay on the old one. */
  arena: { arena: Arena };
  shotFired: { kind: number; owner: number; own: boolean; x: number; y: number; aim: number };
  /** Crystal broke in sight, in the middle of whose tile (x, y) is. */
  crystalBroken: { x: number; y: number };
  /** Tiles of the map are others than before (crystal that broke, now or while out of sight): draw `arena` anew. */
  arenaChanged: { arena: Arena };
  /** A shot is over: `hit` says that it met a skimmer, otherwise rock or its range ended it. */
  shotEnded: {
    kind: number;
    owner: number;
    own: boolean;
    x: number;
    y: number;
    aim: number;
    hit: boolean;
  };
  /** `kind`: one of `Pickup`. */
  moteAdded: { key: string; x: number; y: number; kind: number; value: number };
  /** `by`: slot of a lit skimmer near enough to have gathered it, or -1 when it left the light. */
  moteRemoved: { key: string; x: number; y: number; kind: number; value: number; by: number };
  /** Seven pellets: their directions are `pelletAim`'s (shared/sim/weapons.ts). */
  scatterFired: { owner: number; own: boolean; shot: number; x: number; y: number; aim: number };
  /** One's own mine, the moment it is laid. */
  mineLaid: { owner: number; own: boolean; x: number; y: number };
  /** An Orb or mine (`weapon`) went off. */
  burst: BurstMessage;
  /** A guard threw a shot back. */
  reflected: ReflectMessage;
  /** One's own pickup of anything but a common ember. */
  picked: PickedMessage;
  /** Somebody took the mother-ember. */
  motherTaken: MotherMessage;
  died: { slot: number; own: boolean; x: number; y: number };
  spawned: { slot: number; own: boolean; x: number; y: number };
  /** Somebody has passed a portal: was drawn at (fromX, fromY), and is at (x, y) now. */
  jumped: { slot: number; own: boolean; fromX: number; fromY: number; x: number; y: number };
  dashed: { slot: number; own: boolean; x: number; y: number };
  kill: KillMessage;
  /** Only for one's own skimmer. */
  hurt: HurtMessage;
  /** A Lance: what is drawn of it goes from (x, y) to (toX, toY). One's own is told when it is fired. */
  beamFired: {
    owner: number;
    own: boolean;
    x: number;
    y: number;
    toX: number;
    toY: number;
    aim: number;
    /** It begins at the shooter, and not at the rim of the light. */
    fromMuzzle: boolean;
    hit: boolean;
  };
  /** The server has judged one of one's own Lances. */
  receipt: Receipt;
  /** One's own newest position was moved by `off` u: the server decided otherwise. */
  corrected: { off: number };
  banked: { embers: number };
  /** Somebody else leads now. */
  crown: CrownMessage;
  /** Somebody ended the crown's wearer. */
  bounty: BountyMessage;
  /** A match of two teams got to another phase: one of `Phase`. */
  matchPhase: { phase: number };
  link: { link: LinkState };
  /** The server's process ends; see LinkState for what becomes of oneself. */
  moving: MovingMessage;
}

/** How one has come into a room that one did not ask for. */
export type Arrival =
  /** The server has moved everybody, with all that they had. */
  | "moved"
  /** The old one is gone, and its process with it. */
  | "lost"
  /** The server was restarted. */
  | "restarted";

export type LinkState =
  | { kind: "joining" }
  /** `after`: in another room than before. */
  | { kind: "playing"; after?: Arrival }
  /** The seat is being taken in another room; the picture stays. */
  | { kind: "moving" }
  /** The server is being restarted; until `untilMs` a new seat is asked for. */
  | { kind: "restarting"; untilMs: number }
  /** The connection is gone; the seat waits until `untilMs` on the clock of `frame`. */
  | { kind: "dropped"; untilMs: number }
  /** Over. `code`: see protocol/close-codes.ts. */
  | { kind: "left"; code: number };

/** What a person wants this frame; sampled once per input tick. */
export interface Controls {
  /** Thrust, each axis -1..1. */
  moveX: number;
  moveY: number;
  /** Brads. */
  aim: number;
  /** Bits of `Button`. */
  buttons: number;
  /** The weapon in hand: 0 Pulse, 1 Scatter, 2 Orb, 3 Mine. */
  weapon: number;
}

/** What the server alone decides of one's own skimmer. */
export type UnpredictedOwn = Pick<
  SkimmerSchema,
  "hitPoints" | "respawnTicks" | "overshield" | "lanternUntilTick" | "cloakUntilTick"
>;

/** Where the camera belongs, u. */
export interface Watching {
  /** `play`: with one's own skimmer; `rest`: likewise, sitting out; `follow`: with `slot`'s; `free`: by itself (`slot` -1). */
  mode: WatchMessage["mode"];
  slot: number;
  x: number;
  y: number;
}

export interface GameView {
  /** The decoded state: roster, round, phase. Poses are not read from here. */
  readonly state: ArenaSchema;
  readonly arena: Arena;
  /** One's own slot; -1 before the seat is known. */
  readonly slot: number;
  /** Of the room's invite link; "" for a room that has none. */
  readonly code: string;
  /** One's own predicted skimmer at the newest input (not interpolated), null before the first state. */
  readonly own: (PredictedSkimmer & UnpredictedOwn) | null;
  /** 0..1: how near the cooldown that all weapons share is to its end; 1 between two Pulses, for which nobody waits. */
  readonly weaponsReady: number;
  readonly link: LinkState;
  /** What is said in the room; silent until it is started. */
  readonly chat: ChatLink;
  /** Round trip of a ping, ms; 0 before the first. */
  readonly pingMs: number;
  /** What the network lab has switched; write to it at any time. */
  readonly lab: LabSwitches;
  /** Corrections by the server are glided over; write to it at any time. */
  smoothing: boolean;
  /** How the link has been: figures, stutters and receipts of the last minute. */
  readonly trace: NetTrace;
  /** Puts a worse link between the game and its connections, the next ones too; null takes it away. */
  simulate(link: Profile | null): void;
  /** Seconds until the phase (play or scores) ends, not below 0. */
  secondsLeft(): number;
  /** One's own present as a tick of the world, fractional: what gates and wells (functions of the tick) are drawn at. */
  readonly presentTick: number;
  /** Once per render frame, before anything is read: sends the inputs that are due and moves every pose on. */
  frame(nowMs: number, controls: Controls): void;
  /** Every visible skimmer, one's own included, the dead too. */
  eachSkimmer(visit: (pose: SkimmerPose) => void): void;
  /** For every visible skimmer where the server last said it is. */
  eachGhost(visit: (ghost: GhostPose) => void): void;
  eachShot(visit: (shot: ShotPose) => void): void;
  eachMine(visit: (mine: MinePose) => void): void;
  /** Where the core is drawn, u: in one's own present. Null where none is played with. */
  readonly core: Readonly<{ x: number; y: number }> | null;
  on<K extends keyof GameEvents>(name: K, listener: (event: GameEvents[K]) => void): () => void;
  /** Votes for one of the next round's maps (0, 1, 2), while the scores are shown. */
  vote(choice: number): void;
  /** What one voted for while these scores are shown; -1 for nothing yet. */
  readonly voted: number;
  /**
   * Looks on from elsewhere while one does not fly, sits out (`rest`, at any time) or comes back (`play`). Where a free
   * camera is may be said every frame; it gets WATCH.freeSpeed far in a second.
   */
  watch(wish: WatchMessage): void;
  /** Through whose eyes one looks; after a death, those of who did it. The object is reused: read it at once. */
  readonly watching: Readonly<Watching>;
  /** One does not fly: there is a choice of eyes. */
  readonly canSpectate: boolean;
  /** For how long one does not fly, ms; 0 while one does, endless for who came to look on. */
  readonly outMs: number;
  /** One sits out, until `play`. */
  readonly resting: boolean;
  /** Leaves for good. */
  leave(): Promise<void>;
}
