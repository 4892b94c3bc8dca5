// What is told of a player: to everybody, and to the player alone.
// Owns: which facts are public. Must not: know routes.
import type { Profile } from "../../shared/protocol/profile.ts";
import { isMode } from "../../shared/tunables/modes.ts";
import { TEAM_SIZE } from "../../shared/tunables/queue.ts";
import { playerName } from "../chat/names.ts";
import { type PlayerRow, pointsOf, type Records } from "../persistence/records.ts";

export type ProfileSource = Pick<Records, "player" | "ratings" | "totals">;

const RATED_MODES = Object.keys(TEAM_SIZE) as (keyof typeof TEAM_SIZE)[];

/** `row` null: somebody who has not played yet. */
export async function profileOf(id: string, row: PlayerRow | null, records: ProfileSource): Promise<Profile> {
  const [totals, ...ratings] = await Promise.all([
    records.totals(id),
    ...RATED_MODES.map(async (rated) => {
      const rating = (await records.ratings([id], rated)).get(id);
      return rating && { mode: rated, points: pointsOf(rating), matches: rating.matches };
    }),
  ]);
  return {
    player: {
      id,
      name: playerName(row?.name ?? "", id),
      hue: row?.hue ?? 0,
      guest: row?.guest ?? true,
      sinceMs: row?.createdMs ?? null,
    },
    ratings: ratings.filter((rating) => rating !== undefined),
    // A mode that was taken out of the game is in the records for ever.
    totals: totals.filter((total): total is Profile["totals"][number] => isMode(total.mode)),
  };
}
