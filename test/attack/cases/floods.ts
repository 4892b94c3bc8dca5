// S1, S5, S6 and S11: too much of what is allowed.
// Owns: the floods and how they are measured. Must not: flood anybody but the server under attack.
import { Agent } from "node:http";
import { LIMITS } from "../../../server/limits.ts";
import { TICK_HZ } from "../../../shared/tunables.ts";
import { after, type Case, type Effort, type Finding, finding, tally } from "../case.ts";
import { FRAMES } from "../client-frames.ts";
import { costOf } from "../cost.ts";
import type { Ground } from "../ground.ts";
import { circle } from "../punctual.ts";
import { askSeat, guest, intrude, type Place, SWARM } from "../seats.ts";
import { hex } from "./frames.ts";

const SPEEDUP = 1.03;

interface Run {
  ticks: number;
  travelled: number;
}

async function speed(ground: Ground, effort: Effort): Promise<Finding[]> {
  const findings: Finding[] = [];
  // The second is what the transport lets pass: from there on the game's own budget has to hold.
  for (const perSecond of [300, 37]) findings.push(...(await race(ground, effort, perSecond)));
  return findings;
}

/**
 * Two players, each alone on the same map: one has an input per tick, the other sends up to ten. The honest one's are
 * made where they are taken: over a socket, whenever this process stood still, it was the honest one who was late.
 */
async function race(ground: Ground, { short }: Effort, perSecond: number): Promise<Finding[]> {
  const ticks = (short ? 5 : 10) * TICK_HZ;
  const want = { kind: "create", room: { seed: 5, size: "medium", bots: false, seats: 1 } } as const;
  const [honest, cheat] = [await intrude(ground.door, want), await intrude(ground.door, want)];
  const startMs = performance.now();
  const elapsed = (): number => (performance.now() - startMs) / 1000;
  let sent = 0;
  const flood = setInterval(() => {
    // Each has its own time, also where many are late: who turns less flies faster.
    for (; sent < elapsed() * perSecond; sent++) {
      const move = circle(sent / perSecond);
      cheat.intruder.send(19, 0x80, move & 255, move >> 8);
    }
  }, 5);
  const rooms = [honest.seat.roomId, cheat.seat.roomId];
  for (const [i, id] of rooms.entries()) await ground.server.probe("follow", id, ticks, i === 0);
  let runs: Run[] = [];
  let over = false;
  do {
    await after(200);
    runs = await Promise.all(rooms.map((id) => ground.server.probe<Run>("run", id)));
    // Who is closed for its flood flies no further.
    over = runs[0].ticks >= ticks && (runs[1].ticks >= ticks || !cheat.intruder.isOpen);
  } while (!over && elapsed() < (ticks / TICK_HZ) * 5);
  clearInterval(flood);
  const end = cheat.intruder.isOpen ? "" : ", closed meanwhile";
  for (const { intruder } of [honest, cheat]) intruder.vanish();
  const [fair, unfair] = runs.map((run) => run.travelled / run.ticks);
  const times = unfair / fair;
  return [
    finding(fair > 3, `the honest one flew ${fair.toFixed(2)} u a tick`),
    finding(times <= SPEEDUP, `${sent} inputs flew ${times.toFixed(3)} times as far${end}`),
  ];
}

/** An honest address may join 30 times a minute. */
const HONEST_MS = 2500;

/** Seats that nobody takes, from `count` addresses, while somebody honest joins again and again. */
async function reservations(ground: Ground, { short, progress }: Effort): Promise<Finding[]> {
  const addresses = short ? 4 : 50;
  const each = short ? 40 : 200;
  const statuses: number[] = [];
  let over = false;
  const attackers = Array.from({ length: addresses }, async () => {
    const place = ground.door;
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const tokens = await Promise.all([guest(place), guest(place), guest(place)]);
    for (let i = 0; i < each; i++) {
      statuses.push((await askSeat({ ...place, agent }, tokens[i % 3], SWARM)).status);
      if (i % 20 === 0) progress(`S5: ${statuses.length} of ${addresses * each} seats asked for`);
    }
    agent.destroy();
  });
  const joins: number[] = [];
  const refusals: string[] = [];
  const honest = (async () => {
    while (!over) {
      joins.push(await ground.others.join(ground.server.endpoint));
      await after(HONEST_MS);
    }
  })().catch((error: Error) => {
    joins.push(Number.POSITIVE_INFINITY);
    refusals.push(error.message);
  });
  await Promise.all(attackers);
  over = true;
  await honest;
  const granted = statuses.filter((status) => status === 200).length;
  const worst = Math.max(...joins);
  const most = addresses * 30;
  return [
    finding(granted <= most, `${statuses.length} asked for from ${addresses} addresses: ${tally(statuses)}`),
    finding(
      worst < 500 || short,
      `${joins.length} honest joins meanwhile took at most ${worst.toFixed(0)} ms ${refusals.join()}`.trimEnd(),
    ),
  ];
}

