// Where the crowd wants to go: a direction per client that turns every second or so, the same in every run.
// Owns: the wish. Must not: know how it is sent.
import { type Input, NEUTRAL, packMove } from "../../shared/sim/input.ts";
import { cos, sin, TURN } from "../../shared/sim/math.ts";
import { hashInts } from "../../shared/sim/random.ts";
import { TICK_HZ } from "../../shared/tunables.ts";

/** What client `n` wants at its tick `tick`. */
export function wander(n: number, tick: number): Input {
  const leg = Math.floor((tick + ((n * 7) % TICK_HZ)) / TICK_HZ);
  const heading = hashInts(n, leg) % TURN;
  // The aim turns all the time, as a mouse does.
  const aim = (heading + (tick % TICK_HZ) * 64) % TURN;
  return { ...NEUTRAL, move: packMove(cos(heading), sin(heading)), aim };
}
