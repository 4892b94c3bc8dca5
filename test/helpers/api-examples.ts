// One good request for every operation of the HTTP interface, with what has to be there for it.
// Owns: the examples. Whoever adds a route adds one: test/integration/openapi.test.ts asks for it.
import { randomUUID } from "node:crypto";
import type { Records } from "../../server/persistence/records.ts";
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";
import { byOne, bytes, duel } from "../integration/persistence/made-matches.ts";
import { ask, guestOf, type LetIn, type Saying, type Somebody, somebody } from "./http.ts";
import { OPERATOR_TOKEN } from "./operator.ts";
import { OPERATOR_EXAMPLES } from "./operator-examples.ts";

/** `METHOD path?query` of the server, and the rest of the request. */
export type Example = [request: string, saying?: Saying];

const PASSWORD = "correct horse battery";

export class ApiWorld {
  readonly endpoint: string;
  private readonly records: Records;
  private emails = 0;

  constructor(endpoint: string, records: Records) {
    this.endpoint = endpoint;
    this.records = records;
  }

  guest(): Promise<Somebody> {
    return guestOf(this.endpoint);
  }

  /** A guest who has just made an account. */
  async member(): Promise<Somebody & { email: string }> {
    const guest = await this.guest();
    this.emails += 1;
    const email = `somebody${this.emails}@example.org`;
    const saying = { body: { email, password: PASSWORD }, token: guest.access };
    const answer = await ask<LetIn>(this.endpoint, "POST /api/account/register", saying);
    return { ...somebody(answer), email };
  }

  /** A recorded match between two who are new. */
  async match(): Promise<{ id: string; player: string }> {
    const { id: player } = await this.guest();
    const match = duel(player, (await this.guest()).id, { log: bytes(100) });
    await this.records.saveMatch(match, byOne);
    return { id: match.id, player };
  }

  /** A report that somebody has made; its id. */
  async report(): Promise<string> {
    const id = randomUUID();
    const [by, about] = [await this.guest(), await this.guest()];
    const who = { byId: by.id, aboutId: about.id, aboutName: "Ann" };
    await this.records.addReport({
      id,
      atMs: Date.now(),
      ...who,
      roomId: "lobby",
      reason: "chat:lobby",
      words: "x",
    });
    return id;
  }

  async room(wish: object = {}): Promise<string> {
    const asking = { body: wish, token: OPERATOR_TOKEN };
    const { body } = await ask<{ room: { id: string } }>(this.endpoint, "POST /api/rooms", asking);
    return body.room.id;
  }
}

const operator = (body?: object): Saying => ({ token: OPERATOR_TOKEN, ...(body && { body }) });

/** By `method path` of the document. */
export const EXAMPLES: Record<string, (world: ApiWorld) => Promise<Example> | Example> = {
  ...OPERATOR_EXAMPLES,
  "get /api/openapi.json": () => ["GET /api/openapi.json"],
  "post /api/session/guest": () => ["POST /api/session/guest", { body: {} }],
  "post /api/session/refresh": async (world) => {
    const { refresh } = await world.guest();
    return ["POST /api/session/refresh", { body: { refresh } }];
  },
  "post /api/account/register": async (world) => {
    const { access, id } = await world.guest();
    const email = `${id.toLowerCase()}@example.org`;
    return ["POST /api/account/register", { token: access, body: { email, password: PASSWORD } }];
  },
  "post /api/account/login": async (world) => {
    const { email } = await world.member();
    return ["POST /api/account/login", { body: { email, password: PASSWORD } }];
  },
  "post /api/account/password": async (world) => {
    const { access } = await world.member();
    const body = { password: PASSWORD, next: `${PASSWORD} staple` };
    return ["POST /api/account/password", { token: access, body }];
  },
  "post /api/account/sign-out-everywhere": async (world) => {
    const { refresh } = await world.member();
    return ["POST /api/account/sign-out-everywhere", { body: { refresh } }];
  },
  "get /api/me": async (world) => ["GET /api/me", { token: (await world.guest()).access }],
  "patch /api/me": async (world) => [
    "PATCH /api/me",
    { token: (await world.guest()).access, body: { name: "Ann", hue: 3 } },
  ],
  "get /api/players/{id}": async (world) => [`GET /api/players/${(await world.match()).player}`],
  "get /api/players/{id}/matches": async (world) => [
    `GET /api/players/${(await world.match()).player}/matches?limit=5`,
  ],
  "get /api/matches/{id}": async (world) => [`GET /api/matches/${(await world.match()).id}`],
  "get /api/matches/{id}/log": async (world) => [`GET /api/matches/${(await world.match()).id}/log`],
  "get /api/boards/{mode}/{span}": async (world) => {
    await world.match();
    return ["GET /api/boards/duel/all?limit=3"];
  },
  "post /api/seats": async (world) => {
    const body = { version: PROTOCOL_VERSION, want: { kind: "create", room: {} } };
    return ["POST /api/seats", { token: (await world.guest()).access, body }];
  },
  // The only one that is refused: a connection would have to have been lost.
  "post /api/seats/back": () => ["POST /api/seats/back", { body: { token: "aRoom:aSecret" } }],
  "get /api/processes": () => ["GET /api/processes", operator()],
  // Refused, too: nobody's process, for the server of these examples is to stay.
  "post /api/processes/{id}/drain": () => ["POST /api/processes/nobody/drain", operator()],
  "post /api/rooms": () => ["POST /api/rooms", operator({ mode: "duel", title: "Final" })],
  "get /api/rooms": async (world) => {
    await world.room();
    return ["GET /api/rooms?limit=5", operator()];
  },
  "post /api/rooms/spare": () => ["POST /api/rooms/spare", operator({ mode: "swarm", count: 2 })],
  "get /api/rooms/{id}": async (world) => [`GET /api/rooms/${await world.room()}`, operator()],
  "patch /api/rooms/{id}": async (world) => [
    `PATCH /api/rooms/${await world.room()}`,
    operator({ locked: true }),
  ],
  "delete /api/rooms/{id}": async (world) => [`DELETE /api/rooms/${await world.room()}`, operator()],
  "post /api/rooms/{id}/places": async (world) => [
    `POST /api/rooms/${await world.room()}/places`,
    operator({ players: [(await world.guest()).id] }),
  ],
  "post /api/rooms/{id}/announcements": async (world) => [
    `POST /api/rooms/${await world.room()}/announcements`,
    operator({ text: "Five minutes" }),
  ],
  "post /api/announcements": () => ["POST /api/announcements", operator({ text: "Five minutes" })],
};