/** A seat that is not taken is held for so long, ms. */
const HELD_MS = LIMITS.seatSeconds.default * 1000;

interface Held {
  fromMs: number;
  untilMs: number;
}

/** When a seat that was asked for is surely held: on a busy machine the first is free again before the last is given. */
async function hold(place: Place, token: string): Promise<Held[]> {
  const askedMs = performance.now();
  const { status } = await askSeat(place, token, SWARM);
  return status === 200 ? [{ fromMs: performance.now(), untilMs: askedMs + HELD_MS }] : [];
}

/** The most of them at one time. */
const atOnce = (held: Held[]): number =>
  Math.max(
    0,
    ...held.map(
      ({ fromMs: ms }) => held.filter(({ fromMs, untilMs }) => fromMs <= ms && ms < untilMs).length,
    ),
  );

/** Seats that one address holds without taking them. */
async function pending(ground: Ground): Promise<Finding[]> {
  const place = ground.door;
  const tokens = await Promise.all(Array.from({ length: 20 }, () => guest(place)));
  const one = (await Promise.all([0, 1, 2, 3, 4].map(() => hold(place, tokens[0])))).flat();
  const many = (await Promise.all(tokens.slice(1).map((token) => hold(place, token)))).flat();
  const all = atOnce([...one, ...many]);
  return [
    finding(atOnce(one) <= 2, `${atOnce(one)} of 5 at once for one player`),
    finding(all <= 10, `${all} of 24 at once for one address`),
  ];
}

async function rooms(ground: Ground, { short }: Effort): Promise<Finding[]> {
  const want = { kind: "create", room: {} } as const;
  const before = await ground.server.health();
  const statuses: number[] = [];
  const places = Array.from({ length: short ? 2 : 20 }, () => ground.door);
  await Promise.all(
    places.map(async (place) => {
      const tokens = await Promise.all(Array.from({ length: 10 }, () => guest(place)));
      for (let i = 0; i < (short ? 30 : 50); i++)
        statuses.push((await askSeat(place, tokens[i % tokens.length], want)).status);
    }),
  );
  const player = ground.door;
  const token = await guest(player);
  const own: number[] = [];
  for (let i = 0; i < 5; i++) own.push((await askSeat({ ...ground.door }, token, want)).status);
  const now = await ground.server.health();
  const opened = now.waitingRooms + now.rooms.length - before.waitingRooms - before.rooms.length;
  const most = places.length * 5 + 3;
  return [
    finding(opened <= most, `${opened} rooms opened by ${places.length} addresses: ${tally(statuses)}`),
    finding(
      own.filter((status) => status === 200).length <= 3,
      `by one player from 5 addresses: ${tally(own)}`,
    ),
  ];
}

const text = (s: string): number[] => [...new TextEncoder().encode(s)];
const SAY = [
  13,
  0xa8,
  ...text("chat:say"),
  0x83,
  0xa1,
  ...text("c"),
  1,
  0xa5,
  ...text("scope"),
  0xa4,
  ...text("room"),
  0xa4,
  ...text("text"),
  0xa1,
  ...text("x"),
];
const WATCH = [13, 0xa5, ...text("watch"), 0x81, 0xa4, ...text("mode"), 0xa4, ...text("play")];
/** What is allowed now and then, by name. */
const CHATTER: [what: string, frame: number[]][] = [
  ["pings", [18]],
  ["inputs", [19, 0x80, 1, 2, 0x81, 3, 4]],
  ["wishes", WATCH],
  ["lines", SAY],
  ["acknowledgements", [10]],
];
const PER_SECOND = 10_000;

