// What a stranger may take of this process: every limit, its default, what it is for.
// Owns: the table. Must not: enforce anything (the transport, the HTTP front and the rooms do).
import { z } from "zod";

interface Limit {
  /** In `unit`. */
  default: number;
  min: number;
  max: number;
  /** One line for the settings' table: what is counted, and what happens beyond. */
  says: string;
}

const limit = (value: number, min: number, max: number, says: string): Limit => ({
  default: value,
  min,
  max,
  says,
});

/** Each can be set as LIMIT_ and its name in capitals: `socketsPerAddress` is LIMIT_SOCKETS_PER_ADDRESS. */
export const LIMITS = {
  frameBytes: limit(4096, 256, 65_536, "bytes of a WebSocket frame; longer ones close the socket"),
  inputBytes: limit(64, 16, 1024, "bytes of an input frame"),
  messageBytes: limit(1024, 128, 4096, "bytes of a message: chat and everything else that is said in a room"),
  messagesPerSecond: limit(60, 10, 1000, "messages a second of a socket; beyond the burst they are dropped"),
  messageBurst: limit(120, 10, 5000, "messages that a socket may send at once"),
  inputsPerSecond: limit(
    37,
    31,
    5000,
    "input frames a second of a socket, 1.25 of the ticks; ten seconds of them at once",
  ),
  framesPerSecond: limit(
    150,
    60,
    10_000,
    "frames of any kind a second of a socket; four seconds of them at once",
  ),
  strikes: limit(3, 1, 100, "seconds in which a socket was over its budget before it is closed"),
  socketsPerAddress: limit(20, 1, 100_000, "WebSockets of an address"),
  connectionsPerMinute: limit(30, 1, 1_000_000, "new WebSockets a minute of an address"),
  openConnections: limit(50, 1, 1_000_000, "TCP connections of an address that are open at once"),
  tcpPerMinute: limit(150, 1, 10_000_000, "new TCP connections a minute of an address"),
  headerBytes: limit(8192, 4096, 65_536, "bytes of a request's headers; 431"),
  headerSeconds: limit(5, 1, 600, "seconds that a connection has to send them; 408"),
  requestSeconds: limit(10, 1, 600, "seconds that a request has to arrive with its body; 408"),
  idleSeconds: limit(10, 1, 600, "seconds that a connection is kept for the next request"),
  pipelined: limit(16, 1, 10_000, "requests over a connection that wait for their answers; beyond it is cut"),
  requests: limit(300, 10, 10_000_000, "requests of an address in ten seconds, whatever they ask for; 429"),
  bodyBytes: limit(16_384, 4096, 1_000_000, "bytes of a request's body; 413"),
  bodyDepth: limit(4, 4, 64, "levels of objects and lists in it; 400"),
  seatBytes: limit(2048, 512, 16_384, "bytes of what a seat is asked for with; 413"),
  roomsPerMinute: limit(5, 1, 10_000, "rooms a minute that an address may open"),
  roomsPerPlayer: limit(3, 1, 1000, "rooms of one player that live at once"),
  rooms: limit(500, 1, 10_000, "rooms of this process; 503 `busy`"),
  loadPercent: limit(
    85,
    1,
    1000,
    "% of a core that the process is busy, at least half of it with games, beyond which none begins; 503 `busy`",
  ),
  seatsPerMinute: limit(30, 1, 100_000, "calls for a seat a minute of an address"),
  returnsPerMinute: limit(60, 1, 100_000, "calls for one's own seat again a minute of an address"),
  pendingSeatsPerAddress: limit(10, 1, 100_000, "seats that an address has asked for and not taken"),
  pendingSeatsPerPlayer: limit(2, 1, 1000, "seats that a player has asked for and not taken"),
  seatSeconds: limit(5, 1, 60, "seconds for which a seat that was asked for is held"),
  guestsPerMinute: limit(30, 1, 100_000, "guests a minute that an address may become"),
  renewalsPerMinute: limit(60, 1, 100_000, "tokens a minute that an address may renew"),
  accountsPerMinute: limit(
    10,
    1,
    100_000,
    "accounts a minute that an address may make, or sign out everywhere",
  ),
  guessesPerMinute: limit(10, 1, 100_000, "guesses a minute at passwords, of an address and at an email"),
  looksPerMinute: limit(120, 1, 100_000, "times a minute that an address may ask who it is"),
  changesPerMinute: limit(30, 1, 100_000, "times a minute that it may change its name or colour"),
  readsPerMinute: limit(240, 1, 100_000, "players, matches and boards a minute that an address may read"),
  logsPerMinute: limit(30, 1, 100_000, "input logs of matches a minute that an address may read"),
  redisMillis: limit(
    500,
    50,
    10_000,
    "ms that Redis, or another process, may take for one answer; 503 `busy`",
  ),
  joinSeconds: limit(5, 1, 60, "seconds that a client has to acknowledge its join"),
  queuedMessages: limit(64, 1, 10_000, "messages held for a client that has not acknowledged its join"),
  queuedBytes: limit(65_536, 1024, 10_000_000, "bytes of them"),
  softBufferBytes: limit(262_144, 4096, 100_000_000, "bytes unsent to a client before patches are skipped"),
  hardBufferBytes: limit(1_048_576, 8192, 1_000_000_000, "bytes unsent to a client before it is closed"),
  slowSeconds: limit(15, 1, 600, "seconds over the soft limit before a client is closed"),
} as const satisfies Record<string, Limit>;

export type LimitName = keyof typeof LIMITS;
export type Limits = Readonly<Record<LimitName, number>>;

/** `socketsPerAddress` -> `LIMIT_SOCKETS_PER_ADDRESS`. */
export const settingOf = (name: string): string =>
  `LIMIT_${name.replace(/[A-Z]/g, (capital) => `_${capital}`).toUpperCase()}`;

export const LIMIT_NAMES = Object.keys(LIMITS) as LimitName[];

/** The settings of all limits, for the environment's shape. */
export const limitSettings = Object.fromEntries(
  LIMIT_NAMES.map((name) => {
    const { min, max, default: value } = LIMITS[name];
    return [settingOf(name), z.coerce.number().int().min(min).max(max).default(value)];
  }),
) as Record<string, z.ZodDefault<z.ZodCoercedNumber>>;

/** Tells that a limit turned something away. */
export type CountRefusal = (name: LimitName) => void;
