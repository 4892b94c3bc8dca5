// One seed from the first seat to the last room's end: the plan is carried out, then everybody is held to the server.
// Owns: the order of a run. Must not: judge (check.ts does), or know the time but from the clock.
import { plainProfile, profileNamed } from "../../shared/lab/profile.ts";
import { carryOut } from "./acts.ts";
import { connectPages, type Delivery } from "./browser.ts";
import { reseed } from "./chance.ts";
import { Comparison, isQuiet, judgeRooms } from "./check.ts";
import { describeTimers, nowMs, restart, runUntil, timersLeft, wallMs } from "./clock.ts";
import { Network } from "./network.ts";
import type { Plant } from "./options.ts";
import { Person } from "./person.ts";
import { makePlan, type Plan } from "./plan.ts";
import { Rogue } from "./rogue.ts";
import {
  drawId,
  OPERATOR_ADDRESS,
  onPatch,
  roomsLeft,
  type SystemServer,
  startSystem,
  takeLog,
} from "./server.ts";
import { judgeTalks } from "./talk.ts";
import { Trace } from "./trace.ts";

export interface RunOptions {
  seed: number;
  /** How long there are faults, s. */
  seconds: number;
  plant?: Plant | null;
  tell?: ((line: string) => void) | null;
}

export interface Outcome {
  seed: number;
  /** Of everything that was delivered. */
  hash: string;
  /** Empty when all is as it should be. */
  differences: string[];
  figures: { deliveries: number; simulatedMs: number; wallMs: number; compared: number; people: number };
  /** How often what happened. */
  happened: Record<string, number>;
}

/** What the client's library says of bad links: it loses a joiner's connection, or sends for two seconds into the void,
 * or is given back a seat whose player has left meanwhile. Whatever else it or the server says is a fault of ours. */
const EXPECTED_WORDS = [
  "Room connection was closed unexpectedly",
  "@colyseus/sdk: input replay buffer (64) overflowed",
  "@colyseus/sdk: onMessage() not registered for type 'welcome'.",
];

/** Frame codes. */
const DATA = 13;
const PATCH = 15;

/** Who looks at the server from outside, and is no part of the story. */
const WATCHER = "watcher.test";

/** A link that nothing is wrong with. */
const WHOLE = plainProfile(10);
/** A seat waits 20 s, and a retry 3 s more. */
const LONGEST_CALM_MS = 45_000;
const QUIET_MS = 2_000;
/** Until then every goodbye is heard. */
const GOODBYE_MS = 1_000;
/** What was sent just now; behind a throttle that is gone more may still be in the queue. */
const ON_ITS_WAY_MS = 10;
/** A patch every 50 ms, and 5 ms on its way. */
const FRESH_TICKS = 6;
/** Between a patch and the next there are 50 ms: what was sent is there, and nothing newer. */
const ARRIVED_MS = 20;
/** A room that nobody comes to waits 10 s, an empty one 1 s. */
const LEFT_MS = 15_000;

export async function runSeed({ seed, seconds, plant = null, tell = null }: RunOptions): Promise<Outcome> {
  const startMs = wallMs();
  const world = new World(makePlan(seed, seconds), new Trace(tell), plant);
  const stop = world.listen();
  try {
    await world.run();
  } finally {
    stop();
  }
  return world.outcome(wallMs() - startMs);
}

/** Starts and ends a server once, for what the libraries set up for the life of the process. */
export async function warmUp(): Promise<void> {
  const server = await startSystem({});
  await server.close();
  takeLog();
}

class World {
  readonly differences: string[] = [];
  private readonly plan: Plan;
  private readonly trace: Trace;
  private readonly network: Network;
  private readonly people: Person[] = [];
  private readonly rogues = new Map<number, Rogue>();
  private readonly plant: Plant | null;
  private server!: SystemServer;
  private compared = 0;

  constructor(plan: Plan, trace: Trace, plant: Plant | null) {
    this.plan = plan;
    this.trace = trace;
    this.plant = plant;
    this.network = new Network(plan.seed);
    for (const [number, { profile, frameMs }] of plan.people.entries()) {
      const parts = { seed: plan.seed, number, frameMs, want: plan.want, trace };
      this.people.push(new Person(parts));
      this.rogues.set(number, new Rogue(parts));
      this.network.link(this.people[number].host, profileNamed(profile));
    }
  }

  /** Hears of what nobody has caught; call the result to stop. */
  listen(): () => void {
    const caught = (error: unknown): void => this.wrong(`nobody caught: ${(error as Error)?.stack ?? error}`);
    const { warn, error, info } = console;
    const said = (...words: unknown[]): void => this.warned(words.map(String).join(" "));
    Object.assign(console, { warn: said, error: said, info: () => {} });
    process.on("unhandledRejection", caught).on("uncaughtException", caught);
    return () => {
      process.off("unhandledRejection", caught).off("uncaughtException", caught);
      Object.assign(console, { warn, error, info });
    };
  }

  async run(): Promise<void> {
    restart();
    reseed(this.plan.seed, drawId);
    connectPages(this.network, this.delivery());
    this.server = await startSystem(this.plan.settings);
    this.network.server = this.server.http;
    await this.tellStory();
    if (this.plant === "timer") setInterval(() => {}, 1000);
    if (this.plant === "rejection") void Promise.reject(new Error("planted"));
    await this.calm();
    await this.compare();
    this.judgeTalk();
    await this.everybodyLeaves();
    await this.countRefusals();
    await this.close();
  }

  outcome(wall: number): Outcome {
    const { plan, trace, differences, compared } = this;
    const figures = {
      deliveries: trace.notes,
      simulatedMs: nowMs(),
      wallMs: wall,
      compared,
      people: plan.people.length,
    };
    return { seed: plan.seed, hash: trace.end(), differences, figures, happened: trace.happened };
  }

