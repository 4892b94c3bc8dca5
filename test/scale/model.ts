// The sums: from what was measured to how much of everything so many players need, and where a cell ends.
// Owns: the formulas, which docs/scale.md tells. Must not: measure or simulate.
import type { RedisCosts } from "./measure.ts";
import type { CellPlan } from "./simulate.ts";

interface Source {
  date: string;
  machine: string;
  command: string;
}

export interface Measured {
  /** A client in a room of 20 and 4 bots: CPU of a core, %; bytes a second that it is sent. */
  client: Source & { cpuPercent: number; bytesOut: number };
  /** A process with so many clients, MB. */
  memory: Source & { clients: number; rssMb: number };
  redis: Source & RedisCosts;
}

/** A core is planned to this much by its players: rounds begin, rooms fill, a machine fails. */
const PLANNED_PERCENT = 60;
/** Beyond this no room begins (LIMIT_LOAD_PERCENT). */
const LOAD_PERCENT = 85;
/** A core of Redis, and of the process that hosts the lobby, is planned to this much. */
const REDIS_PERCENT = 50;
/** A player changes rooms, comes or goes this often, s: a round and its scores. */
const STAY_SECONDS = 310;
/** Headers of IP, TCP and WebSocket for each of 20 patches a second, bytes. */
const HEADERS = 20 * 44;
/** What one gigabit of network to Redis carries, planned to a half. */
const REDIS_MBIT = 500;

export interface Plan {
  players: number;
  playersPerProcess: number;
  processes: number;
  machines: number;
  rooms: number;
  memoryGb: number;
  uplinkMbit: number;
  cells: number;
  bound: string;
  redis: { joins: number; commands: number; mbit: number; cpuPercent: number };
  cell: CellPlan;
}

export function planFor(
  players: number,
  measured: Measured,
  { cores, playersPerRoom }: { cores: number; playersPerRoom: number },
): Plan {
  const { client, memory } = measured;
  const perMachine = Math.max(1, cores - 1);
  const { largest, bound, playersPerProcess } = largestCell(measured, playersPerRoom);
  const cells = Math.max(1, Math.ceil(players / largest));
  const inCell = Math.ceil(players / cells);
  const inProcess = playersPerProcess(inCell);
  // One more machine than needed: the players of one that fails must have somewhere to go.
  const processes = Math.ceil(inCell / inProcess) + (inCell > inProcess ? perMachine : 0);
  return {
    players,
    playersPerProcess: Math.floor(inProcess),
    processes: processes * cells,
    machines: Math.ceil(processes / perMachine) * cells,
    rooms: Math.ceil(players / playersPerRoom),
    memoryGb: (processes * cells * memory.rssMb) / 1000,
    uplinkMbit: (players * (client.bytesOut + HEADERS) * 8) / 1e6,
    cells,
    bound,
    redis: redisOf(inCell, processes, inCell / playersPerRoom, measured),
    cell: {
      processes,
      processesPerMachine: Math.min(perMachine, Math.max(1, processes - 1)),
      players: inCell,
      playersPerRoom,
      percentPerPlayer: client.cpuPercent,
      joinCpuMs: joinCpuMs(inCell / playersPerRoom, measured),
      loadPercent: LOAD_PERCENT,
      arrivalSeconds: 600,
      seed: 1,
    },
  };
}

/** CPU of one quick join with so many rooms in the list, ms: whoever is asked reads all of them. */
const joinCpuMs = (rooms: number, { redis }: Measured): number =>
  redis.joinCpuMs.fixed + Math.max(0, redis.joinCpuMs.perRoom) * rooms;

function redisOf(players: number, processes: number, rooms: number, { redis }: Measured): Plan["redis"] {
  const joins = players / STAY_SECONDS;
  const each = (cost: { fixed: number; perProcess: number }): number =>
    processes * (cost.fixed + cost.perProcess * processes);
  const commands = each(redis.idle) + joins * redis.join.commands;
  const bytes = each(redis.idleBytes) + joins * (redis.join.bytes + redis.join.bytesPerRoom * rooms);
  return {
    joins,
    commands,
    mbit: (bytes * 8) / 1e6,
    cpuPercent: (commands * redis.redisCpuUsPerCommand) / 1e4,
  };
}

/**
 * The most players of one cell: until Redis' core or network, or the part of a core that reading the list takes with every
 * join, is as full as planned.
 */
function largestCell(measured: Measured, playersPerRoom: number) {
  const { cpuPercent } = measured.client;
  // Each player costs its own CPU, and a join every few minutes.
  const playersPerProcess = (players: number): number =>
    PLANNED_PERCENT / (cpuPercent + joinCpuMs(players / playersPerRoom, measured) / STAY_SECONDS / 10);
  let largest = 1000;
  let bound = "nothing yet";
  for (let players = 1000; players <= 200_000; players += 500) {
    const processes = Math.ceil(players / playersPerProcess(players));
    const { mbit, cpuPercent: redisPercent } = redisOf(
      players,
      processes,
      players / playersPerRoom,
      measured,
    );
    if (redisPercent > REDIS_PERCENT) bound = "CPU of Redis";
    else if (mbit > REDIS_MBIT) bound = "the list of rooms, read from Redis with every quick join";
    else if (processes > 1.25 * (players / (PLANNED_PERCENT / cpuPercent)))
      bound = "CPU of reading that list";
    else {
      largest = players;
      continue;
    }
    break;
  }
  return { largest, bound, playersPerProcess };
}
