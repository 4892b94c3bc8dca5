// Reads the game ten times a second and listens to its moments, for the HUD's signals.
// Owns: when they change. Must not: draw, or write to the game.
import { batch } from "@preact/signals";
import { lightOf } from "../../shared/sim/light.ts";
import { TURN } from "../../shared/sim/math.ts";
import { Pickup } from "../../shared/sim/things.ts";
import { Phase } from "../../shared/sim/world.ts";
import { DASH, LIGHT, TICK_HZ } from "../../shared/tunables.ts";
import { wishes } from "../input/wishes.ts";
import type { GameEvents, GameView } from "../net/game-view.ts";
import { readArms } from "./arms-feed.ts";
import { heralded, readPlaces } from "./herald.ts";
import { followHints, readHints } from "./hints.ts";
import { clearHud, type Ending, hud, type ToastLine, type Who } from "./hud-state.ts";
import { match, playSeconds, readMatch } from "./mode/match-look.ts";
import { followMove } from "./move-feed.ts";
import { pickupWords } from "./pickup-words.ts";
import { rankRoster, whoIs } from "./standings.ts";
import { say } from "./strings.ts";
import { readWatch } from "./watch-feed.ts";
import { followWatchKeys } from "./watch-keys.ts";

const TURN_DEGREES = 360 / TURN;
const READ_MS = 100;
/** Standings change seldom: every so many readings. */
const RANK_EVERY = 5;
const KILL_LINES = 5;
const KILL_SHOWN_MS = 6000;
const BLOW_SHOWN_MS = 900;
const TOAST_SHOWN_MS = 1800;

/** Feeds the HUD from `view` until the returned function is called. */
export function feedHud(view: GameView): () => void {
  clearHud();
  const feed = new HudFeed(view);
  return () => feed.dispose();
}

class HudFeed {
  private readonly view: GameView;
  private readonly stops: (() => void)[];
  private readonly timers = new Set<number>();
  private readings = 0;
  private nextId = 1;
  /** The last blow of each who hit one's own skimmer in this life, by slot. */
  private readonly hurts = new Map<number, GameEvents["hurt"]>();
  private ending: Ending | null = null;

  constructor(view: GameView) {
    this.view = view;
    this.stops = [
      view.on("kill", (event) => this.addKill(event)),
      view.on("hurt", (event) => this.addBlow(event)),
      view.on("banked", ({ embers }) => this.showToast(say("bankedToast", { embers }), "ember")),
      view.on("picked", ({ kind, value }) => {
        this.showToast(pickupWords(kind, value), kind === Pickup.ember ? "ember" : "item");
      }),
      view.on("link", ({ link }) => (hud.link.value = link)),
      followWatchKeys(view),
      wishes.on("scores", ({ held }) => (hud.scoresHeld.value = held)),
    ];
    this.stops.push(heralded(view), followHints(view), followMove(view));
    hud.link.value = view.link;
    const timer = window.setInterval(() => batch(this.read), READ_MS);
    this.stops.push(() => window.clearInterval(timer));
    batch(this.read);
  }

  dispose(): void {
    for (const stop of this.stops) stop();
    for (const timer of this.timers) window.clearTimeout(timer);
  }

  private readonly read = (): void => {
    const { view } = this;
    const { own } = view;
    const scores = view.state.phase === Phase.scores;
    readMatch(view);
    hud.seconds.value = Math.ceil(match.value === null ? view.secondsLeft() : playSeconds(view));
    hud.scoresPhase.value = scores;
    hud.pingMs.value = Math.round(view.pingMs);
    const { link } = view;
    hud.link.value = link;
    if (link.kind === "dropped") {
      hud.seatSeconds.value = Math.max(0, Math.ceil((link.untilMs - performance.now()) / 1000));
    }
    if (own !== null) this.readOwn(own, scores);
    readWatch(view);
    readPlaces(view);
    readHints(view);
    if (scores && String(hud.votes.value) !== String([...view.state.votes])) {
      hud.votes.value = [...view.state.votes];
    }
    if (this.readings++ % RANK_EVERY === 0) this.rank();
    hud.beat.value += 1;
  };

  private readOwn(own: NonNullable<GameView["own"]>, scores: boolean): void {
    hud.embers.value = own.embers;
    hud.light.value = own.alive
      ? Math.min(1, lightOf(own, this.view.state.tick, this.view.state.glow) / LIGHT.max)
      : 0;
    hud.hitPoints.value = own.alive ? own.hitPoints : 0;
    hud.dashCharges.value = own.dashCharges;
    const refill = own.dashCharges < DASH.charges ? own.dashRefillTicks / DASH.refillTicks : 0;
    hud.dashRefill.value = Math.round(refill * 20) / 20;
    readArms(this.view, own);
    // Nobody comes back before the next bout of a duel: its call says what has happened.
    if (own.alive || scores || this.view.resting || this.view.state.mode === "duel") {
      hud.death.value = null;
      return;
    }
    const seconds = Math.max(1, Math.ceil(own.respawnTicks / TICK_HZ));
    const { ending } = this;
    const shown = hud.death.value;
    if (shown?.seconds !== seconds || shown.ending !== ending) hud.death.value = { ending, seconds };
  }

  private rank(): void {
    const standings = rankRoster(this.view);
    // A new array draws the lists anew: only when something is different.
    if (JSON.stringify(standings) !== JSON.stringify(hud.standings.value)) hud.standings.value = standings;
  }

  private addKill({ victim, by, weapon }: GameEvents["kill"]): void {
    const { slot } = this.view;
    const killer = by === victim ? null : this.who(by);
    if (victim === slot) {
      const blow = this.hurts.get(by);
      const { pingMs = 0, rewoundMs = 0 } = blow?.weapon === weapon ? blow : {};
      this.ending = killer === null ? null : { by: killer, weapon, pingMs, rewoundMs };
      this.hurts.clear();
    }
    const id = this.nextId++;
    const line = { id, by: killer, victim: this.who(victim), weapon, own: victim === slot || by === slot };
    hud.kills.value = [...hud.kills.value, line].slice(-KILL_LINES);
    this.after(KILL_SHOWN_MS, () => (hud.kills.value = hud.kills.value.filter((shown) => shown.id !== id)));
  }

  private addBlow(hurt: GameEvents["hurt"]): void {
    this.hurts.set(hurt.by, hurt);
    const id = this.nextId++;
    // The blow flew towards `aim`, so it came from behind it.
    const blow = { id, degrees: (hurt.aim * TURN_DEGREES + 180) % 360 };
    hud.blows.value = [...hud.blows.value, blow].slice(-6);
    this.after(BLOW_SHOWN_MS, () => (hud.blows.value = hud.blows.value.filter((shown) => shown.id !== id)));
  }

  private showToast(text: string, mood: ToastLine["mood"]): void {
    const id = this.nextId++;
    hud.toast.value = { id, text, mood };
    this.after(TOAST_SHOWN_MS, () => {
      if (hud.toast.value?.id === id) hud.toast.value = null;
    });
  }

  private who(slot: number): Who {
    return whoIs(this.view, slot);
  }

  private after(ms: number, then: () => void): void {
    const timer = window.setTimeout(() => {
      this.timers.delete(timer);
      then();
    }, ms);
    this.timers.add(timer);
  }
}
