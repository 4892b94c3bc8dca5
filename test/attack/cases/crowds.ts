// X9 to X11: many at once: takers of one seat, sockets that come and go, requests in one breath.
// Owns: the crowds. Must not: send them to anybody but the server under attack.
import { connect } from "node:net";
import { after, type Case, type Effort, type Finding, finding, tally, within } from "../case.ts";
import { costOf } from "../cost.ts";
import type { Ground } from "../ground.ts";
import { sayRaw } from "../http.ts";
import { frameOf, Intruder, Opcode } from "../intruder.ts";
import { intrude, type Place, pathOf } from "../seats.ts";

/** Ten sockets with the token of a seat that somebody has. */
async function takers(ground: Ground): Promise<Finding[]> {
  const place = ground.door;
  const { seat, token, intruder } = await intrude(place);
  const path = pathOf({ ...seat, reconnectionToken: token });
  const crowd = await Promise.all(Array.from({ length: 10 }, () => Intruder.knock({ ...place, path })));
  const startMs = performance.now();
  const all = [intruder, ...crowd];
  const open = (): number => all.filter((one) => one.isOpen).length;
  while (open() > 1 && performance.now() - startMs < 20_000) await after(250);
  const seconds = (performance.now() - startMs) / 1000;
  const left = open();
  for (const one of all) one.vanish();
  return [
    finding(
      left <= 1,
      `${left} of ${all.length} sockets with one seat are open after ${seconds.toFixed(1)} s`,
    ),
  ];
}

/** Opens a socket with nothing in mind and goes, or stays without a word. */
async function visit(place: Place, stays: boolean, patienceMs: number): Promise<string> {
  const one = await Intruder.knock({ ...place, path: stays ? "/" : "/a/b?sessionId=x" });
  if (stays) await Promise.race([one.closed, after(patienceMs)]);
  const left = stays && one.isOpen;
  one.vanish();
  return left ? "stays" : String(one.status);
}

async function comeAndGo(ground: Ground, effort: Effort): Promise<Finding[]> {
  const places = Array.from({ length: effort.short ? 5 : 50 }, () => ground.door);
  const visits = await Promise.all(
    places.map(async (place) => {
      const seen: string[] = [];
      for (let i = 0; i < (effort.short ? 20 : 60); i++)
        seen.push(await visit(place, i % 10 === 0, within(3000, effort)));
      return seen;
    }),
  );
  const all = visits.flat();
  return [
    finding(!all.includes("stays"), `${all.length} sockets of ${places.length} addresses: ${tally(all)}`),
  ];
}

/** As many requests as fit, without waiting for an answer; resolves to how many were answered. */
function inOneBreath({ port, address }: Place, count: number): Promise<number> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1", localAddress: address });
    let answers = 0;
    let rest = "";
    const done = (): void => {
      clearTimeout(late);
      socket.destroy();
      resolve(answers);
    };
    const late = setTimeout(done, 15_000);
    socket.on("connect", () => socket.write("GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n".repeat(count)));
    socket.on("data", (chunk) => {
      const text = rest + chunk.toString("latin1");
      answers += text.split("HTTP/1.1 ").length - 1;
      rest = text.slice(-8).replace("HTTP/1.1 ", "");
      if (answers >= count) done();
    });
    socket.on("error", () => {});
    socket.on("close", done);
  });
}

async function breaths(ground: Ground, { short }: Effort): Promise<Finding[]> {
  const count = short ? 2000 : 20_000;
  const place = ground.door;
  const answered = await Promise.all([0, 1, 2, 3].map(() => inOneBreath(place, count)));
  const sum = answered.reduce((a, b) => a + b, 0);
  return [
    finding(sum < count * 2, `${sum} of ${count * 4} requests of one address were answered`),
    ...(await chunk(ground, short)),
  ];
}

/** CPU of the server, ms. */
const CHUNK_MS = 40;

