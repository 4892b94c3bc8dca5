// Spinning rooms up over HTTP, for operators and their scripts.
// Owns: these routes. Must not: decide what becomes of a room (operators-wiring.ts does).
import { z } from "zod";
import { RoomId } from "../../shared/protocol/seat-request.ts";
import { type Route, route } from "../http/route.ts";
import {
  announceEverywhere,
  announceIn,
  closeRoom,
  keepPlaces,
  lookAt,
  lookInto,
  openSpares,
  orderRoom,
  pageOfRooms,
  setLocked,
} from "./operators-wiring.ts";
import {
  AnnouncedAnswer,
  Announcement,
  ClosedAnswer,
  Keeping,
  KeptAnswer,
  PlayerId,
  RoomAnswer,
  RoomChange,
  RoomLook,
  RoomOrder,
  RoomPage,
  RoomsQuery,
  SpareAnswer,
  SpareOrder,
} from "./room-shapes.ts";

const params = z.strictObject({ id: RoomId });
const access = "operator";
const gone = { 404: ["gone"] } as const;
const busy = { 503: ["busy"] } as const;

export const roomRoutes = (): Route[] => [...general(), ...ofOne(), ...lettingIn(), ...announcing()];

function general(): Route[] {
  return [
    route({
      method: "post",
      path: "/api/rooms",
      summary: "Open a room.",
      access,
      body: RoomOrder,
      answers: { 201: RoomAnswer },
      refuses: busy,
      audit: { act: "room.open", detail: ({ body }) => body.mode },
      async handle({ body: { waitSeconds, ...wish } }) {
        return { status: 201, body: { room: await orderRoom(wish, { patienceSeconds: waitSeconds }) } };
      },
    }),
    route({
      method: "get",
      path: "/api/rooms",
      summary: "The rooms there are, page by page.",
      access,
      query: RoomsQuery,
      answers: { 200: RoomPage },
      async handle({ query }) {
        return { status: 200, body: await pageOfRooms(query) };
      },
    }),
    route({
      method: "post",
      path: "/api/rooms/spare",
      summary: "Open rooms ahead of need: quick play leads into them first. As many as there is place for.",
      access,
      body: SpareOrder,
      answers: { 201: SpareAnswer },
      refuses: busy,
      audit: { act: "room.openSpares", detail: ({ body }) => `${body.count} ${body.mode}` },
      async handle({ body }) {
        return { status: 201, body: { rooms: await openSpares(body, body.waitSeconds) } };
      },
    }),
  ];
}

function ofOne(): Route[] {
  return [
    route({
      method: "get",
      path: "/api/rooms/:id",
      summary: "A room, who is in it, and how its game does.",
      access,
      params,
      answers: { 200: RoomLook },
      refuses: gone,
      async handle({ params: { id } }) {
        return { status: 200, body: await lookAt(id) };
      },
    }),
    route({
      method: "patch",
      path: "/api/rooms/:id",
      summary: "Lock a room, so that nobody comes in but those for whom a place is kept; or unlock it.",
      access,
      params,
      body: RoomChange,
      answers: { 200: RoomAnswer },
      refuses: gone,
      audit: {
        act: "room.lock",
        on: ({ params: { id } }) => id,
        detail: ({ body }) => (body.locked ? "locked" : "unlocked"),
      },
      async handle({ params: { id }, body }) {
        return { status: 200, body: { room: await setLocked(id, body.locked) } };
      },
    }),
    route({
      method: "delete",
      path: "/api/rooms/:id",
      summary: "Close a room and send everybody out of it.",
      access,
      params,
      answers: { 200: ClosedAnswer },
      refuses: gone,
      audit: { act: "room.close", on: ({ params: { id } }) => id },
      async handle({ params: { id } }) {
        await closeRoom(id);
        return { status: 200, body: { closed: id } };
      },
    }),
  ];
}

/** An operator has this long to come, s. */
const LOOK_SECONDS = 60;

function lettingIn(): Route[] {
  return [
    route({
      method: "post",
      path: "/api/rooms/:id/places",
      summary: "Keep places for players, until they come or the time is up; they get in however full it is.",
      access,
      params,
      body: Keeping,
      answers: { 200: KeptAnswer },
      refuses: { ...gone, 409: ["full"] },
      audit: {
        act: "room.keepPlaces",
        on: ({ params: { id } }) => id,
        detail: ({ body }) => body.players.join(" "),
      },
      async handle({ params: { id }, body }) {
        return { status: 200, body: { kept: await keepPlaces(id, body.players, body.seconds) } };
      },
    }),
    route({
      method: "post",
      path: "/api/rooms/:id/lookers",
      summary:
        "Let an operator look on in a room, as the player they are, however full, locked or private it is.",
      access,
      params,
      body: z.strictObject({ player: PlayerId }),
      answers: { 200: RoomAnswer },
      refuses: gone,
      audit: { act: "room.lookIn", on: ({ params: { id } }) => id, detail: ({ body }) => body.player },
      async handle({ params: { id }, body }) {
        return { status: 200, body: { room: await lookInto(id, body.player, LOOK_SECONDS) } };
      },
    }),
  ];
}

function announcing(): Route[] {
  return [
    route({
      method: "post",
      path: "/api/announcements",
      summary: "Tell everybody in the lobby and in every room.",
      access,
      body: Announcement,
      answers: { 200: AnnouncedAnswer },
      audit: { act: "announce", detail: ({ body }) => body.text },
      async handle({ body }) {
        return { status: 200, body: { rooms: await announceEverywhere(body.text) } };
      },
    }),
    route({
      method: "post",
      path: "/api/rooms/:id/announcements",
      summary: "Tell everybody in a room, now and later.",
      access,
      params,
      body: Announcement,
      answers: { 200: AnnouncedAnswer },
      refuses: gone,
      audit: { act: "room.announce", on: ({ params: { id } }) => id, detail: ({ body }) => body.text },
      async handle({ params: { id }, body }) {
        await announceIn(id, body.text);
        return { status: 200, body: { rooms: 1 } };
      },
    }),
  ];
}
