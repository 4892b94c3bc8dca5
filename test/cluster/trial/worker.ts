// A child process that holds players of a trial, or the newcomers who test how joins go.
// Owns: nothing but them. Run by crowd.ts.
import "../../load/node-sockets.ts";
import { serveCalls } from "../../load/calls.ts";
import { Joins } from "./joins.ts";
import { Player } from "./player.ts";

const FRAME_MS = 10;

// The SDK warns of every seat that is refused: they are counted instead.
console.warn = () => {};

const players: Player[] = [];
const leaving: Promise<void>[] = [];
let joins: Joins | null = null;

setInterval(() => {
  for (const player of players) player.frame(performance.now());
}, FRAME_MS);

serveCalls({
  come: (endpoint: string, number: number, whole: boolean) => {
    const player = new Player(endpoint, number, whole);
    players.push(player);
    leaving.push(player.play());
  },
  spells: () => players.flatMap(({ spells }) => spells),
  refusals: () => players.map(({ refusals }) => refusals),
  rooms: () => players.flatMap(({ room }) => room ?? []),
  playing: () => players.filter(({ playing }) => playing).length,
  dismiss: (count: number) => {
    for (const player of players.filter(({ playing }) => playing).slice(0, count)) player.leave();
  },
  leave: async () => {
    for (const player of players) player.leave();
    await Promise.all(leaving);
  },
  join: (endpoint: string, everyMs: number) => {
    joins = new Joins(endpoint);
    joins.begin(everyMs);
  },
  joined: () => joins?.all ?? [],
  joinNoMore: () => joins?.end(),
});
