// The process as an operator starts it: one clear line and exit code 1 when it cannot run.
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { getPriority, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const main = join(root, "server", "main.ts");

interface Run {
  code: number | null;
  out: string;
  err: string;
}

/** Runs the server's process; `until` stops it with SIGTERM once standard output matches, after a `look` at it. */
async function run(
  env: Record<string, string>,
  until?: RegExp,
  file = main,
  look: (child: ChildProcess) => void = () => {},
): Promise<Run> {
  const child = spawn(process.execPath, [file], {
    env: { ...process.env, HOST: "127.0.0.1", DATA_FILE: ":memory:", ...env },
  });
  const result: Run = { code: null, out: "", err: "" };
  child.stdout.on("data", (chunk) => {
    result.out += chunk;
    if (!until?.test(result.out)) return;
    look(child);
    child.kill("SIGTERM");
  });
  child.stderr.on("data", (chunk) => {
    result.err += chunk;
  });
  [result.code] = await once(child, "close");
  return result;
}

describe("the server's process", function () {
  // Each starts a process, one out of a checkout that is copied before.
  this.timeout(120_000);

  it("prints the address, and ends with 0 on SIGTERM", async () => {
    const { code, out, err } = await run({ PORT: "0", EMBERLINE_DEV: "1" }, /http/);
    assert.match(out, /^Emberline: http:\/\/127\.0\.0\.1:\d+\n$/);
    assert.equal(err, "");
    assert.equal(code, 0);
  });

  it("lets the thread that plays go before the engine's own", async function () {
    if (process.platform !== "linux") this.skip();
    const nices = new Map<string, Set<number>>();
    await run({ PORT: "0", EMBERLINE_DEV: "1", WATCHDOG: "0" }, /http/, main, ({ pid }) => {
      for (const thread of readdirSync(`/proc/${pid}/task`)) {
        const stat = readFileSync(`/proc/${pid}/task/${thread}/stat`, "utf8");
        const name = stat.slice(stat.indexOf("(") + 1, stat.lastIndexOf(")"));
        // Field 19 of proc(5), counted behind the name.
        const nice = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[16]);
        nices.set(name, (nices.get(name) ?? new Set()).add(nice));
      }
    });
    const own = getPriority();
    assert.deepEqual([...(nices.get("MainThread") ?? [])], [own]);
    for (const helper of ["V8Worker", "libuv-worker"])
      assert.deepEqual([...(nices.get(helper) ?? [])], [15], helper);
  });

  it("says which port is taken", async () => {
    const other = createServer();
    other.listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const { code, err } = await run({ PORT: String(port), EMBERLINE_DEV: "1" });
    other.close();
    assert.match(err, new RegExp(`^Emberline: port ${port} is taken: .*PORT=.*\\n$`));
    assert.equal(code, 1);
  });

  const bad: [string, string, RegExp][] = [
    ["PORT", "http", /bad setting PORT="http"/],
    ["PORT", "70000", /bad setting PORT="70000"/],
    ["ARENA_SIZE", "huge", /bad setting ARENA_SIZE="huge"/],
    [
      "DATA_FILE",
      "/dev/null/records.sqlite",
      /^Emberline: cannot open the records in \/dev\/null\/records.sqlite .*DATA_FILE=/,
    ],
    ["LOG_LEVEL", "loud", /bad setting LOG_LEVEL="loud"/],
  ];
  for (const [name, value, words] of bad) {
    it(`names a bad setting: ${name}=${value}`, async () => {
      const { code, out, err } = await run({ [name]: value, EMBERLINE_DEV: "1" });
      assert.match(err, words);
      assert.equal(err.split("\n").length, 2, err);
      assert.equal(out, "");
      assert.equal(code, 1);
    });
  }

  it("says what a HOST that is not ours means", async () => {
    const { code, err } = await run({ HOST: "192.0.2.1", PORT: "0", EMBERLINE_DEV: "1" });
    assert.match(err, /^Emberline: cannot listen on 192\.0\.2\.1: check HOST\n$/);
    assert.equal(code, 1);
  });

  it("says what to do when the page is not built and cannot be", async () => {
    const folder = await mkdtemp(join(tmpdir(), "emberline-"));
    // A checkout as an image without development packages has it: everything but Vite.
    for (const name of ["server", "shared", "client", "package.json", "package-lock.json"]) {
      await cp(join(root, name), join(folder, name), {
        recursive: true,
        filter: (path) => !path.endsWith(join("client", "dist")),
      });
    }
    await mkdir(join(folder, "node_modules"));
    for (const name of await readdir(join(root, "node_modules"))) {
      if (name !== "vite")
        await symlink(join(root, "node_modules", name), join(folder, "node_modules", name));
    }
    const { code, out, err } = await run({ PORT: "0" }, undefined, join(folder, "server", "main.ts"));
    await rm(folder, { recursive: true });
    assert.match(
      err,
      /^Emberline: client\/dist is missing and vite is not installed: run `npm ci && npm run build`\n$/,
    );
    assert.equal(out, "");
    assert.equal(code, 1);
  });
});
