// What rooms need of the rest of the server: the framework makes them by itself, and it lies ready in their classes.
// Owns: that equipment. Must not: make a room.
import { matchMaker } from "@colyseus/core";
import { LobbyChat } from "../chat/lobby-chat.ts";
import { recordOf } from "../chat/report-record.ts";
import type { Cluster } from "../cluster/cluster.ts";
import type { Config } from "../config.ts";
import type { PlayDesk } from "../matchmaking/play-desk.ts";
import { loadRateMatch } from "../matchmaking/rating.ts";
import type { Headroom } from "../ops/headroom.ts";
import type { Log } from "../ops/log.ts";
import type { RoomTotals } from "../ops/room-totals.ts";
import type { SaveQueue } from "../persistence/save-queue.ts";
import type { Bans } from "../session/bans.ts";
import { mail } from "../session/player-topic.ts";
import { ArenaRoom } from "./arena-room.ts";
import { LobbyRoom } from "./lobby-room.ts";
import type { OpenRooms } from "./open-rooms.ts";
import { farQueue } from "./rated-wiring.ts";
import type { RoomList } from "./room-list.ts";

interface Equipment {
  config: Config;
  log: Log;
  saves: SaveQueue;
  list: RoomList;
  desk: PlayDesk;
  arenas: OpenRooms<ArenaRoom>;
  headroom: Headroom;
  totals: RoomTotals;
  cluster: Cluster;
  bans: Bans;
}

/** The framework makes rooms by itself: what they need lies ready in their classes. */
export function equipRooms({
  config,
  log,
  saves,
  list,
  desk,
  arenas,
  headroom,
  totals,
  cluster,
  bans,
}: Equipment): void {
  const { logFolder } = config.arena;
  const tell = (playerId: string, type: string, payload: object): void =>
    mail(matchMaker.presence, playerId, type, payload);
  ArenaRoom.parts = {
    settings: config.arena,
    log,
    arenas,
    headroom,
    seatSeconds: config.limits.seatSeconds,
    totals,
    bans,
    keeping: { saves, rate: loadRateMatch, over: farQueue.ended, tell, logFolder, log },
    rated: farQueue,
  };
  LobbyRoom.seatSeconds = config.limits.seatSeconds;
  LobbyRoom.logger = log;
  LobbyRoom.list = list;
  LobbyRoom.desk = desk;
  LobbyRoom.cluster = cluster;
  LobbyRoom.bans = bans;
  LobbyRoom.chat = new LobbyChat({
    topics: () => matchMaker.presence,
    report: (report) => saves.report(recordOf(report, "lobby")),
    failed: (error) => log.error({ err: String((error as Error)?.stack) }, "the lobby's chat failed"),
    partyOf(id) {
      const party = desk.parties.of(id);
      return party === undefined ? null : { code: party.code, ids: party.members.map((member) => member.id) };
    },
  });
}
