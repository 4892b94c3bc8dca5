// What a pickup is called, and what it brought.
// Owns: those words. Must not: know who took it.
import { Pickup } from "../../shared/sim/things.ts";
import { MINE, ORB, PICKUPS, SCATTER } from "../../shared/tunables/arsenal.ts";
import { type StringKey, say } from "./strings.ts";

const ITEMS: Readonly<Record<number, readonly [name: StringKey, brings: number]>> = {
  [Pickup.repair]: ["itemRepair", PICKUPS.repair],
  [Pickup.overshield]: ["itemOvershield", PICKUPS.overshield],
  [Pickup.lantern]: ["itemLantern", 0],
  [Pickup.cloak]: ["itemCloak", 0],
  [Pickup.surge]: ["itemSurge", 0],
  [Pickup.scatter]: ["weaponScatter", SCATTER.shells],
  [Pickup.orb]: ["weaponOrb", ORB.shells],
  [Pickup.mine]: ["weaponMine", MINE.shells],
};

/** `value`: embers, for what is one. */
export function pickupWords(kind: number, value: number): string {
  const item = ITEMS[kind];
  if (item === undefined) return say("embersToast", { embers: value });
  const [name, brings] = item;
  return brings === 0 ? say(name) : say("itemBrings", { name: say(name), brings });
}
