// Players whose clocks run 3% fast and 3% slow.
// Owns: the processes with the wrong clocks. Must not: measure.
import { join } from "node:path";
import { callChild } from "../load/calls.ts";
import { endChild, runNode } from "../load/children.ts";
import type { SteeringFigures, SteeringOptions } from "./steering.ts";
import { CALM } from "./steering.ts";

export const SKEWS = [1.03, 0.97] as const;

export type SkewFigures = SteeringFigures & { skew: number };

/** Flies over a calm link by each wrong clock, at the same time. */
export function flySkewed(options: Omit<SteeringOptions, "profiles">): Promise<SkewFigures[]> {
  return Promise.all(
    SKEWS.map(async (skew) => {
      const child = runNode([join(import.meta.dirname, "skew-worker.ts"), String(skew)], null, {
        stdio: ["ignore", "inherit", "inherit", "ipc"],
      });
      const [figures] = await callChild<SteeringFigures[]>(child, "fly", { ...options, profiles: [CALM] });
      await endChild(child);
      return { ...figures, skew };
    }),
  );
}
