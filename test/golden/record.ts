// `npm run golden`: records the golden matches anew, after a wanted change of the rules (see golden.test.ts).
// Owns: how they are played: headless players over the lab's networks, beside bots. Must not: write a log itself.
import { copyFile, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { profileNamed } from "../../shared/lab/profile.ts";
import { FeelServer } from "../feel/server-process.ts";
import { startProxy } from "../lab/proxy.ts";
import { endChildrenAtExit } from "../load/children.ts";
import { SimulatedClient } from "../load/simulated-client.ts";

const SECONDS = 90;
const FRAME_MS = 1000 / 60;
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
  const clients: SimulatedClient[] = [];
  const frames = setInterval(() => {
    for (const client of clients) client.frame(performance.now());
  }, FRAME_MS);
  // Every second character is a hunter, who has use for a Lance.
  for (const [i, proxy] of proxies.entries())
    clients.push(await SimulatedClient.join(`http://127.0.0.1:${proxy.port}`, 1 + 3 * i, seed));
  await sleep(SECONDS * 1000);
  await Promise.allSettled(clients.map((client) => client.leave()));
  clearInterval(frames);
  await Promise.all(proxies.map((proxy) => proxy.close()));
  await server.stop();
  const [log] = await readdir(folder);
  await copyFile(join(folder, log), join(import.meta.dirname, `${name}.emberlog`));
  await rm(folder, { recursive: true });
}

endChildrenAtExit();
for (const { name, seed, profiles } of MATCHES) {
  console.log(`${name}: ${SECONDS} s of ${profiles.join(", ")} and ${BOTS} bots ...`);
  await record(name, seed, profiles);
}
console.log("Recorded. Look at them with: npm run replay -- test/golden/*.emberlog");
process.exit(0);
