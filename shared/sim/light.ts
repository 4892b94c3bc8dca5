// How far a skimmer's light reaches, and what dims it.
// Owns: the light of one skimmer at a tick. Must not: compare two (server/game does).
import { lightRadius } from "../tunables.ts";
import type { Skimmer } from "./world.ts";

type Lit = Pick<Skimmer, "embers" | "lanternUntilTick">;

export const hasLantern = ({ lanternUntilTick }: Pick<Lit, "lanternUntilTick">, tick: number): boolean =>
  lanternUntilTick > tick;
export const isCloaked = (skimmer: Pick<Skimmer, "cloakUntilTick">, tick: number): boolean =>
  skimmer.cloakUntilTick > tick;

/** Light radius of a skimmer in tick `tick` of the world, u; `glow`: what everybody has on top. */
export const lightOf = (skimmer: Lit, tick: number, glow = 0): number =>
  lightRadius(skimmer.embers, hasLantern(skimmer, tick), glow);