/** What fits into one read of a socket: however little of it is answered, it is parsed in one go. */
async function chunk(ground: Ground, short: boolean): Promise<Finding[]> {
  const times = 10;
  const request = "GET / HTTP/1.1\r\nHost:x\r\n\r\n";
  const bytes = request.repeat(Math.floor(65_536 / request.length));
  const cost = await costOf(ground, async () => {
    for (let i = 0; i < times; i++) await sayRaw(ground.server.port, ground.address(), bytes, 100);
  });
  const each = cost / times;
  // Where others share the machine their work is in it: then only that all is answered or cut counts.
  return [finding(short || each < CHUNK_MS, `64 KB of requests in one write: ${each.toFixed(0)} ms of CPU`)];
}

/** Everything that is refused, so often each: who reads the log is to find what matters in it. */
async function scribble(ground: Ground, { short }: Effort): Promise<Finding[]> {
  const { server } = ground;
  const times = short ? 20 : 200;
  const findings: Finding[] = [];
  const place: Place = { port: server.port, address: ground.trusted };
  const upgrade = (path: string) => async (): Promise<unknown> =>
    (await Intruder.knock({ ...place, path })).vanish();
  const framed = (bytes: Uint8Array) => async (): Promise<unknown> => {
    const one = await Intruder.knock({ ...place, path: "/" });
    one.write(bytes);
    await Promise.race([one.closed, after(500)]);
    return one.vanish();
  };
  const ways: [what: string, act: () => Promise<unknown>][] = [
    ["upgrades to no room", upgrade("/a/b?sessionId=x")],
    ["frames of 5 KB", framed(frameOf(new Uint8Array(5000)))],
    ["frames that are none", framed(Uint8Array.of(0xff, 0xff, 0xff))],
    ["bad UTF-8 as text", framed(frameOf(Uint8Array.of(0xff, 0xfe), Opcode.text))],
    ["a bad frame", framed(frameOf(Uint8Array.of(20, 0, 255)))],
    ["requests that are none", () => sayRaw(place.port, place.address, "nonsense\r\n\r\n", 500)],
  ];
  for (const [what, act] of ways) {
    const before = server.log.count;
    await Promise.all(Array.from({ length: times }, act));
    await after(200);
    const lines = server.log.count - before;
    findings.push(finding(lines < times / 4, `${times} ${what}: ${lines} lines`));
  }
  return findings;
}

/** No more are opened after this, ms: the process has been too slow for them. */
const FULL_MS = 90_000;

/** Rooms that are within every limit of an address, each played in by one socket, with all its bots. */
async function fullHouse(ground: Ground, { short, progress }: Effort): Promise<Finding[]> {
  const places = Array.from({ length: short ? 1 : 50 }, () => ground.door);
  const playing: Intruder[] = [];
  const refusals: string[] = [];
  const startMs = performance.now();
  for (const place of places) {
    if (performance.now() - startMs > FULL_MS) break;
    for (let i = 0; i < 5; i++) {
      const joined = await intrude(place, { kind: "create", room: {} }).catch((error: Error) => error);
      if (joined instanceof Error) refusals.push(joined.message.slice(0, 40));
      else playing.push(joined.intruder);
    }
    progress(`X15: ${playing.length} rooms are played in, ${refusals.length} were refused`);
  }
  await ground.others.restart();
  await after(short ? 500 : 5000);
  await ground.feltUntilNow();
  for (const one of playing) one.vanish();
  return [finding(true, `${playing.length} rooms are played in, refused: ${tally(refusals) || "none"}`)];
}

export const CROWD_CASES: Case[] = [
  {
    name: "X9",
    sent: "ten sockets at once with the token of a seat that somebody has",
    required: "one has the seat, the others are closed within 20 s",
    run: takers,
  },
  {
    name: "X10",
    sent: "3,000 sockets of 50 addresses that come and go, or stay without a seat",
    required: "none stays longer than 3 s",
    seconds: 120,
    run: comeAndGo,
  },
  {
    name: "X11",
    sent: "80,000 requests of one address in one breath",
    required: "cut off; 64 KB in one write cost under 40 ms of CPU; the others notice nothing",
    run: breaths,
  },
  {
    name: "X12",
    sent: "200 each of what is refused: upgrades, frames, requests",
    required: "fewer than a line of the log for four of them",
    run: scribble,
  },
  {
    name: "X15",
    sent: "five rooms each with all their bots, opened and played in from 50 addresses",
    required: "no more than the process can step: 503, and the others notice nothing",
    seconds: 180,
    run: fullHouse,
  },
];
