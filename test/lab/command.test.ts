// `npm run lab` as a person starts it: the table, the address, and one line of what to do when it cannot run.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createConnection, createServer, type Server } from "node:net";
import { fileURLToPath } from "node:url";
import { PROFILES } from "../../shared/lab/profile.ts";

const MAIN = fileURLToPath(new URL("./main.ts", import.meta.url));

interface Run {
  code: number | null;
  out: string;
  err: string;
}

/** Runs the command; once it has printed an address, calls `use` with its port and then ends it with SIGTERM. */
async function run(args: string[], use?: (port: number) => Promise<void>): Promise<Run> {
  const child = spawn(process.execPath, [MAIN, ...args]);
  const result: Run = { code: null, out: "", err: "" };
  let using: Promise<void> | undefined;
  child.stdout.on("data", (chunk) => {
    result.out += chunk;
    const port = /http:\/\/127\.0\.0\.1:(\d+)/.exec(result.out)?.[1];
    if (use && port) using ??= use(Number(port)).finally(() => child.kill("SIGTERM"));
  });
  child.stderr.on("data", (chunk) => {
    result.err += chunk;
  });
  [result.code] = await once(child, "close");
  await using;
  return result;
}

describe("npm run lab", () => {
  let echo: Server;
  let target: string;

  before(async () => {
    echo = createServer((socket) => {
      socket.on("error", () => {});
      socket.pipe(socket);
    });
    echo.listen(0, "127.0.0.1");
    await once(echo, "listening");
    target = `http://127.0.0.1:${(echo.address() as AddressInfo).port}`;
  });
  after(() => echo.close());

  it("lists every profile, one a line", async () => {
    const { code, out, err } = await run(["--list"]);
    assert.deepEqual([code, err], [0, ""]);
    const lines = out.trimEnd().split("\n").slice(1);
    assert.deepEqual(
      lines.map((line) => line.split(" ")[0]),
      Object.keys(PROFILES),
    );
    for (const [i, { title }] of Object.values(PROFILES).entries()) assert.ok(lines[i].endsWith(title));
  });

  it("helps", async () => {
    const { code, out } = await run(["--help"]);
    assert.equal(code, 0);
    for (const option of ["--profile", "--target", "--port", "--seed", "--fault", "--list"])
      assert.ok(out.includes(option));
  });

  it("prints the address, carries bytes, and ends with 0 on SIGTERM though a connection is open", async () => {
    const { code, out, err } = await run(["--profile", "home-wifi", "--target", target], async (port) => {
      const socket = createConnection(port, "127.0.0.1");
      socket.write("ping");
      assert.equal(String((await once(socket, "data"))[0]), "ping");
      socket.on("error", () => {});
    });
    assert.match(out, /^Lab: http:\/\/127\.0\.0\.1:\d+ \(home-wifi: .*\)\n$/);
    assert.deepEqual([code, err], [0, ""]);
  });

  it("does faults on a schedule, and says so", async () => {
    // The first cut is long after the throttle, the others are for a client that came too late for it.
    const cuts = ["2s cut", "9s cut", "20s cut"].flatMap((cut) => ["--fault", cut]);
    const faults = [...cuts, "--fault", "0s throttle both 9KB/s 100ms"];
    const { code, out } = await run(
      ["--profile", "loopback", "--target", target, ...faults],
      async (port) => {
        const socket = createConnection(port, "127.0.0.1");
        const [error] = (await once(socket, "error")) as NodeJS.ErrnoException[];
        assert.equal(error.code, "ECONNRESET");
      },
    );
    const told = [...out.matchAll(/^\d\d:\d\d:\d\d (.*)$/gm)].map(([, words]) => words);
    const [throttle, over, ...rest] = told;
    assert.deepEqual([throttle, over], ["throttle both 9KB/s 100ms", "throttle both 9KB/s 100ms is over"]);
    assert.deepEqual([...new Set(rest)], ["cut"]);
    assert.equal(code, 0);
  });

  const bad: [args: string[], words: RegExp][] = [
    [["--profile", "5g"], /no profile "5g": choose loopback, .*storm/],
    [[], /--profile is missing: choose loopback/],
    [["--profile", "4g", "--port", "70000"], /--port must be a whole number from 0 to 65535, not "70000"/],
    [["--profile", "4g", "--seed", "x"], /--seed must be a whole number/],
    [["--profile", "4g", "--target", "https://a"], /--target must be like http:\/\/127\.0\.0\.1:2567/],
    [
      ["--profile", "4g", "--fault", "20s stal up"],
      /--fault must be like "20s stall up 3s", not "20s stal up"/,
    ],
    [["--profile", "4g", "--fault", "20 cut"], /a time must be like 500ms, 3s or 2m, .* not "20"/],
    [["--profile", "4g", "--fault", "9999m cut"], /at most a day, not "9999m"/],
    [["--profile", "4g", "--fault", "1s throttle up 5 3s"], /a rate must be like 500B\/s, .* not "5"/],
    [["--profile", "4g", "--fault", "1s profile 5g"], /no profile "5g": choose loopback/],
    [["--profil", "4g"], /Unknown option '--profil'/],
    [["--profile", "4g", "extra"], /Unexpected argument 'extra'/],
  ];
  for (const [args, words] of bad) {
    it(`says what to do about ${args.join(" ") || "nothing"}`, async () => {
      const { code, out, err } = await run(args);
      assert.match(err, words);
      assert.equal(err.split("\n").length, 2, err);
      assert.deepEqual([code, out], [1, ""]);
    });
  }

  it("says that the server is not there, and that the port is taken", async () => {
    const gone = createServer().listen(0, "127.0.0.1");
    await once(gone, "listening");
    const { port } = gone.address() as AddressInfo;
    const taken = await run(["--profile", "4g", "--target", target, "--port", String(port)]);
    assert.match(taken.err, new RegExp(`^lab: port ${port} is taken: choose another with --port`));
    await new Promise((resolve) => gone.close(resolve));
    const absent = await run(["--profile", "4g", "--target", `http://127.0.0.1:${port}`]);
    assert.match(
      absent.err,
      new RegExp(`^lab: no server at 127\\.0\\.0\\.1:${port}: start it with .npm start.`),
    );
    assert.deepEqual([taken.code, absent.code], [1, 1]);
  });
});
