// Whether the figures of a run may be believed.
// Owns: the limits on the generator itself. Must not: judge the server.
import type { Figures } from "./figures.ts";
import type { Scenario } from "./scenario.ts";

/** Beyond this share of the server's core, %, others' work shows in the server's times. */
const DISTURBED_PERCENT = 5;

const numberOf = (figures: Figures, name: string): number => figures[name]?.value ?? 0;

/** Why the generator was the limit; nothing when it was not. */
export function whyInvalid(
  figures: Figures,
  { lateMs, busyPercent }: Pick<Scenario, "lateMs" | "busyPercent">,
): string[] {
  const why: string[] = [];
  const late = figures.late_sends?.p99 ?? 0;
  const busy = numberOf(figures, "generator_busy");
  if (late > lateMs)
    why.push(`the generator was late: p99 of its frames ${late.toFixed(1)} ms (at most ${lateMs})`);
  if (busy > busyPercent)
    why.push(
      `the generator had no rest: its event loop was in use ${busy.toFixed(0)}% of the time (at most ${busyPercent})`,
    );
  return why;
}

export function whatDisturbed(
  figures: Figures,
  { othersPercent }: { othersPercent: number },
  interrupted: boolean,
): string[] {
  const notes: string[] = [];
  if (interrupted) notes.push("The run was ended early: it says less.");
  if (othersPercent > DISTURBED_PERCENT)
    notes.push(
      `Other processes took ${othersPercent.toFixed(0)}% of the server's core: its upper percentiles are theirs too.`,
    );
  if (figures.tick === undefined) notes.push("The server did not say how its ticks go (GET /health).");
  return notes;
}