async function messages(ground: Ground, { short }: Effort): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [what, frame] of short ? CHATTER.slice(0, 3) : CHATTER) {
    const { intruder } = await intrude(ground.door);
    const startMs = performance.now();
    let sent = 0;
    const flood = setInterval(() => {
      for (; sent < ((performance.now() - startMs) / 1000) * PER_SECOND && intruder.isOpen; sent++)
        intruder.send(...frame);
    }, 5);
    const closing = await Promise.race([intruder.closed, after(short ? 30_000 : 8000).then(() => null)]);
    clearInterval(flood);
    const seconds = (performance.now() - startMs) / 1000;
    intruder.vanish();
    findings.push(
      finding(
        closing !== null && closing.code !== 1000,
        closing === null
          ? `${sent} ${what}: it is never closed`
          : `${sent} ${what}: closed with ${closing.code} "${closing.reason}" after ${seconds.toFixed(1)} s`,
      ),
    );
    if (ground.server.ended !== null) break;
  }
  return findings;
}

const SENDERS = 5;

/** Every message there is, as often as a socket may say it: is one of them dear? */
async function dearest(ground: Ground, { short, progress }: Effort): Promise<Finding[]> {
  const times = short ? 40 : 80;
  const costs: { what: string; ms: number; open: number }[] = [];
  for (const [where, want] of [
    ["arena", SWARM],
    ["lobby", { kind: "lobby" }],
  ] as const) {
    for (const [i, frame] of [...new Set<Uint8Array>(FRAMES[where])].entries()) {
      if (frame[0] === 12 || (short && i % 7 !== 0)) continue;
      progress(`X13: ${where} ${hex(frame).slice(0, 60)}`);
      const place = { ...ground.door, address: ground.trusted };
      const senders = await Promise.all(Array.from({ length: SENDERS }, () => intrude(place, want)));
      await after(200);
      const ms = await costOf(ground, async () => {
        for (let n = 0; n < times; n++) {
          for (const { intruder } of senders) intruder.sendFrame(frame);
          await after(20);
        }
      });
      const open = senders.filter(({ intruder }) => intruder.isOpen).length;
      for (const { intruder } of senders) intruder.send(12);
      const name = Buffer.from(frame.subarray(2, 14))
        .toString("latin1")
        .replace(/[^ -~]+.*/, "");
      costs.push({ what: `${where} ${frame[0]} ${name}`, ms: ms / times / SENDERS, open });
    }
  }
  costs.sort((a, b) => b.ms - a.ms);
  const told = costs.map(
    ({ what, ms, open }) => `${what} ${ms.toFixed(2)}${open < SENDERS ? " (closed)" : ""}`,
  );
  return [
    finding(costs[0].ms < (short ? 5 : 1), `ms of CPU each: ${told.slice(0, short ? 5 : 50).join(", ")}`),
  ];
}

export const FLOOD_CASES: Case[] = [
  {
    name: "S1",
    sent: "300 inputs a second for 10 s, and 37, which the transport lets pass",
    required: "at most 1.03 times as far as an honest player",
    run: speed,
  },
  {
    name: "S5",
    sent: "10,000 seats asked for from 50 addresses, none of them taken",
    required: "429 beyond 30 a minute and address, 10 pending; an honest join stays under 500 ms",
    seconds: 180,
    async run(ground, effort) {
      return [...(await pending(ground)), ...(await reservations(ground, effort))];
    },
  },
  {
    name: "S6",
    sent: "1,000 rooms asked for from 20 addresses; 5 by one player",
    required: "429 beyond 5 a minute and address, and 3 of a player",
    run: rooms,
  },
  {
    name: "S11",
    sent: "10,000 messages a second by one player: pings, inputs, wishes, lines, acknowledgements",
    required: "closed after 3 strikes; the others' p99 patch gap under 100 ms",
    seconds: 90,
    run: messages,
  },
  {
    name: "X13",
    sent: "every message there is, by five players, 50 times a second",
    required: "under 1 ms of CPU each",
    seconds: 240,
    run: dearest,
  },
];
