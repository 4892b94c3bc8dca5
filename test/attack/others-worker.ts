// The child process of others.ts: players with the browser's own net code, in a private room of their own.
// Owns: its players. Must not: know the server beyond what it tells a client.

import type { LiveRoom } from "../../client/net/live-room.ts";
import { joinPlayer, type Player } from "../helpers/player.ts";
import { Traffic } from "../load/traffic.ts";
import { answerAsks } from "./asks.ts";
import type { Felt, Snapshot } from "./others.ts";

interface Other {
  player: Player;
  traffic: Traffic;
  /** The connection that it has had since `restart`; after a silence, that which came for it. */
  live: LiveRoom;
  /** It gave its connection up since nothing came over it, and has no other yet. */
  silent: boolean;
}

/** So long without a patch the net code gives a connection up (client/net/lifeline.ts). */
const SILENCE_MS = 3000;

const others: Other[] = [];

/** Resolves to the id of their room. */
async function gather(endpoint: string, count: number): Promise<string> {
  let code = "";
  for (let i = 0; i < count; i++) {
    const want = code === "" ? ({ kind: "create", room: {} } as const) : ({ kind: "code", code } as const);
    const player = await insisting(() => joinPlayer(endpoint, `Other ${i}`, circling(i), want));
    ({ code } = player.session);
    const traffic = new Traffic();
    traffic.follow(player.session.live.room);
    const other = { player, traffic, live: player.session.live, silent: false };
    player.session.on("link", ({ link }) => outlive(other, link.kind));
    others.push(other);
  }
  return others[0].live.room.roomId;
}

/**
 * A process that stands still is a gap, and judged as one, however long: who gives the connection up meanwhile and is
 * back over another plays on. Whose connection is ended by anything else does not.
 */
function outlive(other: Other, link: string): void {
  const { session } = other.player;
  if (link === "dropped") other.silent = other.traffic.openGap(performance.now()) > SILENCE_MS;
  if (link !== "playing" || !other.silent) return;
  other.silent = false;
  other.live = session.live;
  other.traffic.follow(session.live.room);
}

/** A server that has just been started is busy with that: it is asked again for a while. */
async function insisting<T>(join: () => Promise<T>): Promise<T> {
  for (let tries = 40; ; tries--) {
    try {
      return await join();
    } catch (error) {
      if (tries === 0 || (error as { code?: unknown }).code !== "busy") throw error;
      await new Promise((wake) => setTimeout(wake, 500));
    }
  }
}

/** Flies in circles and fires at nobody. */
const circling = (i: number) => (seconds: number) => ({
  moveX: Math.cos(seconds * 2 + i),
  moveY: Math.sin(seconds * 2 + i),
  aim: Math.floor(seconds * 9000) & 0xffff,
  buttons: seconds % 2 < 0.3 ? 1 : 0,
  weapon: 0,
});

/** False when somebody is out of the game for good; who has been dropped is waited for, as long as a seat is kept. */
async function restart(): Promise<boolean> {
  await Promise.all(others.map(({ player }) => player.until(({ link }) => link.kind !== "dropped")));
  if (others.some(({ player }) => player.session.link.kind !== "playing")) return false;
  for (const other of others) {
    const { live } = other.player.session;
    // How long it has been away is what the case before did.
    if (live !== other.live) other.traffic = new Traffic();
    other.live = live;
    other.traffic.follow(live.room);
    other.traffic.restart();
  }
  return true;
}

async function felt(patches: number): Promise<Felt> {
  // Who has been closed gets no more of them.
  const isOver = ({ player, traffic, silent }: Other): boolean =>
    player.session.link.kind === "playing"
      ? traffic.intervals.length >= patches
      : !(silent && player.session.link.kind === "dropped");
  await Promise.all(others.map((other) => other.player.until(() => isOver(other))));
  const nowMs = performance.now();
  // A patch that has not come yet is a gap already.
  const gaps = others
    .flatMap(({ traffic }) => [...traffic.intervals, traffic.openGap(nowMs)])
    .filter((ms) => ms > 0)
    .sort((a, b) => a - b);
  const at = (part: number): number => gaps[Math.min(gaps.length - 1, Math.floor(gaps.length * part))] ?? 0;
  const playing = others.filter(
    ({ player, live }) => player.session.link.kind === "playing" && player.session.live === live,
  );
  return {
    players: others.length,
    playing: playing.length,
    patches: gaps.length,
    p50: at(0.5),
    p99: at(0.99),
    max: at(1),
    sent: others.reduce((sum, { traffic }) => sum + traffic.out.count, 0),
  };
}

/** Somebody else joins as a page does, and leaves again; how long it took until there was something to draw, ms. */
async function join(endpoint: string): Promise<number> {
  const startMs = performance.now();
  const player = await joinPlayer(endpoint, "Honest");
  const ms = performance.now() - startMs;
  await player.leave();
  return ms;
}

function snapshots(count: number): Promise<Snapshot[]> {
  const all = others.map(
    ({ player }) =>
      new Promise<Snapshot[]>((resolve) => {
        const states: Snapshot[] = [];
        player.session.live.room.onStateChange((state) => {
          if (states.length === count) return;
          const json = state.toJSON() as Record<string, unknown>;
          states.push({ slot: player.session.slot, state: json });
          if (states.length === count) resolve(states);
        });
      }),
  );
  return Promise.all(all).then((lists) => lists.flat());
}

answerAsks({ gather, join, restart, felt, snapshots });
