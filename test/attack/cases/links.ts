// S3, S15 and S16: links that are bad on purpose or by themselves.
// Owns: the slow reader, the cut and the blackhole. Must not: know how the page words them.

import type { ChatLink } from "../../../client/net/chat.ts";
import { rejoinGame } from "../../../client/net/join.ts";
import { plainProfile } from "../../../shared/lab/profile.ts";
import type { SeatWant } from "../../../shared/protocol/seats.ts";
import { joinPlayer, type Player } from "../../helpers/player.ts";
import { type LabProxy, startProxy } from "../../lab/proxy.ts";
import { after, type Case, type Effort, type Finding, finding, within } from "../case.ts";
import { type Ground, unlike } from "../ground.ts";
import { frameOf, Opcode } from "../intruder.ts";
import { intrude } from "../seats.ts";

const OWN: SeatWant = { kind: "create", room: { bots: true } };
const MB = 1024 * 1024;
/** What a busy room sends to a slow reader, bytes a second; the stock framework keeps 0.8 MB/s of it. */
const TOLD = 2 * MB;
/** What one message of that may add to the hard limit. */
const SLACK = 0.25 * MB;

/** Reads nothing, and answers pings that it has not read: any pong is a sign of life. */
async function slowReader(ground: Ground, { short }: Effort): Promise<Finding[]> {
  const { intruder, seat, token } = await intrude(ground.door, OWN);
  const before = await ground.server.probe<number>("externalBytes");
  intruder.socket.pause();
  await ground.server.probe("flood", seat.roomId, seat.sessionId, TOLD);
  const startMs = performance.now();
  const pong = setInterval(() => intruder.write(frameOf(new Uint8Array(0), Opcode.pong)), 500);
  let most = 0;
  let gone = false;
  while (!gone && performance.now() - startMs < (short ? 25_000 : 40_000)) {
    await after(100);
    most = Math.max(most, await ground.server.probe<number>("buffered", seat.roomId));
    gone = (await ground.server.probe<number>("sockets", seat.roomId)) === 0;
  }
  clearInterval(pong);
  const seconds = (performance.now() - startMs) / 1000;
  const grown = ((await ground.server.probe<number>("externalBytes")) - before) / MB;
  intruder.vanish();
  const back = gone ? await resync(ground, `${seat.roomId}:${token}`) : "not tried";
  return [
    finding(gone, gone ? `closed after ${seconds.toFixed(1)} s` : `not closed after ${seconds.toFixed(0)} s`),
    finding(most <= MB + SLACK, `${(most / MB).toFixed(2)} MB buffered at most`),
    finding(grown < 20, `the process keeps ${grown.toFixed(0)} MB more`),
    finding(back === "whole", `the way back: ${back}`),
  ];
}

/** Takes a seat again by its token; "whole" when the state is there. */
async function resync(ground: Ground, token: string): Promise<string> {
  try {
    const session = await rejoinGame(ground.server.endpoint, token);
    const whole = session.own !== null && session.state.skimmers.size > 0;
    await session.leave();
    return whole ? "whole" : "in parts";
  } catch (error) {
    return String(error);
  }
}

interface Afar {
  proxy: LabProxy;
  player: Player;
  chat: ChatLink;
  roomId: string;
}

/** A player behind a link that can be cut. */
async function fromAfar(ground: Ground): Promise<Afar> {
  const proxy = await startProxy({
    target: { host: "127.0.0.1", port: ground.server.port },
    profile: plainProfile(20),
  });
  const player = await joinPlayer(`http://127.0.0.1:${proxy.port}`, "Afar", undefined, OWN);
  const { session } = player;
  return { proxy, player, chat: session.chat, roomId: session.live.room.roomId };
}

async function leaveAfar({ proxy, player }: Afar): Promise<void> {
  await player.leave();
  await proxy.close();
}

