// A shooter with a scripted aim and a carrier that dashes before it: what the screen showed, and what became of it.
// Owns: one pair's script and its receipts. Must not: start servers.
import type { Controls } from "../../client/net/game-view.ts";
import type { Receipt } from "../../client/net/net-trace.ts";
import { Button, packView } from "../../shared/sim/input.ts";
import { Verdict } from "../../shared/sim/lance.ts";
import { direction } from "../../shared/sim/math.ts";
import { hashInts } from "../../shared/sim/random.ts";
import { LANCE, SKIMMER, TICK_MS } from "../../shared/tunables.ts";
import type { Pilot } from "./pilot.ts";

/** A dash this often: longer than charge and cooldown of a Lance. */
const PERIOD_TICKS = 50;
/** The beam should meet the carrier this far into the dash, as the screen shows it. */
const INTO_DASH_TICKS = 3.5;
/** The aim is off by up to this, u: some shots miss on the screen already, and are no part of the comparison. */
const OFF_BY = 22;
/** A view time that no link explains, ticks too old. */
const FORGED_BY = 60;

export interface DuelFigures {
  shots: number;
  /** On target on the shooter's own screen. */
  onTarget: number;
  hit: number;
  /** Of those on target: lost to a dash or guard that the shooter could not have seen. */
  defended: number;
  missed: number;
  /** How far back beams were judged, and asked to be, ms. */
  judgedMs: number[];
  askedMs: number[];
  /** Between where the target was seen and where the server rewound it to, u. */
  apart: number[];
}

export class Duel {
  private readonly shooter: Pilot;
  private readonly carrier: Pilot;
  private readonly receipts: Receipt[] = [];
  /** When the button goes down for this dash, and when for the next. */
  private pressMs = Number.POSITIVE_INFINITY;
  private nextMs = Number.POSITIVE_INFINITY;
  private shots = 0;
  private readonly seed: number;

  constructor(shooter: Pilot, carrier: Pilot, seed: number) {
    this.shooter = shooter;
    this.carrier = carrier;
    this.seed = seed;
    shooter.act = (nowMs) => this.shoot(nowMs);
    carrier.act = (nowMs) => this.dash(nowMs);
    shooter.session.on("receipt", (receipt) => this.receipts.push(receipt));
    shooter.session.on("dashed", ({ own }) => {
      if (!own) this.dashed();
    });
  }

  /** Claims views that no link explains, as a cheat would. */
  forge(): void {
    const { live } = this.shooter.session;
    const send = live.input.send.bind(live.input);
    live.input.send = () => {
      live.input.data.view = packView(live.drawnTick - FORGED_BY);
      return send();
    };
  }

  figures(): DuelFigures {
    const judged = this.receipts.filter(({ judged }) => judged !== null);
    const aimed = judged.filter(({ aimedAt }) => aimedAt === this.carrier.session.slot);
    const count = (...verdicts: number[]): number =>
      aimed.filter((receipt) => verdicts.includes(receipt.judged?.verdict ?? -1)).length;
    const back = (of: (receipt: Receipt) => number) =>
      judged.map((receipt) => ((receipt.judged?.tick ?? 0) - of(receipt)) * TICK_MS);
    return {
      shots: judged.length,
      onTarget: aimed.length,
      hit: count(Verdict.hit),
      defended: count(Verdict.dodged, Verdict.guarded),
      missed: count(Verdict.miss),
      judgedMs: back(({ judged }) => judged?.viewTick ?? 0),
      askedMs: back(({ judged }) => judged?.askedTick ?? 0),
      apart: aimed.flatMap(({ saw, judged }) =>
        saw === null || !judged?.seen ? [] : [Math.hypot(saw.x - judged.seen.x, saw.y - judged.seen.y)],
      ),
    };
  }

  /** The newest state shows a dash: the picture shows it a little later, and the next one comes a period later. */
  private dashed(): void {
    const { delay } = this.shooter.session.live.view;
    const ticks = PERIOD_TICKS + delay + INTO_DASH_TICKS - LANCE.chargeTicks;
    this.nextMs = performance.now() + ticks * TICK_MS;
    // In the middle of a charge it is the dash that the beam is meant for.
    if (performance.now() < this.pressMs) this.pressMs = this.nextMs;
  }

  private shoot(nowMs: number): Controls {
    const { session } = this.shooter;
    const controls: Controls = { moveX: 0, moveY: 0, aim: 0, buttons: 0, weapon: 0 };
    const { own } = session;
    if (own === null) return controls;
    session.eachSkimmer(({ own: mine, x, y }) => {
      if (mine) return;
      const dx = x - own.x;
      const dy = y - own.y;
      const far = Math.hypot(dx, dy);
      const off = ((hashInts(this.seed, this.shots) % 2001) / 1000 - 1) * OFF_BY;
      controls.aim = direction(dx - (dy / far) * off, dy + (dx / far) * off);
    });
    const charging = nowMs >= this.pressMs && nowMs < this.pressMs + (LANCE.chargeTicks + 6) * TICK_MS;
    if (charging) controls.buttons = Button.alternate;
    else if (nowMs >= this.pressMs) {
      this.pressMs = this.nextMs;
      this.shots += 1;
    }
    return controls;
  }

  /** To and fro, one dash a period. */
  private dash(nowMs: number): Controls {
    const tick = nowMs / TICK_MS;
    const turn = Math.floor(tick / PERIOD_TICKS);
    const into = tick - turn * PERIOD_TICKS;
    const moveY = into < 12 ? (turn % 2 === 0 ? 1 : -1) : 0;
    return { moveX: 0, moveY, aim: 0, buttons: into < 4 ? Button.dash : 0, weapon: 0 };
  }
}

/** Where a pair of this distance has room for it, u. */
export const DUEL_SPACE = { width: 500 + 2 * SKIMMER.radius, height: 700 } as const;
export const DUEL_DISTANCE = 380;
