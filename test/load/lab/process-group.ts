// The processes behind the address under load: asked one by one, and added up as if they were one server.
// Owns: who they are, and the sums; a process that dies keeps its share of what was counted. Must not: judge.
import { call } from "../../../client/net/calls.ts";
import type { Health } from "../server-process.ts";

/** One process of several, over a run. */
export interface ProcessRow {
  /** As the cluster knows it: its public address. */
  name: string;
  /** Of one core, over the time in which it answered, %. */
  cpu: number;
  /** At most, MB. */
  rss: number;
  /** The worst room's of the worst sample, ms. */
  tick: number;
  /** At most. */
  rooms: number;
  people: number;
  /** Times that it did not answer, and that it had begun anew. */
  silent: number;
  restarts: number;
}

interface Member {
  name: string;
  url: string;
  last: Health | null;
  /** Of its lives before this one. */
  before: { cpuS: number; gcCount: number; gcMs: number; refused: Record<string, number> };
  firstCpuS: number;
  askedMs: number;
  row: ProcessRow;
}

const MB = 1e6;
const PATIENCE_MS = 2000;

export class ProcessGroup {
  private readonly members = new Map<string, Member>();
  private readonly server: string;
  private readonly token: string | undefined;
  private readonly patienceMs: number;

  private constructor(server: string, token: string | undefined, patienceMs: number) {
    this.server = server;
    this.token = token;
    this.patienceMs = patienceMs;
  }

  /**
   * Several where the server says so to whoever knows the operators' token, else the one that is asked. Who does not
   * answer within `patienceMs` is silent.
   */
  static async of(
    server: string,
    token: string | undefined,
    patienceMs: number = PATIENCE_MS,
  ): Promise<ProcessGroup> {
    const group = new ProcessGroup(server, token, patienceMs);
    await group.look();
    if (group.size === 0) group.members.set("", newMember("", server));
    return group;
  }

  /** False for a server that works alone. */
  get several(): boolean {
    return !this.members.has("");
  }

  get size(): number {
    return this.members.size;
  }

  /** What they say of their last `seconds`, as one server; null when none answers. */
  async health(seconds: number): Promise<Health | null> {
    if (this.several) await this.look();
    const answers = await Promise.all([...this.members.values()].map((member) => this.ask(member, seconds)));
    const heard = answers.filter((answer) => answer !== null);
    if (heard.length === 0) return null;
    return this.several ? this.sum(heard) : heard[0];
  }

  /** Of several: each over the run so far. */
  rows(): ProcessRow[] {
    if (!this.several) return [];
    return [...this.members.values()].map(({ row, last, before, firstCpuS, askedMs }) => {
      const cpuS = before.cpuS + (last?.cpuS ?? 0) - firstCpuS;
      return { ...row, cpu: (100_000 * cpuS) / Math.max(1, performance.now() - askedMs) };
    });
  }

  /** Who there is; more may come. One process alone has no address of its own. */
  private async look(): Promise<void> {
    const { server, token, members, patienceMs } = this;
    if (token === undefined) return;
    const asked = { token, patienceMs };
    const answer = await call<{ processes: { address: string }[] }>(
      server,
      "GET",
      "/api/processes",
      asked,
    ).catch(() => null);
    const { protocol, origin } = new URL(server);
    for (const { address } of answer?.processes ?? []) {
      const url = address.startsWith("/") ? `${origin}${address}` : `${protocol}//${address}`;
      if (address !== "" && !members.has(address)) members.set(address, newMember(address, url));
    }
  }

  private async ask(member: Member, seconds: number): Promise<Health | null> {
    const headers: Record<string, string> = {};
    if (this.token !== undefined) headers.authorization = `Bearer ${this.token}`;
    const signal = AbortSignal.timeout(this.patienceMs);
    const response = await fetch(`${member.url}/health?seconds=${seconds}`, { headers, signal }).catch(
      () => null,
    );
    const said = response?.ok === true ? ((await response.json().catch(() => null)) as Health | null) : null;
    const health = Array.isArray(said?.rooms) ? said : null;
    note(member, health);
    return health;
  }

