// The watchdog: a server that hangs or crashes is started again on the same port, and not for ever.
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { joinPlayer } from "../../helpers/player.ts";

const MAIN = join(import.meta.dirname, "..", "..", "..", "server", "main.ts");

interface Watched {
  parent: ChildProcess;
  endpoint: string;
  /** Lines of both streams so far. */
  lines: string[];
  /** Resolves to the next line that matches, of those that are still to come. */
  next(what: RegExp): Promise<string>;
  ended: Promise<number | null>;
}

const started: ChildProcess[] = [];

async function start(env: Record<string, string> = {}): Promise<Watched> {
  const parent = spawn(process.execPath, [MAIN], {
    env: {
      ...process.env,
      PORT: "0",
      HOST: "127.0.0.1",
      EMBERLINE_DEV: "1",
      LOG_LEVEL: "fatal",
      DATA_FILE: ":memory:",
      TRUSTED_ADDRESSES: "127.0.0.1",
      ARENA_BOTS_FILL_TO: "0",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  started.push(parent);
  const lines: string[] = [];
  const waiting: { what: RegExp; resolve: (line: string) => void }[] = [];
  for (const stream of [parent.stdout, parent.stderr])
    createInterface({ input: stream as NodeJS.ReadableStream }).on("line", (line) => {
      lines.push(line);
      for (const one of waiting.splice(0)) {
        if (one.what.test(line)) one.resolve(line);
        else waiting.push(one);
      }
    });
  const next = (what: RegExp): Promise<string> => new Promise((resolve) => waiting.push({ what, resolve }));
  // Not at its exit: its last lines may be read after that.
  const ended = new Promise<number | null>((resolve) => parent.once("close", resolve));
  const endpoint = (await next(/^Emberline: http/)).slice("Emberline: ".length);
  return { parent, endpoint, lines, next, ended };
}

/** The process that the parent watches. */
function childOf({ pid }: ChildProcess): number {
  return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim());
}

describe("the watchdog", function () {
  this.timeout(90_000);

  before(function () {
    if (process.platform !== "linux") this.skip();
  });
  afterEach(() => {
    for (const parent of started.splice(0)) parent.kill("SIGKILL");
  });

  it("K1: kills a server whose event loop stands, and starts it again on the same port; players are told", async () => {
    // Records in memory are gone with it: who one is would be, too.
    const { parent, endpoint, next, ended } = await start({ AUTH_SECRET: "x".repeat(40) });
    const player = await joinPlayer(endpoint, "Ann");
    const child = childOf(parent);
    const again = next(/^Emberline: http/);
    process.kill(child, "SIGSTOP");
    await next(/has not answered for 5 s: killed/);
    assert.equal((await again).slice("Emberline: ".length), endpoint);
    assert.notEqual(childOf(parent), child);
    assert.equal((await fetch(`${endpoint}/health`)).status, 200);
    // Its room is gone with the process: it is in another.
    await player.until(({ link }) => link.kind === "playing" && link.after === "lost");
    await player.leave();
    const newcomer = await joinPlayer(endpoint, "Bea");
    await newcomer.leave();
    parent.kill("SIGTERM");
    assert.equal(await ended, 0);
  });

  it("K5: starts a server that crashed again, and gives one up that crashes on and on", async () => {
    const { parent, next, ended, lines } = await start();
    for (let n = 1; n < 5; n++) {
      const again = next(/^Emberline: http/);
      process.kill(childOf(parent), "SIGKILL");
      await again;
    }
    process.kill(childOf(parent), "SIGKILL");
    assert.equal(await ended, 1);
    assert.match(
      lines.at(-1) ?? "",
      /^Emberline: the server has ended 5 times within 60 s \(SIGKILL\): given up$/,
    );
    assert.deepEqual(
      lines.filter((line) => line.includes("again in")).map((line) => /in (\S+) s$/.exec(line)?.[1]),
      ["0.5", "1", "2", "4"],
    );
  });

  for (const signal of ["SIGTERM", "SIGINT"] as const)
    it(`ends the server with itself: ${signal}`, async () => {
      const { parent, endpoint, ended } = await start();
      const child = childOf(parent);
      parent.kill(signal);
      assert.equal(await ended, 0);
      assert.throws(() => process.kill(child, 0), /ESRCH/);
      await assert.rejects(fetch(`${endpoint}/health`));
    });

  it("takes the server with it when it is killed, and goes with one that is told to end", async () => {
    const killed = await start();
    killed.parent.kill("SIGKILL");
    let up = true;
    while (up)
      up = await fetch(`${killed.endpoint}/health`).then(
        () => true,
        () => false,
      );
    const told = await start();
    process.kill(childOf(told.parent), "SIGTERM");
    assert.equal(await told.ended, 0);
  });

  it("is not there with WATCHDOG=0", async () => {
    const { parent, ended } = await start({ WATCHDOG: "0" });
    assert.equal(childOf(parent), 0);
    parent.kill("SIGTERM");
    assert.equal(await ended, 0);
  });

  it("takes next to nothing: under a tenth of a second of CPU in ten", async () => {
    const { parent } = await start();
    const ticks = (): number => {
      const fields = readFileSync(`/proc/${parent.pid}/stat`, "utf8").split(") ")[1].split(" ");
      return Number(fields[11]) + Number(fields[12]);
    };
    const before = ticks();
    await new Promise((wake) => setTimeout(wake, 10_000));
    assert.ok(ticks() - before < 10, `${ticks() - before} hundredths`);
  });
});
