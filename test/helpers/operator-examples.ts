// One good request for every operation that operators have beside rooms; see api-examples.ts.
// Owns: the examples.
import { ask, type Saying } from "./http.ts";
import { OPERATOR_TOKEN } from "./operator.ts";

/** What has to be there for them. */
interface World {
  readonly endpoint: string;
  guest(): Promise<{ id: string }>;
  room(): Promise<string>;
  report(): Promise<string>;
}
type Example = [request: string, saying?: Saying];

const operator = (body?: object): Saying => ({ token: OPERATOR_TOKEN, ...(body && { body }) });

async function banned(world: World): Promise<string> {
  const { id: player } = await world.guest();
  await ask(world.endpoint, "POST /api/bans", operator({ player, minutes: 5 }));
  return player;
}

/** By `method path` of the document. */
export const OPERATOR_EXAMPLES: Record<string, (world: World) => Promise<Example> | Example> = {
  "post /api/operators/session": () => [
    "POST /api/operators/session",
    { body: { name: "operator", secret: OPERATOR_TOKEN } },
  ],
  "get /api/operators/session": () => ["GET /api/operators/session", operator()],
  "delete /api/operators/session": () => ["DELETE /api/operators/session", operator()],
  "post /api/kicks": async (world) => ["POST /api/kicks", operator({ player: (await world.guest()).id })],
  "get /api/bans": async (world) => {
    await banned(world);
    return ["GET /api/bans", operator()];
  },
  "post /api/bans": async (world) => [
    "POST /api/bans",
    operator({ player: (await world.guest()).id, minutes: 5, reason: "rude" }),
  ],
  "delete /api/bans/{id}": async (world) => [`DELETE /api/bans/${await banned(world)}`, operator()],
  "get /api/audit": () => ["GET /api/audit?limit=3", operator()],
  "get /api/reports": async (world) => {
    await world.report();
    return ["GET /api/reports?limit=3", operator()];
  },
  "patch /api/reports/{id}": async (world) => [
    `PATCH /api/reports/${await world.report()}`,
    operator({ done: "dismissed" }),
  ],
  "post /api/rooms/{id}/lookers": async (world) => [
    `POST /api/rooms/${await world.room()}/lookers`,
    operator({ player: (await world.guest()).id }),
  ],
};
