// Where an attack takes place: a server, players in another room, and addresses for the attackers.
// Owns: their start, and starting anew after a kill. Must not: attack.
import { setTimeout as after } from "node:timers/promises";
import { type Felt, Others, type Snapshot } from "./others.ts";
import { ServerProcess, TRUSTED } from "./server-process.ts";

/** How many play in another room. */
const OTHERS = 4;
/** Patches that are compared with what the server sent. */
const COMPARED = 10;
/** Told of the time between patches after they are encoded: never the same on both sides. */
const NOT_COMPARED = new Set(["tickGapMs"]);

export class Ground {
  server!: ServerProcess;
  others!: Others;
  /** Servers that have ended by themselves. */
  exits = 0;
  /** What the others felt until `feltUntilNow`; null for until the end of the case. */
  felt: Felt | null = null;
  private addresses = 0;
  private readonly env: Record<string, string>;

  private constructor(env: Record<string, string>) {
    this.env = env;
  }

  /** `env`: settings of the server that are not the default. */
  static async prepare(env: Record<string, string> = {}): Promise<Ground> {
    const ground = new Ground(env);
    await ground.start();
    return ground;
  }

  /** An address that nobody has attacked from yet. */
  address(): string {
    this.addresses += 1;
    return `127.7.${this.addresses >> 8}.${this.addresses & 255}`;
  }

  /** An address that no limit counts: what is attacked from it meets the limits of sockets and players alone. */
  readonly trusted = TRUSTED;

  get door(): { port: number; address: string } {
    return { port: this.server.port, address: this.address() };
  }

  /** From now on it counts what the others feel. */
  async begin(): Promise<void> {
    this.felt = null;
    if (await this.others.restart()) return;
    await this.others.stop();
    this.others = await Others.start(this.server.endpoint, OTHERS);
  }

  /** The attack is over: what follows, a look into the server that takes its time, is none of it. */
  async feltUntilNow(): Promise<void> {
    this.felt = await this.others.felt(0);
  }

  /** After a kill: everything anew. */
  async revive(): Promise<void> {
    if (this.server.ended === null) return;
    this.exits += 1;
    await this.others.stop();
    await this.start();
  }

  /** Whether the server answers within `ms`. One that runs and does not is killed. */
  async lives(ms: number): Promise<boolean> {
    if (this.server.ended !== null) return false;
    const answered = this.server.health().then(
      () => true,
      () => false,
    );
    const alive = await Promise.race([answered, after(ms, false, { ref: false })]);
    if (!alive) await this.server.kill();
    return alive;
  }

  /** What the others are told and the server's state do not agree on: one line each; `tick path: theirs, the server's`. */
  async differences(): Promise<string[]> {
    for (let tries = 2; ; tries--) {
      const found = await this.compared();
      // Where somebody stood still meanwhile, the two have no patch in common: once more.
      if (found !== null) return found;
      if (tries === 0) return ["no tick that both sides have"];
    }
  }

  private async compared(): Promise<string[] | null> {
    // One more on the server's side: the two do not begin with the same patch.
    const [sent, told] = await Promise.all([
      this.server.probe<Record<string, unknown>[]>("snapshots", this.others.roomId, COMPARED * 4),
      this.others.snapshots(COMPARED),
    ]);
    const byTick = new Map(sent.map((state) => [state.tick, state]));
    const pairs = told.flatMap(({ state }: Snapshot) => {
      const whole = byTick.get(state.tick);
      return whole === undefined ? [] : [{ state, whole }];
    });
    if (pairs.length === 0) return null;
    return pairs.flatMap(({ state, whole }) => [...unlike(state, whole, String(state.tick))]);
  }

  async stop(): Promise<void> {
    await this.others.stop();
    await this.server.stop();
  }

  private async start(): Promise<void> {
    this.server = await ServerProcess.start(this.env);
    this.others = await Others.start(this.server.endpoint, OTHERS);
  }
}

/** Where a part that was told differs from the whole; what was not told does not count. */
export function* unlike(part: unknown, whole: unknown, path: string): Generator<string> {
  if (part !== null && typeof part === "object") {
    for (const [key, inner] of Object.entries(part))
      if (!NOT_COMPARED.has(key))
        yield* unlike(inner, (whole as Record<string, unknown> | undefined)?.[key], `${path}.${key}`);
  } else if (part !== undefined && part !== whole) yield `${path}: ${String(part)}, ${String(whole)}`;
}
