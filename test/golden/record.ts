// `npm run golden`: records the golden matches anew, after a wanted change of the rules (see golden.test.ts).
// Owns: how they are played: headless players over the lab's networks, beside bots; and bots alone in matches of two
// teams (those alone with --matches). Must not: change a rule.
import { copyFile, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ArenaGame } from "../../server/game/arena-game.ts";
import { writeLog } from "../../server/persistence/log-files.ts";
import { profileNamed } from "../../shared/lab/profile.ts";
import { ArenaSchema } from "../../shared/schema/arena-schema.ts";
import type { InputLog } from "../../shared/sim/input-log.ts";
import { MODES, type Mode } from "../../shared/tunables/modes.ts";
import { FeelServer } from "../feel/server-process.ts";
import { startProxy } from "../lab/proxy.ts";
import { endChildrenAtExit } from "../load/children.ts";
import { Crowd } from "../load/crowd.ts";
import type { Way } from "../load/joining.ts";

const SECONDS = 90;
const BOTS = 6;
const MATCHES = [
  { name: "calm", seed: 11, profiles: ["loopback", "loopback", "home-wifi", "home-wifi", "4g", "4g"] },
  { name: "rough", seed: 12, profiles: ["4g", "transatlantic", "transatlantic", "train", "storm", "freeze"] },
];

async function record(name: string, seed: number, profiles: string[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "golden-"));
  const bots = BOTS + profiles.length;
  const server = await FeelServer.start({ maxClients: profiles.length, bots, seed, logFolder: folder });
  const target = { host: "127.0.0.1", port: server.port };
  const proxies = await Promise.all(
    profiles.map((profile, i) => startProxy({ target, profile: profileNamed(profile), seed: seed + i })),
  );
  const crowd = new Crowd();
  // Every second character is a hunter, who has use for a Lance.
  for (const [i, proxy] of proxies.entries()) {
    const way: Way = { endpoint: `http://127.0.0.1:${proxy.port}`, to: { kind: "quick", mode: "swarm" } };
    await crowd.enter(way, 1 + 3 * i, seed, performance.now());
  }
  await sleep(SECONDS * 1000);
  await crowd.leave();
  await Promise.all(proxies.map((proxy) => proxy.close()));
  await server.stop();
  const [log] = await readdir(folder);
  await copyFile(join(folder, log), join(import.meta.dirname, `${name}.emberlog`));
  await rm(folder, { recursive: true });
}

/** A match of two teams, played by bots in no time; a person comes to have it begin, and goes. */
async function recordMatch(mode: Mode, seed: number): Promise<void> {
  const nobody = { toAll() {}, toSlot() {} };
  const lengths = { lengthTicks: MODES[mode].lengthTicks / 3 };
  const game = new ArenaGame(new ArenaSchema(), { mode, seed, lengths, fillTo: 8, hashes: true }, nobody);
  const logs: InputLog[] = [];
  game.onRoundOver = ({ log }) => void logs.push(log);
  const queue = { size: 0, waitedMs: 0, next: () => undefined };
  const person = { name: "Ann", hue: 0, bot: false, id: "u_ann", team: -1 };
  const slot = game.join(person, { queue, view: null, link: null });
  for (let tick = 1; logs.length === 0; tick++) {
    game.tick();
    // Two patches to three ticks, as in a room.
    if (tick % 3 !== 0) game.beforePatch();
    if (tick === 1) game.leave(slot);
  }
  await writeLog(import.meta.dirname, mode, logs[0]);
}

endChildrenAtExit();
for (const [mode, seed] of [
  ["duel", 13],
  ["rush", 14],
] as const) {
  console.log(`${mode}: a match of bots ...`);
  await recordMatch(mode, seed);
}
if (process.argv.includes("--matches")) process.exit(0);
for (const { name, seed, profiles } of MATCHES) {
  console.log(`${name}: ${SECONDS} s of ${profiles.join(", ")} and ${BOTS} bots ...`);
  await record(name, seed, profiles);
}
console.log("Recorded. Look at them with: npm run replay -- test/golden/*.emberlog");
process.exit(0);
