// Looking on while one does not fly: through somebody's eyes, or with a camera that flies by itself.
// Owns: the wishes that are said, and where the camera belongs. Must not: decide whose eyes one gets (the server does).
import type { Message, WatchMessage } from "../../shared/protocol/messages.ts";
import type { ArenaSchema } from "../../shared/schema/arena-schema.ts";
import { Looking, type SkimmerSchema } from "../../shared/schema/skimmer-schema.ts";
import { isResting } from "../../shared/sim/respawn.ts";
import type { Place } from "../../shared/sim/tiles.ts";
import { WATCH } from "../../shared/tunables.ts";
import type { Watching } from "./game-view.ts";

/** What is looked at: the newest state, and where things are drawn. */
interface Scene {
  readonly slot: number;
  readonly arena: { readonly side: number };
  readonly room: {
    readonly state: ArenaSchema;
    send(type: typeof Message.watch, message: WatchMessage): void;
  };
  readonly poses: {
    /** Where a visible skimmer is drawn; false when it is not visible. */
    drawnAt(slot: number, into: Place): boolean;
  };
}

export class Onlooker {
  private readonly scene: () => Scene;
  /** The object is reused. */
  private readonly now: Watching = { mode: "play", slot: -1, x: 0, y: 0 };
  /** Where the free camera is flown to, u; null while none is. */
  private free: Place | null = null;
  private untold = false;
  private toldMs = Number.NEGATIVE_INFINITY;

  /** The last frame in which one flew, and the last one, ms. */
  private flewMs = Number.NEGATIVE_INFINITY;
  private nowMs = 0;

  constructor(scene: () => Scene) {
    this.scene = scene;
  }

  get canSpectate(): boolean {
    return this.me()?.alive === false;
  }

  get outMs(): number {
    return this.canSpectate ? this.nowMs - this.flewMs : 0;
  }

  get resting(): boolean {
    const me = this.me();
    return me !== undefined && isResting(me);
  }

  watch(wish: WatchMessage): void {
    if (wish.mode === "free") {
      const { side } = this.scene().arena;
      const onMap = (at: number): number => Math.max(0, Math.min(side, at));
      this.free = { x: onMap(wish.x), y: onMap(wish.y) };
      this.untold = true;
      return;
    }
    if (wish.mode === "follow") this.land();
    this.say(wish);
  }

  /** Says where the free camera is, when it has moved and it is time to. */
  frame(nowMs: number): void {
    this.nowMs = nowMs;
    if (!this.canSpectate) {
      this.flewMs = nowMs;
      this.land();
    }
    if (this.free === null || !this.untold || nowMs - this.toldMs < WATCH.freeMs) return;
    this.untold = false;
    this.toldMs = nowMs;
    this.say({ mode: "free", ...this.free });
  }

  get watching(): Readonly<Watching> {
    const { now } = this;
    const me = this.me();
    if (me === undefined) return now;
    now.slot = me.slot;
    now.mode = isResting(me) ? "rest" : "play";
    if (me.alive || (this.free === null && me.looking === Looking.own)) this.place(me.slot, me);
    else if (this.free !== null || me.looking === Looking.free) {
      now.mode = "free";
      now.slot = -1;
      this.place(-1, this.free ?? { x: me.eyesX, y: me.eyesY });
    } else {
      now.mode = "follow";
      now.slot = me.looking;
      // Until the first patch that shows it, the camera stays.
      this.place(me.looking, now);
    }
    return now;
  }

  private place(slot: number, otherwise: Place): void {
    if (this.scene().poses.drawnAt(slot, this.now)) return;
    this.now.x = otherwise.x;
    this.now.y = otherwise.y;
  }

  private land(): void {
    this.free = null;
    this.untold = false;
  }

  private me(): SkimmerSchema | undefined {
    const { slot, room } = this.scene();
    return room.state.skimmers.get(String(slot)) as SkimmerSchema | undefined;
  }

  private say(wish: WatchMessage): void {
    this.scene().room.send("watch", wish);
  }
}
