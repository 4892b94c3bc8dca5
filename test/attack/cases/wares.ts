// X3 to X8: what is dear to answer and cheap to ask for: documents, passwords, half requests, unread answers, tokens.
// Owns: the requests. Must not: send them to anybody but the server under attack.
import { createHmac } from "node:crypto";
import { Agent } from "node:http";
import { connect, type Socket } from "node:net";
import { after, type Case, type Effort, type Finding, finding, tally, within } from "../case.ts";
import { costOf } from "../cost.ts";
import type { Ground } from "../ground.ts";
import { type Answer, call } from "../http.ts";
import { askSeat, guest, intrude, type Place, SWARM } from "../seats.ts";

const MB = 1024 * 1024;

/** `count` calls from one address, over four connections that are kept. */
async function flood(ground: Ground, path: string, count: number): Promise<Answer[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  const asked = { ...ground.door, path, agent };
  const answers = await Promise.all(Array.from({ length: count }, () => call(asked)));
  agent.destroy();
  return answers;
}

async function documents(ground: Ground, { short }: Effort): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const path of [
    "/api/openapi.json",
    "/health?seconds=120",
    "/metrics",
    "/api/boards/swarm/all?limit=100",
  ]) {
    let answers: Answer[] = [];
    const cost = await costOf(ground, async () => {
      answers = await flood(ground, path, short ? 100 : 1000);
    });
    const each = cost / answers.length;
    const all = tally(answers.map(({ status }) => status));
    // 1 ms each would be a core for 1,000 a second.
    findings.push(finding(each < 4, `${path}: ${all}, ${each.toFixed(1)} ms of CPU each`));
  }
  return findings;
}

/** Guesses at passwords from many addresses at once: each that is looked at costs 50 ms of a core. */
async function passwords(ground: Ground, { short }: Effort): Promise<Finding[]> {
  const addresses = Array.from({ length: short ? 4 : 50 }, () => ground.door);
  const asked = addresses.flatMap((place, a) =>
    Array.from({ length: 15 }, (_, i) =>
      call({
        ...place,
        method: "POST",
        path: "/api/account/login",
        body: { email: `nobody${a}-${i}@example.org`, password: "correct horse battery staple" },
      }),
    ),
  );
  const startMs = performance.now();
  const meanwhile = await intrude(ground.door);
  const joinMs = performance.now() - startMs;
  meanwhile.intruder.send(12);
  const statuses = (await Promise.all(asked)).map(({ status }) => status);
  const odd = statuses.filter((status) => ![401, 429, 503].includes(status));
  return [
    finding(
      odd.length === 0,
      `${statuses.length} guesses from ${addresses.length} addresses: ${tally(statuses)}`,
    ),
    finding(short || joinMs < 2000, `somebody joined meanwhile in ${joinMs.toFixed(0)} ms`),
  ];
}

/** TCP connections of one address that are open at once. */
const HELD = 50;

/** How many more have been turned away for that, since the server started. */
const turnedAway = async ({ server }: Ground): Promise<number> =>
  (await server.health()).refused.openConnections ?? 0;

/** Requests that never come to an end: a byte a second. */
async function halves(ground: Ground, effort: Effort): Promise<Finding[]> {
  const place = ground.door;
  const began = [
    "GET / HTTP/1.1\r\nHost: x\r\nX: ",
    "POST /api/seats HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
    "",
  ];
  const before = await turnedAway(ground);
  const sockets = Array.from({ length: 90 }, (_, i) => halfRequest(place, began[i % began.length]));
  const drip = setInterval(() => {
    for (const socket of sockets) if (socket.writable) socket.write("a");
  }, 1000);
  const startMs = performance.now();
  // The server's own count: a busy one gets round to turning away later than anybody here could wait.
  let held = sockets.length;
  while (held > HELD && performance.now() - startMs < within(20_000, effort)) {
    await after(250);
    held = sockets.length - ((await turnedAway(ground)) - before);
  }
  while (sockets.some((socket) => !socket.destroyed) && performance.now() - startMs < within(20_000, effort))
    await after(250);
  clearInterval(drip);
  const seconds = (performance.now() - startMs) / 1000;
  const left = sockets.filter((socket) => !socket.destroyed).length;
  for (const socket of sockets) socket.destroy();
  const other = await call({ ...ground.door, path: "/health" });
  return [
    finding(held <= HELD, `${held} of ${sockets.length} half requests of one address are held`),
    finding(
      left === 0,
      left === 0
        ? `all closed after ${seconds.toFixed(1)} s`
        : `${left} are open after ${seconds.toFixed(0)} s`,
    ),
    finding(other.status > 0, `somebody else is answered: ${other.status}`),
  ];
}