  private sum(heard: Health[]): Health {
    const members = [...this.members.values()];
    const total = (of: (health: Health) => number): number => heard.reduce((sum, one) => sum + of(one), 0);
    const worst = (of: (health: Health) => number): number => Math.max(...heard.map(of));
    const overLives = (of: (member: Member) => number): number =>
      members.reduce((sum, member) => sum + of(member), 0);
    return {
      rssBytes: total(({ rssBytes }) => rssBytes),
      heapBytes: total(({ heapBytes = 0 }) => heapBytes),
      cpuS: overLives(({ before, last }) => before.cpuS + (last?.cpuS ?? 0)),
      // The processes began at different times: the seconds between two answers count.
      uptimeS: performance.now() / 1000,
      eventLoopDelayP99Ms: worst(({ eventLoopDelayP99Ms }) => eventLoopDelayP99Ms),
      eventLoopDelayMs: {
        p50: worst(({ eventLoopDelayMs }) => eventLoopDelayMs?.p50 ?? 0),
        p99: worst(({ eventLoopDelayMs }) => eventLoopDelayMs?.p99 ?? 0),
        max: worst(({ eventLoopDelayMs }) => eventLoopDelayMs?.max ?? 0),
      },
      gc: {
        count: overLives(({ before, last }) => before.gcCount + (last?.gc?.count ?? 0)),
        totalMs: overLives(({ before, last }) => before.gcMs + (last?.gc?.totalMs ?? 0)),
        maxMs: worst(({ gc }) => gc?.maxMs ?? 0),
      },
      sockets: total(({ sockets = 0 }) => sockets),
      sendBufferBytes: {
        max: worst(({ sendBufferBytes }) => sendBufferBytes?.max ?? 0),
        total: total(({ sendBufferBytes }) => sendBufferBytes?.total ?? 0),
      },
      refused: members.reduce(
        (sum, { before, last }) => added(sum, added(before.refused, last?.refused ?? {})),
        {},
      ),
      rooms: heard.flatMap(({ rooms }) => rooms),
    };
  }
}

function newMember(name: string, url: string): Member {
  return {
    name,
    url,
    last: null,
    before: { cpuS: 0, gcCount: 0, gcMs: 0, refused: {} },
    firstCpuS: 0,
    askedMs: performance.now(),
    row: { name, cpu: 0, rss: 0, tick: 0, rooms: 0, people: 0, silent: 0, restarts: 0 },
  };
}

/** Takes an answer down, or that there was none. */
function note(member: Member, health: Health | null): void {
  const { row, before, last } = member;
  if (health === null) {
    row.silent += 1;
    return;
  }
  if (last !== null && health.uptimeS < last.uptimeS) {
    row.restarts += 1;
    before.cpuS += last.cpuS;
    before.gcCount += last.gc?.count ?? 0;
    before.gcMs += last.gc?.totalMs ?? 0;
    before.refused = added(before.refused, last.refused ?? {});
  }
  if (last === null) {
    member.firstCpuS = health.cpuS;
    member.askedMs = performance.now();
  }
  member.last = health;
  const people = health.rooms.reduce((sum, room) => sum + room.people, 0);
  row.rss = Math.max(row.rss, health.rssBytes / MB);
  row.tick = Math.max(row.tick, ...health.rooms.map(({ tickMs }) => tickMs.p99));
  row.rooms = Math.max(row.rooms, health.rooms.length);
  row.people = Math.max(row.people, people);
}

function added(a: Record<string, number>, b: Record<string, number>): Record<string, number> {
  const sum = { ...a };
  for (const [name, count] of Object.entries(b)) sum[name] = (sum[name] ?? 0) + count;
  return sum;
}