  private wrong(what: string): void {
    this.trace.remark("wrong", what);
    this.differences.push(what);
  }

  private warned(words: string): void {
    this.trace.remark("says", words);
    if (!EXPECTED_WORDS.some((expected) => words.startsWith(expected))) this.wrong(`said: ${words}`);
  }

  private until(ms: number, enough?: () => boolean): Promise<void> {
    return runUntil(ms, (error) => this.wrong(`thrown: ${(error as Error)?.stack ?? error}`), enough);
  }

  private async tellStory(): Promise<void> {
    const { events, calmMs } = this.plan;
    for (const event of events) {
      await this.until(event.atMs);
      this.trace.note(`p${event.who}`, JSON.stringify(event.act));
      const { host } = this.people[event.who];
      const link = this.network.link(host, WHOLE);
      carryOut(event.act, this.people[event.who], link, this.rogues.get(event.who) as Rogue);
    }
    await this.until(calmMs);
  }

  /** The network is whole; whoever can come back does, and the rest has lost its seat. */
  private async calm(): Promise<void> {
    for (const link of this.network.links.values()) {
      link.shape(WHOLE);
      link.mend();
    }
    for (const person of this.people) person.rest();
    for (const rogue of this.rogues.values()) rogue.gone();
    const lastMs = nowMs() + LONGEST_CALM_MS;
    await this.until(nowMs() + GOODBYE_MS);
    const links = [...this.network.links.values()];
    await this.until(
      lastMs,
      () =>
        this.server.rooms().every(isQuiet) &&
        this.people.every(this.isBack) &&
        links.every((link) => link.owedMs() <= ON_ITS_WAY_MS),
    );
    for (const person of this.people)
      if (!this.isBack(person))
        this.wrong(`${person.name} is still ${person.session?.link.kind ?? "joining"}`);
    await this.until(nowMs() + QUIET_MS);
  }

  /** It has no seat, or sees what goes on. */
  private readonly isBack = ({ busy, playing, session }: Person): boolean => {
    if (!busy || session === null) return !busy;
    const room = this.server.rooms().find(({ roomId }) => roomId === session.live.room.roomId);
    return playing && room !== undefined && room.state.tick - session.state.tick < FRESH_TICKS;
  };

  /** Everybody is held to what the server had when it sent the last patch. */
  private async compare(): Promise<void> {
    for (const room of this.server.rooms().filter(({ begun }) => begun)) {
      const seated = this.people.filter(
        ({ playing, session }) => playing && session?.live.room.roomId === room.roomId,
      );
      const comparison = new Comparison(room, seated);
      onPatch((which) => {
        if (which === room) comparison.patched();
      });
      await this.until(nowMs() + 1000, () => comparison.taken);
      onPatch(() => {});
      await this.until(nowMs() + ARRIVED_MS);
      for (const person of seated) person.look();
      if (!comparison.taken) this.wrong(`room ${room.roomId} sends no patches`);
      else for (const what of comparison.judge()) this.wrong(what);
      this.compared += seated.length;
    }
    for (const what of judgeRooms(this.server.rooms())) this.wrong(what);
  }

  private judgeTalk(): void {
    const talks = this.people.flatMap((person) => person.talks);
    for (const room of new Set(talks.map((talk) => talk.room)))
      for (const what of judgeTalks(talks.filter((talk) => talk.room === room))) this.wrong(what);
  }

  private async everybodyLeaves(): Promise<void> {
    for (const person of this.people) person.leave();
    await this.until(nowMs() + LEFT_MS);
    for (const { roomId } of this.server.rooms()) this.wrong(`room ${roomId} is still there`);
    const others = await roomsLeft();
    if (others > 0) this.wrong(`${others} rooms are still listed`);
    if (this.network.open() > 0) this.wrong(`${this.network.open()} connections are still open`);
  }

  /** What the server has refused by its limits. */
  private async countRefusals(): Promise<void> {
    this.network.link(WATCHER, WHOLE, OPERATOR_ADDRESS);
    const asked = fetch(`http://${WATCHER}/metrics`, { method: "GET", headers: {} });
    await this.until(nowMs() + 1000);
    const metrics = await (await asked).text();
    for (const [, limit, times] of metrics.matchAll(/^emberline_refused_total\{limit="(\w+)"\} (\d+)$/gm))
      if (times !== "0") this.trace.count(`refused ${limit}`, Number(times));
  }

  private async close(): Promise<void> {
    await this.server.close();
    this.network.server = null;
    // A count of calls is kept for a minute.
    await this.until(nowMs() + 65_000);
    if (timersLeft() > 0) this.wrong(`${timersLeft()} timers are still set: ${describeTimers().join("; ")}`);
    for (const line of takeLog()) this.wrong(`logged: ${line}`);
  }

  private delivery(): Delivery {
    const { trace } = this;
    return {
      message: (host, bytes) => {
        trace.note(host, "hears", bytes);
        return !this.getsLost(bytes);
      },
      closed: (host, code) => {
        trace.note(host, `closed ${code}`);
        trace.count(`closed ${code}`);
      },
      answered: (host, status, body) => {
        if (host !== WATCHER) trace.note(host, `answered ${status} ${body}`);
      },
    };
  }

  /** What a plant takes from a page. */
  private getsLost(bytes: Uint8Array): boolean {
    const code = bytes[0] & 31;
    if (this.plant === "patch") return code === PATCH && this.trace.notes % 10 === 0;
    return this.plant === "line" && code === DATA && Buffer.from(bytes).includes("says number 1");
  }
}
