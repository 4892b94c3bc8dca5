// K5: failures planted in rooms, by the probe. S4: seats that are taken and never acknowledged.
// Owns: what is broken, and how its room and its players end. Must not: break the others' room.
import type { SeatWant } from "../../../shared/protocol/seats.ts";
import { after, type Case, type Effort, type Finding, finding, tally, within } from "../case.ts";
import type { Ground } from "../ground.ts";
import { type Closing, Intruder } from "../intruder.ts";
import { intrude, type Joined, pathOf, seatFor } from "../seats.ts";

const OWN: SeatWant = { kind: "create", room: { bots: false } };
const WITHIN_MS = 20_000;
const text = (s: string): number[] => [...new TextEncoder().encode(s)];
/** `vote {choice: 0}`, as the framework frames it. */
const VOTE = [13, 0xa4, ...text("vote"), 0x81, 0xa6, ...text("choice"), 0];
const GOODBYE = [12];

/** How a connection ends, or null when it does not within WITHIN_MS. */
const ending = ({ closed }: Intruder): Promise<Closing | null> =>
  Promise.race([closed, after(WITHIN_MS).then(() => null)]);

/** What makes the planted failure go off, and the codes with which whoever is meant is closed. */
const SPARKS: Record<string, { spark(doomed: Joined, ground: Ground): unknown; codes: number[] }> = {
  "the tick": { spark: () => {}, codes: [4100] },
  "before a patch": { spark: () => {}, codes: [4100] },
  "a timer": { spark: () => {}, codes: [4100] },
  "a message": { spark: ({ intruder }) => intruder.send(...VOTE), codes: [4102] },
  // Whoever comes is refused; whoever is in plays on.
  "a join": {
    spark: ({ code }, ground) => intrude(ground.door, { kind: "code", code }).catch(() => {}),
    codes: [0],
  },
  "a drop": { spark: ({ intruder }) => intruder.vanish(), codes: [1006] },
  "a leave": { spark: ({ intruder }) => intruder.send(...GOODBYE), codes: [1005, 1006, 4000, 4100] },
  "the end": { spark: ({ intruder }) => intruder.send(...GOODBYE), codes: [1005, 1006, 4000, 4100] },
};

async function breakRooms(ground: Ground): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [where, { spark, codes }] of Object.entries(SPARKS)) {
    const doomed = await intrude(ground.door, OWN);
    await ground.server.probe("breakIn", doomed.seat.roomId, where);
    await spark(doomed, ground);
    const end = codes.includes(0) ? await stays(doomed.intruder) : await ending(doomed.intruder);
    const code = end?.code ?? 0;
    findings.push(finding(codes.includes(code), `${where}: ${code === 0 ? "it plays on" : code}`));
    doomed.intruder.vanish();
    if (ground.server.ended !== null) break;
  }
  return findings;
}

/** Null when the connection is there a moment later. */
const stays = ({ closed }: Intruder): Promise<Closing | null> =>
  Promise.race([closed, after(500).then(() => null)]);

/** What `look` sees as soon as it is `good`, or in the end: a busy server does later what it has to do. */
async function awaited<T>(look: () => T | Promise<T>, good: (seen: T) => boolean): Promise<T> {
  const startMs = performance.now();
  for (;;) {
    const seen = await look();
    if (good(seen) || performance.now() - startMs > WITHIN_MS) return seen;
    await after(250);
  }
}

async function unacknowledged(ground: Ground, effort: Effort): Promise<Finding[]> {
  const place = ground.door;
  // Somebody plays in it, so that there is something to queue.
  const host = await intrude(place, OWN);
  const { seat } = await seatFor(place, { kind: "code", code: host.code });
  const startMs = performance.now();
  const silent = await Intruder.knock({ ...place, path: pathOf(seat) }, (one) => {
    one.acknowledges = false;
  });
  let queued = 0;
  const look = setInterval(() => {
    void ground.server.probe<number[]>("queued", host.seat.roomId).then((counts) => {
      queued = Math.max(queued, ...counts);
    });
  }, 250);
  const closing = await Promise.race([silent.closed, after(within(15_000, effort)).then(() => null)]);
  clearInterval(look);
  const seconds = (performance.now() - startMs) / 1000;
  const people = async (): Promise<number> =>
    (await ground.server.health()).rooms.find(({ id }) => id === host.seat.roomId)?.people ?? 0;
  const held = await awaited(people, (count) => count <= 1);
  silent.vanish();
  host.intruder.vanish();
  return [
    finding(
      closing !== null && seconds < within(7000, effort) / 1000,
      closing === null
        ? "it is not closed within 15 s"
        : `closed with ${closing.code} "${closing.reason}" after ${seconds.toFixed(1)} s`,
    ),
    finding(queued <= 64, `${queued} messages queued at most`),
    finding(held === 1, `${held} of 2 seats are held after that`),
  ];
}

/** Seats that are given and not taken, and sockets that are opened with them much later or twice. */
async function seatsTwice(ground: Ground): Promise<Finding[]> {
  const place = ground.door;
  const { seat } = await seatFor(place, OWN);
  const path = pathOf(seat);
  const doors = await Promise.all([0, 1, 2, 3].map(() => Intruder.knock({ ...place, path })));
  const open = await awaited(
    () => doors.filter((one) => one.isOpen),
    ({ length }) => length <= 1,
  );
  const ends = await Promise.all(doors.filter((one) => !one.isOpen).map((one) => one.closed));
  for (const one of doors) one.vanish();
  return [
    finding(
      open.length <= 1,
      `${open.length} of 4 sockets with one seat are open; ${tally(ends.map(({ code }) => code))}`,
    ),
  ];
}

export const ROOM_CASES: Case[] = [
  {
    name: "K5",
    sent: "a throw in a tick, a patch, a timer, a message, a join, a drop, a leave and the end of a room",
    required: "that room ends with 4100, or that client is closed; the others miss no patch",
    run: breakRooms,
  },
  {
    name: "S4",
    sent: "a join that is never acknowledged",
    required: "closed after 5 s with at most 64 messages queued, the seat is free",
    run: unacknowledged,
  },
  {
    name: "X2",
    sent: "four sockets at once with one seat",
    required: "one gets it",
    run: seatsTwice,
  },
];
