// FRAMES: seeded random and mutated frames, over sockets that come and go: in the arena, in the lobby, with no seat at all.
// Owns: the plan of each connection, and carrying it out. Must not: judge but by what the server says of itself.
import { Agent } from "node:http";
import { isAllowed } from "../../server/transport/frame-filter.ts";
import type { SeatReservation, SeatWant } from "../../shared/protocol/seats.ts";
import { after, type Case, type Effort, type Finding, finding, tally } from "./case.ts";
import { FRAMES } from "./client-frames.ts";
import { Dice } from "./dice.ts";
import type { Ground } from "./ground.ts";
import { call, said } from "./http.ts";
import { Intruder } from "./intruder.ts";
import { type Mutant, mutant } from "./mutate-frame.ts";
import { askSeat, guest, type Place, pathOf, SWARM } from "./seats.ts";
import { aftermath, startWatch } from "./watch.ts";

type Where = keyof typeof FRAMES;

/** What a connection does, all of it from the seed and its number. */
export interface Plan {
  number: number;
  where: Where;
  frames: Buffer[];
  /** Goes without a word in the end, or waits to be closed. */
  vanishes: boolean;
}

const MOST_FRAMES = 40;
/** Sockets side by side. */
const LANES = 12;
/** A socket that is not closed by then, and should be, is left. */
const PATIENCE_MS = 250;
/** Frames that are written at once: the server closes between two bursts, if it does. */
const BURST = 8;
/** One frame of so many at least must have been read: the others came behind one that ended the connection. */
const LEAST_READ = 10;
const GOODBYE = 12;
const JOINED = 10;

/** What keeps a connection open comes first, what ends it last: behind a frame that is refused nothing is read. */
function turnOf({ payload }: Mutant): number {
  if (payload === null || !isAllowed(payload)) return 2;
  return payload[0] === GOODBYE ? 1 : 0;
}

export function planOf(seed: number, number: number): Plan {
  const dice = new Dice(seed, number);
  const throwed = dice.below(10);
  const where: Where = throwed < 5 ? "nowhere" : throwed < 8 ? "arena" : "lobby";
  const mutants = Array.from({ length: 1 + dice.below(MOST_FRAMES) }, () => mutant(dice, FRAMES[where]));
  const frames = mutants.sort((a, b) => turnOf(a) - turnOf(b)).map(({ wire }) => wire);
  return { number, where, frames, vanishes: dice.oneIn(3) };
}

interface Progress {
  sent: number;
  connections: number;
  /** Joins that were acknowledged, as they have to be: good frames. */
  joins: number;
  closings: number[];
  refusals: number[];
  /** Plans that are under way: of them was the frame that ended a server. */
  underWay: Map<number, Plan>;
}

async function fuzz(ground: Ground, effort: Effort): Promise<Finding[]> {
  const before = await startWatch(ground);
  const readBefore = await framesRead(ground);
  const going: Progress = {
    sent: 0,
    connections: 0,
    joins: 0,
    closings: [],
    refusals: [],
    underWay: new Map(),
  };
  const tell = setInterval(() => {
    const { sent, connections } = going;
    effort.progress(`FRAMES: ${sent} of ${effort.frames} frames over ${connections} connections`);
  }, 500);
  let next = 0;
  const lane = async (): Promise<void> => {
    const place: Place = { port: ground.server.port, address: ground.trusted };
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const door = { ...place, agent };
    let token = await guest(door);
    while (going.sent < effort.frames && ground.server.ended === null) {
      const plan = planOf(effort.seed, next++);
      going.underWay.set(plan.number, plan);
      let status = await carryOut(plan, door, token, going);
      if (status === 429) {
        // Seats that broken connections never took are kept for them: somebody else has none.
        token = await guest(door);
        status = await carryOut(plan, door, token, going);
      }
      if (status !== 200) going.refusals.push(status);
      if (ground.server.ended === null) going.underWay.delete(plan.number);
    }
    agent.destroy();
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  clearInterval(tell);
  const { sent, connections, joins, closings, refusals, underWay } = going;
  if (ground.server.ended !== null) {
    const suspects = [...underWay.values()].map(
      ({ number, where, frames }) =>
        `${number} (${where}: ${frames.map((f) => f.toString("hex")).join(" ")})`,
    );
    return [finding(false, `it ended; --seed ${effort.seed}, under way: ${suspects.join("; ")}`)];
  }
  const others = (await ground.others.felt(0)).sent;
  const read = (await framesRead(ground)) - readBefore - others - joins;
  return [
    finding(
      sent >= effort.frames && read * LEAST_READ >= sent,
      `${sent} frames over ${connections} connections, ${read} of them read, closed with ${tally(closings)}`,
    ),
    finding(refusals.length === 0, `${refusals.length} seats refused ${tally(refusals)}`),
    ...(await aftermath(ground, before, effort)),
  ];
}

/** Frames of all clients that the server has looked at. */
async function framesRead({ server, trusted }: Ground): Promise<number> {
  const { text } = await call({ port: server.port, address: trusted, path: "/metrics" });
  const counts = text.matchAll(/^emberline_received_frames_total\S* (\d+)/gm);
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
}

const WANTS: Record<Exclude<Where, "nowhere">, SeatWant> = { arena: SWARM, lobby: { kind: "lobby" } };

/** Resolves to how its seat was answered; 200 for nobody's, too. */
async function carryOut(plan: Plan, place: Place, token: string, going: Progress): Promise<number> {
  // A seat that is nobody's: the door opens, and closes again.
  let path = "/a/b?sessionId=x";
  if (plan.where !== "nowhere") {
    const answer = await askSeat(place, token, WANTS[plan.where]);
    if (answer.status !== 200) return answer.status;
    path = pathOf(said<{ seat: SeatReservation }>(answer).seat);
  }
  const intruder = await Intruder.knock({ ...place, path }, (one) => {
    one.forgets = true;
    one.hears = ([code]) => {
      if ((code & 0x1f) === JOINED) going.joins += 1;
    };
  });
  going.connections += 1;
  for (let i = 0; i < plan.frames.length && intruder.isOpen; i += BURST) {
    const burst = plan.frames.slice(i, i + BURST);
    intruder.write(Buffer.concat(burst));
    going.sent += burst.length;
    await new Promise((wake) => setImmediate(wake));
  }
  if (plan.vanishes) intruder.vanish();
  await Promise.race([intruder.closed, after(PATIENCE_MS)]);
  intruder.vanish();
  going.closings.push((await intruder.closed).code);
  return 200;
}

export const FRAME_FUZZ: Case = {
  name: "FRAMES",
  sent: "seeded random and mutated frames, from the arena, the lobby, and nowhere",
  required: "0 exits, 0 errors uncaught, loop delay p99 under 50 ms, within 100 MB, all states equal",
  seconds: 3600,
  run: fuzz,
};