/** What the player is told against what the server has, over some patches. */
async function differences(ground: Ground, { player, roomId }: Afar): Promise<number> {
  const sent = ground.server.probe<Record<string, unknown>[]>("snapshots", roomId, 20);
  const told: Record<string, unknown>[] = [];
  const done = new Promise<void>((resolve) => {
    player.session.live.room.onStateChange((state) => {
      if (told.length < 10) told.push(state.toJSON() as Record<string, unknown>);
      if (told.length === 10) resolve();
    });
  });
  await done;
  const byTick = new Map((await sent).map((state) => [state.tick, state]));
  return told.reduce((n, state) => {
    const whole = byTick.get(state.tick);
    return n + (whole === undefined ? 0 : [...unlike(state, whole, "")].length);
  }, 0);
}

const CUT_MS = 5000;

/** Resolves when so many lines have been heard, or after 20 s. */
async function heardAll(heard: readonly string[], lines: number): Promise<void> {
  const startMs = performance.now();
  while (new Set(heard).size < lines && performance.now() - startMs < 20_000) await after(50);
}

async function cut(ground: Ground, effort: Effort): Promise<Finding[]> {
  const afar = await fromAfar(ground);
  const { proxy, player, chat } = afar;
  const heard: string[] = [];
  chat.start();
  chat.on("event", (event) => {
    if (event.kind === "message") heard.push(event.text);
  });
  const backMs: number[] = [];
  const findings: Finding[] = [];
  let lines = 0;
  const say = (): void => chat.say("room", `line ${lines++}`);
  for (let i = 0; i < (effort.short ? 1 : 5); i++) {
    say();
    proxy.blackhole("both", true);
    proxy.cut();
    await player.until(({ link }) => link.kind === "dropped");
    say();
    await after(CUT_MS);
    proxy.blackhole("both", false);
    const startMs = performance.now();
    await player.until(({ link }) => link.kind !== "dropped");
    backMs.push(performance.now() - startMs);
    say();
    await heardAll(heard, lines);
    // Long enough for what comes twice.
    await after(1500);
  }
  const worst = Math.max(...backMs);
  const once = Array.from({ length: lines }, (_, i) => heard.filter((line) => line === `line ${i}`).length);
  findings.push(
    finding(
      player.session.link.kind === "playing" && worst < within(2000, effort),
      `back ${worst.toFixed(0)} ms after at most`,
    ),
    finding(
      once.every((n) => n === 1),
      `of ${lines} lines, heard so often each: ${once.join(" ")}`,
    ),
  );
  const others = await differences(ground, afar);
  findings.push(finding(others === 0, `${others} differences to the server's state`));
  await leaveAfar(afar);
  return findings;
}

async function blackhole(ground: Ground, effort: Effort): Promise<Finding[]> {
  const afar = await fromAfar(ground);
  const { proxy, player } = afar;
  const startMs = performance.now();
  const since = (): number => (performance.now() - startMs) / 1000;
  proxy.blackhole("both", true);
  await player.until(({ link }) => link.kind === "dropped");
  const toldAfter = since();
  await after(12_000 - since() * 1000);
  proxy.blackhole("both", false);
  await player.until(({ link }) => link.kind !== "dropped");
  const backAfter = since() - 12;
  const { kind } = player.session.link;
  await leaveAfar(afar);
  return [
    finding(toldAfter <= within(4000, effort) / 1000, `it says so after ${toldAfter.toFixed(1)} s`),
    finding(
      kind === "playing" && backAfter < within(4000, effort) / 1000,
      `${kind} ${backAfter.toFixed(1)} s after its end`,
    ),
  ];
}

export const LINK_CASES: Case[] = [
  {
    name: "S3",
    sent: "a reader that answers pings and does not read, told 2 MB/s",
    required: "at most 1 MB buffered, closed within 15 s; a resync repairs it",
    run: slowReader,
  },
  {
    name: "S15",
    sent: "cuts of 5 s between a player and the server, lines said before, in and after each",
    required: "back within 2 s, the state equal, no line lost or twice",
    seconds: 120,
    run: cut,
  },
  {
    name: "S16",
    sent: "a blackhole of 12 s",
    required: "the client says so within 4 s, and plays on after it",
    run: blackhole,
  },
];
