// The Dockerfile, by a linter and checks of our own; then its steps in a scratch folder, and the server that comes of them
// as a user who may write nothing.
import assert from "node:assert/strict";
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { validate } from "dockerfile-utils";
import { readConfig } from "../../server/config.ts";
import { freePorts } from "../../server/ops/cluster/ports.ts";
import { ROOT, read } from "./files.ts";
import { complaintsOfImage, isIgnored, stagesOf } from "./image-checks.ts";
import { freeze, type Performed, perform } from "./image-steps.ts";

const dockerfile = read("Dockerfile");
const ignore = read(".dockerignore");
const { port } = readConfig({});
/** Of the Dockerfile's USER. */
const USER = 10001;
/** What the server's packages may take, MB: the page's and the tests' are several times that. */
const MOST_MODULES_MB = 110;

describe("the Dockerfile", () => {
  it("is one, by a linter", () => {
    assert.deepEqual(validate(dockerfile), []);
    assert.notDeepEqual(validate(dockerfile.replace("HEALTHCHECK --interval", "HEALTHCHECK --interva")), []);
    assert.notDeepEqual(validate(dockerfile.replace("EXPOSE 2567", "EXPOSE game")), []);
  });

  it("passes our own checks", () => {
    assert.deepEqual(complaintsOfImage(dockerfile, ignore, port), []);
    const { scripts } = JSON.parse(read("package.json")) as { scripts: { start: string } };
    assert.ok(
      dockerfile.includes(`\nCMD ${JSON.stringify(scripts.start.split(" ")).replaceAll(",", ", ")}\n`),
    );
  });

  const mistakes: [RegExp, string, string][] = [
    [/runs as root/, "USER 10001:10001", "USER root"],
    [/runs as root/, "USER 10001:10001\n", ""],
    [
      /through a shell/,
      'CMD ["node", "--max-semi-space-size=16", "server/main.ts"]',
      "CMD node server/main.ts",
    ],
    [/no health check/, "HEALTHCHECK", "LABEL"],
    [/EXPOSE is not 2567/, "EXPOSE 2567", "EXPOSE 2568"],
    [/PORT is not 2567/, "PORT=2567", "PORT=80"],
    [/only build or test/, "npm ci --omit=dev", "npm ci"],
    [/other versions than the lock's/, "RUN npm ci\n", "RUN npm install\n"],
    [/a base without a version/, "FROM debian:bookworm-slim", "FROM debian"],
    [/copies everything/, "COPY package.json ./\nCOPY shared", "COPY . .\nCOPY shared"],
    [/tests: left out/, "COPY client client", "COPY tests tests"],
    [/installs in what runs/, "RUN mkdir -p /data", "RUN apt-get install curl && mkdir -p /data"],
  ];
  for (const [words, good, bad] of mistakes) {
    it(`has none of: ${words.source} (${bad.split("\n")[0]})`, () => {
      assert.ok(dockerfile.includes(good));
      assert.match(complaintsOfImage(dockerfile.replace(good, bad), ignore, port).join("\n"), words);
    });
  }

  it("keeps outside what is not of it", () => {
    for (const path of [
      "server/main.ts",
      "shared/sim/step.ts",
      "client/index.html",
      "package.json",
      ".npmrc",
    ])
      assert.ok(!isIgnored(ignore, path), path);
    assert.match(
      complaintsOfImage(dockerfile, ignore.replace("*\n", ""), port).join("\n"),
      /\.git: goes into/,
    );
    assert.match(
      complaintsOfImage(dockerfile, ignore.replace("**/node_modules", ""), port).join("\n"),
      /server\/node_modules/,
    );
  });
});

describe("what the Dockerfile does, done in a folder", function () {
  // It installs the server's packages and builds the page.
  this.timeout(600_000);
  let scratch: string;
  let made: Performed;
  let app: string;
  before(() => {
    scratch = mkdtempSync(join(tmpdir(), "emberline-image-"));
    // The page's own installation is the one that these tests run with; what runs is installed anew.
    const instead = (command: string, folder: string): boolean => {
      if (command === "npm ci") symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
      return command === "npm ci" || command.startsWith("mkdir -p /data");
    };
    process.env.npm_config_prefer_offline = "true";
    made = perform(stagesOf(dockerfile), { root: ROOT, ignore }, scratch, instead);
    delete process.env.npm_config_prefer_offline;
    app = join(made.root, made.workdir);
    mkdirSync(join(made.root, "data"));
    chmodSync(scratch, 0o755);
    freeze(app);
  });
  after(() => {
    execFileSync("chmod", ["-R", "u+w", scratch]);
    rmSync(scratch, { recursive: true });
  });

  it("has the page, the server and its packages, and nothing else", () => {
    assert.deepEqual(readdirSync(app).sort(), ["client", "node_modules", "package.json", "server", "shared"]);
    assert.deepEqual(readdirSync(join(app, "client")), ["dist"]);
    assert.ok(existsSync(join(app, "client/dist/index.html")));
    for (const name of ["phaser", "vite", "typescript", "mocha", "@biomejs", "playwright-core"])
      assert.ok(!existsSync(join(app, "node_modules", name)), name);
    const [kb] = execFileSync("du", ["-sk", join(app, "node_modules")], { encoding: "utf8" }).split("\t");
    assert.ok(Number(kb) / 1024 < MOST_MODULES_MB, `${Math.round(Number(kb) / 1024)} MB of packages`);
  });

  it("runs as somebody who may write nothing but /data, is healthy, and ends with 0", async () => {
    const data = join(made.root, "data");
    const root = process.getuid?.() === 0;
    if (root) chownSync(data, USER, USER);
    const [own] = await freePorts(1);
    const env = {
      ...made.env,
      PORT: String(own),
      HOST: "127.0.0.1",
      DATA_FILE: join(data, "emberline.sqlite"),
    };
    const as = (command: string[]): ChildProcess => {
      const user = root
        ? ["setpriv", `--reuid=${USER}`, `--regid=${USER}`, "--clear-groups", "--no-new-privs"]
        : [];
      const [program, ...args] = [...user, process.execPath, ...command.slice(1)];
      return spawn(program, args, { cwd: app, env, stdio: ["ignore", "pipe", "pipe"] });
    };
    const last = stagesOf(dockerfile).at(-1)!;
    const commandOf = (keyword: string): string[] => {
      const { rest } = last.steps.find((step) => step.keyword === keyword)!;
      return JSON.parse(rest.slice(rest.indexOf("["))) as string[];
    };
    const server = as(commandOf("CMD"));
    let said = "";
    for (const stream of [server.stdout!, server.stderr!]) stream.on("data", (chunk) => (said += chunk));
    try {
      while (!said.includes("http://")) {
        assert.equal(server.exitCode, null, said);
        await Promise.race([once(server.stdout!, "data"), once(server, "exit")]);
      }
      const probe = as(commandOf("HEALTHCHECK"));
      assert.deepEqual((await once(probe, "exit"))[0], 0, "the health check");
      const page = await (await fetch(`http://127.0.0.1:${own}/`)).text();
      assert.equal(page, readFileSync(join(app, "client/dist/index.html"), "utf8"));
      const guest = await fetch(`http://127.0.0.1:${own}/api/session/guest`, { method: "POST" });
      assert.equal(guest.status < 300, true, String(guest.status));
      assert.ok(existsSync(join(data, "emberline.sqlite")), "records are in the volume");
      server.kill("SIGTERM");
      assert.deepEqual(await once(server, "exit"), [0, null], said);
      assert.doesNotMatch(said, /EACCES|EROFS|EPERM/);
    } finally {
      server.kill("SIGKILL");
    }
  });
});
