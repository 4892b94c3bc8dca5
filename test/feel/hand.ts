// A seeded hand on the controls: lively flight, bursts of fire, and rests after which a key is pressed.
// Owns: what is pressed when. Must not: know the network.
import type { GameSession } from "../../client/net/game-session.ts";
import type { Controls } from "../../client/net/game-view.ts";
import { rayToRock } from "../../shared/sim/collision.ts";
import { Button } from "../../shared/sim/input.ts";
import { cos, sin } from "../../shared/sim/math.ts";
import { hashInts } from "../../shared/sim/random.ts";

/** A heading is held this long, ms; after LIVELY of them the hand rests for REST of them. */
const HOLD_MS = 400;
const LIVELY = 12;
const REST = 4;

export class Hand {
  readonly controls: Controls = { moveX: 0, moveY: 0, aim: 0, buttons: 0, weapon: 0 };
  /** The keys have just gone down after a rest. */
  pressed = false;
  private readonly seed: number;
  private resting = false;

  constructor(seed: number) {
    this.seed = seed;
  }

  act(nowMs: number, session: GameSession): Controls {
    const { controls } = this;
    const span = Math.floor(nowMs / HOLD_MS);
    const dice = hashInts(this.seed, span);
    const rests = span % (LIVELY + REST) >= LIVELY;
    this.pressed = this.resting && !rests;
    this.resting = rests;
    controls.moveX = controls.moveY = controls.buttons = 0;
    const heading = this.pressed || span % (LIVELY + REST) === 0 ? openHeading(session) : dice & 0xffff;
    controls.aim = (heading + ((dice >>> 16) & 0x3fff)) & 0xffff;
    if (rests) return controls;
    controls.moveX = cos(heading);
    controls.moveY = sin(heading);
    if ((dice & 3) === 0) controls.buttons |= Button.fire;
    // A dash at the start of a heading; the first one after a rest shows the thrust alone.
    if ((dice & 12) === 0 && span % (LIVELY + REST) !== 0) controls.buttons |= Button.dash;
    return controls;
  }
}

/** The heading, of eight, with the most room. */
function openHeading(session: GameSession): number {
  const { own, arena } = session;
  if (own === null) return 0;
  let best = 0;
  let most = -1;
  for (let i = 0; i < 8; i++) {
    const heading = i * 8192;
    const room = rayToRock(arena, own.x, own.y, cos(heading), sin(heading), 600);
    if (room <= most) continue;
    most = room;
    best = heading;
  }
  return best;
}
