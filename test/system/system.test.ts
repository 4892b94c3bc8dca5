// The whole system on a clock of its own, in short: `npm run system` runs as many stories as one likes. Each run is a
// process of its own, since clock, chance and network of the process are replaced.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { FRESH } from "../helpers/seeds.ts";
import { PLANTS } from "./options.ts";

const MAIN = fileURLToPath(new URL("./main.ts", import.meta.url));

interface Story {
  seed: number;
  hash: string;
  differences: string[];
  figures: { deliveries: number; compared: number };
  happened: Record<string, number>;
}

/** What twenty stories must hold, beside people who come and talk. */
const HAPPENS = [
  "dropped",
  "returned",
  "another seat",
  "closed 4002",
  "closed 4101",
  "refused messagesPerSecond",
  "refused softBufferBytes",
  "refused slowSeconds",
];

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const child = spawn(process.execPath, [MAIN, ...args]);
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    out += chunk;
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    err += chunk;
  });
  const [code] = (await once(child, "close")) as [number];
  return { code, out, err };
}

async function stories(...args: string[]): Promise<Story[]> {
  const { code, out, err } = await run("--json", ...args);
  assert.ok(code === 0 || code === 99, `${code}: ${err}`);
  return out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Story);
}

/** Stories in which something was found once. */
const FOUND: readonly { seed: number; title: string }[] = [
  { seed: 102, title: "a seat that is given back after its player's own count has run out is played on" },
];

describe("the whole system, simulated", function () {
  this.timeout(600_000);

  it("shows everybody what the server has, after 20 stories of faults", async () => {
    const told = await stories("--seeds", "20");
    assert.equal(told.length, 20);
    for (const { seed, differences } of told) assert.deepEqual(differences, [], `seed ${seed}`);
    const sum = (of: (story: Story) => number): number => told.reduce((all, story) => all + of(story), 0);
    assert.ok(sum(({ figures }) => figures.compared) >= 40, "views must be compared");
    assert.ok(sum(({ figures }) => figures.deliveries) >= 10_000, "much must be delivered");
    for (const what of HAPPENS) assert.ok(sum(({ happened }) => happened[what] ?? 0) > 0, what);
  });

  it(`does so in a story that nobody has heard (seed ${FRESH})`, async () => {
    const [{ differences }] = await stories("--seed", String(FRESH));
    assert.deepEqual(differences, []);
  });

  for (const { seed, title } of FOUND) {
    it(`seed ${seed}: ${title}`, async () => {
      const [{ differences }] = await stories("--seed", String(seed));
      assert.deepEqual(differences, []);
    });
  }

  it("delivers the same to the same at the same time when a seed is run again, whatever ran before", async () => {
    const [alone] = await stories("--seed", "4");
    const [other, again] = await stories("--from", "3", "--seeds", "2");
    assert.equal(again.seed, 4);
    assert.equal(again.hash, alone.hash);
    assert.notEqual(other.hash, alone.hash);
  });

  for (const plant of PLANTS) {
    it(`notices what is wrong: ${plant}`, async () => {
      const { code, out } = await run("--seed", "3", "--json", "--plant", plant);
      const [{ differences }] = out.split("\n", 1).map((line) => JSON.parse(line) as Story);
      assert.equal(code, 99);
      assert.ok(differences.length > 0);
    });
  }

  it("helps, and says in one line what is wrong with what it is asked", async () => {
    const help = await run("--help");
    assert.equal(help.code, 0);
    for (const word of ["--seeds", "--from", "--seed", "--seconds", "--plant"])
      assert.ok(help.out.includes(word));
    const bad = await run("--seeds", "many");
    assert.deepEqual([bad.code, bad.out], [1, ""]);
    assert.match(bad.err, /^system: --seeds must be a whole number from 1 to 100000, not "many" \(.*\)\n$/);
    assert.match((await run("--plant", "rose")).err, /^system: no plant "rose": choose patch, line/);
  });
});