function halfRequest({ port, address }: Place, began: string): Socket {
  const socket = connect({ port, host: "127.0.0.1", localAddress: address });
  socket.on("connect", () => socket.write(began));
  socket.on("error", () => {});
  socket.on("data", () => {});
  return socket;
}

/** Answers that are asked for and never read. */
async function unread(ground: Ground): Promise<Finding[]> {
  const before = await ground.server.probe<number>("externalBytes");
  const requests = "GET /api/openapi.json HTTP/1.1\r\nHost: x\r\n\r\n".repeat(200);
  const sockets = Array.from({ length: 20 }, () => {
    const { port, address } = ground.door;
    const socket = connect({ port, host: "127.0.0.1", localAddress: address });
    socket.on("connect", () => socket.write(requests));
    socket.on("error", () => {});
    socket.pause();
    return socket;
  });
  await after(4000);
  const now = await ground.server.probe<number>("externalBytes");
  for (const socket of sockets) socket.destroy();
  const grown = (now - before) / MB;
  return [finding(grown < 60, `${sockets.length} who do not read hold ${grown.toFixed(0)} MB`)];
}

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** Tokens that are nobody's. */
function forgeries(real: string): Record<string, string> {
  const claims = { sub: "u_11111111111111111111", kind: "access", guest: false, epoch: 0, exp: 4e9 };
  const sign = (alg: string, hash: string, secret: string): string => {
    const said = `${part({ alg, typ: "JWT" })}.${part(claims)}`;
    return `${said}.${createHmac(hash, secret).update(said).digest("base64url")}`;
  };
  const [head, body, signature] = real.split(".");
  return {
    "no algorithm": `${part({ alg: "none", typ: "JWT" })}.${part(claims)}.`,
    "an empty secret": sign("HS256", "sha256", ""),
    "a guessed secret": sign("HS256", "sha256", "secret"),
    "another algorithm": sign("HS512", "sha512", "secret"),
    "another's claims": `${head}.${part(claims)}.${signature}`,
    "no signature": `${head}.${body}.`,
    "a deep header": `${part(JSON.parse(`${"[".repeat(400)}${"]".repeat(400)}`))}.${body}.${signature}`,
    "a header that is none": `${Buffer.from("null").toString("base64url")}.${body}.${signature}`,
  };
}

async function tokens(ground: Ground): Promise<Finding[]> {
  const place = ground.door;
  const real = await guest(place);
  const findings: Finding[] = [];
  for (const [what, token] of Object.entries(forgeries(real))) {
    const me = await call({ ...place, path: "/api/me", token });
    const seat = await askSeat(place, token, SWARM);
    const rooms = await call({ ...place, path: "/api/rooms", token });
    const all = [me, seat, rooms].map(({ status }) => status);
    findings.push(
      finding(
        all.every((status) => status === 401),
        `${what}: ${all.join(" ")}`,
      ),
    );
  }
  return findings;
}

/** Ways back to seats that are nobody's, by tokens that are names of the inside. */
async function waysBack(ground: Ground): Promise<Finding[]> {
  const place = ground.door;
  const { seat, intruder } = await intrude(place);
  const words = ["__proto__", "constructor", "toString", "undefined", "null", seat.sessionId, seat.roomId];
  const statuses: number[] = [];
  for (const room of [seat.roomId, "__proto__", "constructor"])
    for (const secret of words) {
      const body = { token: `${room}:${secret}` };
      statuses.push((await call({ ...place, method: "POST", path: "/api/seats/back", body })).status);
    }
  const plays = intruder.isOpen;
  intruder.send(12);
  return [
    finding(
      statuses.every((status) => status >= 400 && status < 500),
      tally(statuses),
    ),
    finding(plays, "whoever has the seat plays on"),
  ];
}

export const WARE_CASES: Case[] = [
  {
    name: "X3",
    sent: "1,000 calls each for the dearest documents from one address",
    required: "under 4 ms of CPU each",
    run: documents,
  },
  {
    name: "X4",
    sent: "750 guesses at passwords from 50 addresses at once",
    required: "401, 429 or 503; somebody else joins within 2 s",
    run: passwords,
  },
  {
    name: "X5",
    sent: "90 half requests of one address, a byte a second",
    required: "50 held at most, all closed within 20 s, others answered",
    run: halves,
  },
  {
    name: "X6",
    sent: "200 answers of 62 KB asked for by each of 20 who never read",
    required: "under 60 MB held",
    run: unread,
  },
  {
    name: "X7",
    sent: "forged tokens: no algorithm, empty and guessed secrets, another's claims",
    required: "401",
    run: tokens,
  },
  {
    name: "X8",
    sent: "ways back to seats by names of the inside, and by ids that others know",
    required: "4xx, and whoever has the seat plays on",
    run: waysBack,
  },
];
