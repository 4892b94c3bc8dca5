// What becomes of a round that is over: its log in a folder, if one is kept, and the match in the records.
// Owns: the match as it is recorded. Must not: keep the room waiting, or end it when nothing can be written.
import { randomUUID } from "node:crypto";
import { RATED, type RatedMessage, shownRating } from "../../shared/protocol/rating.ts";
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";
import { TICK_MS } from "../../shared/tunables.ts";
import type { RoundResult } from "../game/round-result.ts";
import type { Log } from "../ops/log.ts";
import { writeLog } from "../persistence/log-files.ts";
import { packLog } from "../persistence/log-form.ts";
import { type MatchRecord, NEW_RATING, pointsOf, type Rate, type Rating } from "../persistence/records.ts";
import type { SaveQueue } from "../persistence/save-queue.ts";

export interface KeeperParts {
  saves: Pick<SaveQueue, "match" | "report">;
  /** What a rated match does to the ratings of who played it; loaded when the first is over. */
  rate: () => Promise<Rate>;
  /** The match of a rated room is over: who looks at the scores may queue again. */
  over(roomId: string): void;
  /** Tells a player something, wherever that player is now. */
  tell(playerId: string, type: string, payload: object): void;
  /** Folder for the logs, beside the records; undefined for none. */
  logFolder: string | undefined;
  log: Log;
}

export class RoundKeeper {
  private readonly room: { id: string; rated: boolean };
  private readonly parts: KeeperParts;

  constructor(room: { id: string; rated: boolean }, parts: KeeperParts) {
    this.room = room;
    this.parts = parts;
  }

  /** Resolves when the round is on its way into the records; what cannot be written stops nobody. */
  async keep(result: RoundResult): Promise<void> {
    const { log, saves, over } = this.parts;
    if (this.room.rated) over(this.room.id);
    await this.keepFile(result);
    // Bots among themselves are nobody's match.
    if (!result.players.some(({ bot }) => !bot)) return;
    const packed = await packLog(result.log).catch((error: Error) => {
      log.error({ room: this.room.id, err: error.message }, "input log not packed");
      return null;
    });
    const match = this.record(result, packed);
    if (!this.room.rated) return saves.match(match, null);
    await this.keepRated(match).catch((error: Error) => {
      log.error({ room: this.room.id, match: match.id, err: error.message }, "a rated match is not recorded");
    });
  }

  /** Whoever played is told what it did to the rating, once that is in the records. */
  private async keepRated(match: MatchRecord): Promise<void> {
    const { saves, rate, tell } = this.parts;
    const rating = await rate();
    let before: ReadonlyMap<string, Rating> = new Map();
    let after: ReadonlyMap<string, Rating> = new Map();
    const noting: Rate = (players, ratings) => {
      before = ratings;
      after = rating(players, ratings);
      return new Map(after);
    };
    saves.match(match, noting, () => {
      for (const [playerId, now] of after) {
        const was = shownRating(pointsOf(before.get(playerId) ?? NEW_RATING));
        const told = { match: match.id, mode: match.mode, before: was, after: shownRating(pointsOf(now)) };
        tell(playerId, RATED, told satisfies RatedMessage);
      }
    });
  }

  private record({ ticks, players, log: _, ...round }: RoundResult, log: Uint8Array | null): MatchRecord {
    const endedAtMs = Date.now();
    return {
      ...round,
      id: randomUUID(),
      rated: this.room.rated,
      roomId: this.room.id,
      protocol: PROTOCOL_VERSION,
      startedAtMs: Math.round(endedAtMs - ticks * TICK_MS),
      endedAtMs,
      players: players.map(({ id, ...player }) => ({ ...player, playerId: id === "" ? null : id })),
      log,
    };
  }

  private async keepFile({ log, round }: RoundResult): Promise<void> {
    const { logFolder } = this.parts;
    if (logFolder === undefined) return;
    await writeLog(logFolder, `${this.room.id}-${round}`, log).catch((error: Error) => {
      this.parts.log.error({ room: this.room.id, round, err: error.message }, "input log not written");
    });
  }
}
