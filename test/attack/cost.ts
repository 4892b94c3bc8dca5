// What an attack costs the server's processor.
// Owns: the measurement. Must not: attack.
import { after } from "./case.ts";
import type { Ground } from "./ground.ts";

/** Milliseconds of the server's CPU that `act` costs, without what it costs to be there meanwhile. */
export async function costOf(ground: Ground, act: () => Promise<void>): Promise<number> {
  const cpu = (): Promise<number> => ground.server.probe<number>("cpuMs");
  const before = await cpu();
  const idleMs = performance.now();
  await after(1000);
  const idle = ((await cpu()) - before) / (performance.now() - idleMs);
  const startMs = performance.now();
  const from = await cpu();
  await act();
  return (await cpu()) - from - idle * (performance.now() - startMs);
}
