// The desk for queue and parties, wired to the framework: letters, rooms of rated matches.
// Owns: opening and closing these rooms. Must not: know who waits.
import { matchMaker } from "@colyseus/core";
import { CloseCode } from "../../shared/protocol/close-codes.ts";
import type { PartyCall, PartyState } from "../../shared/protocol/party.ts";
import type { SeatReservation } from "../../shared/protocol/seats.ts";
import type { RatedMode } from "../../shared/tunables/queue.ts";
import type { Cluster } from "../cluster/cluster.ts";
import type { Person } from "../matchmaking/people.ts";
import { PlayDesk } from "../matchmaking/play-desk.ts";
import type { Opened, QueueDesk } from "../matchmaking/queue-desk.ts";
import type { Company } from "../matchmaking/seat-desk.ts";
import type { Log } from "../ops/log.ts";
import type { Records } from "../persistence/records.ts";
import { mail } from "../session/player-topic.ts";
import { makingOf } from "./room-making.ts";
import { cardOf, drawCode, openRoom, reserve } from "./rooms-wiring.ts";

/** Opens the room of a match and reserves a seat for everybody in it. Rejects when there is no room to be had. */
async function openRated(mode: RatedMode, teams: [Person[], Person[]]): Promise<Opened> {
  const expected = teams.flatMap((team, side) =>
    team.map(({ caller }) => ({ playerId: caller.id, team: side })),
  );
  const wish = { mode, bots: false, listed: false, title: "", seats: expected.length };
  const listing = await openRoom(makingOf(wish, { rated: true, expected }));
  const seats = new Map<string, SeatReservation>();
  const reserved = teams.flat().map(async ({ caller, options }) => {
    const seat = await reserve(listing, { ...options, watch: false }, caller);
    if (seat !== null) seats.set(caller.id, seat);
  });
  await Promise.all(reserved);
  return { room: cardOf(listing), seats };
}

/** Ends a room whose match is off; who is in it already is sent away. Rejects when it is gone. */
async function closeRated(roomId: string): Promise<void> {
  await matchMaker.remoteRoomCall(roomId, "disconnect", [CloseCode.calledOff]);
}

export function makePlayDesk(log: Log, records: Pick<Records, "ratings">): PlayDesk {
  return new PlayDesk({
    log,
    nowMs: () => performance.now(),
    tell: (player, type, payload) => mail(matchMaker.presence, player, type, payload),
    ratings: (players, mode) => records.ratings(players, mode),
    open: openRated,
    close: closeRated,
    newCode: drawCode,
  });
}

/** What rated rooms tell of themselves, to whichever process leads. */
type RatedNews =
  | [word: "came" | "went", room: string, player: string]
  | [word: "moved", room: string, to: string]
  | [word: "ended", room: string, none: ""];

const RATED = "emberline:rated";
const tellRated = (...news: RatedNews): void => void matchMaker.presence.publish(RATED, news);

/** The queue as rated rooms know it: wherever it is. */
export const farQueue: Pick<QueueDesk, "came" | "went" | "ended" | "moved"> = {
  came: (room, player) => tellRated("came", room, player),
  went: (room, player) => tellRated("went", room, player),
  ended: (room) => tellRated("ended", room, ""),
  moved: (room, to) => tellRated("moved", room, to),
};

/** The desk of the process that leads hears of rated rooms, and answers for parties. */
export async function openDesk(desk: PlayDesk, cluster: Cluster): Promise<void> {
  const { queue, parties } = desk;
  await cluster.presence.subscribe(RATED, ([word, room, other]: RatedNews) => queue[word](room, other));
  cluster.onGone((_process, rooms) => {
    for (const room of rooms) queue.ended(room);
  });
  cluster.answer("sizeOf", (player: string) => parties.sizeOf(player));
  cluster.answer("follow", (player: string, call: PartyCall) => parties.follow(player, call));
  passOn(parties, cluster);
  desk.open();
}

const PARTIES = "parties";

/** Parties outlive the process that leads: it keeps them for the next. */
function passOn(parties: PlayDesk["parties"], cluster: Cluster): void {
  let kept = -1;
  // Until those of the process before are read, there is nothing to keep.
  let read = false;
  const lead = async (): Promise<void> => {
    const text = await cluster.kept(PARTIES);
    if (text !== null) parties.restore(JSON.parse(text) as PartyState[]);
    read = true;
  };
  cluster.onLeader((leads) => {
    read = false;
    if (leads) lead().catch(() => (read = true));
    else parties.restore([]);
  });
  cluster.onBack(() => {
    kept = -1;
  });
  cluster.onBeat(() => {
    if (!cluster.isLeader || !read || parties.version === kept) return;
    kept = parties.version;
    cluster.keep(PARTIES, JSON.stringify(parties.all())).catch(() => {
      kept = -1;
    });
  });
}

/** Parties are where the lead is. Nobody leads, or it does not answer: everybody comes alone. */
export const companyOver = (cluster: Cluster): Company => ({
  async sizeOf(player) {
    const { leaderId } = cluster;
    const size = leaderId === null ? 1 : await cluster.call(leaderId, "sizeOf", player).catch(() => 1);
    return typeof size === "number" ? size : 1;
  },
  follow(player, call) {
    const { leaderId } = cluster;
    if (leaderId !== null) cluster.call(leaderId, "follow", player, call).catch(() => {});
  },
});
