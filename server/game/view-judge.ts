// Whether a player can have seen what it claims: its view time, held against what its link explains.
// Owns: the bound of one seat and the memory of what was asked. Must not: rewind anything (shared/sim/lance.ts does).
import { Button, type Input, packView, viewTick } from "../../shared/sim/input.ts";
import { REWIND, SEAT, TICK_MS } from "../../shared/tunables.ts";
import type { Link } from "./ports.ts";

/** Claims that are kept: as many as a tick may take. */
const CLAIMS = SEAT.mostInputs;

export class ViewJudge {
  private readonly link: Link | null;
  private readonly input: Input = { move: 0, aim: 0, buttons: 0, view: 0 };
  private readonly askedTicks = new Float64Array(CLAIMS);
  private readonly grantedViews = new Int32Array(CLAIMS).fill(-1);
  private claims = 0;

  constructor(link: Link | null) {
    this.link = link;
  }

  /**
   * The input as the step may have it in `tick`: with a view time no older than the input's wait, the link's round
   * trip and a screen's delay explain. Who has no link sees the present. The object is reused.
   */
  judge(input: Readonly<Input>, tick: number, waitedMs: number): Readonly<Input> {
    const judged = this.input;
    judged.move = input.move;
    judged.aim = input.aim;
    judged.buttons = input.buttons;
    // Nothing else is rewound: no view time, no bytes of it in the log.
    judged.view = 0;
    if ((input.buttons & Button.alternate) === 0) return judged;
    const asked = this.link === null ? tick : viewTick(input.view, tick);
    judged.view = packView(Math.min(tick, Math.max(asked, tick - this.explained(waitedMs))));
    this.askedTicks[this.claims % CLAIMS] = asked;
    this.grantedViews[this.claims % CLAIMS] = judged.view;
    this.claims += 1;
    return judged;
  }

  /** What was asked for where `granted` (a fractional tick) was granted: the newest such claim. */
  asked(granted: number): number {
    const view = packView(granted);
    for (let back = 1; back <= Math.min(CLAIMS, this.claims); back++) {
      const at = (this.claims - back) % CLAIMS;
      if (this.grantedViews[at] === view) return this.askedTicks[at];
    }
    return granted;
  }

  /** How many ticks old a view may be: what its link, its wait and a screen explain, and never more than the cap. */
  private explained(waitedMs: number): number {
    const link = ((this.link?.roundTripMs ?? 0) + waitedMs) / TICK_MS;
    return Math.min(link, REWIND.linkTicks) + REWIND.screenTicks;
  }
}
