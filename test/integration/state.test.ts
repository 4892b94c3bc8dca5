// What travels beside one's own prediction: the rhythm, private fields, messages to the right people.
import assert from "node:assert/strict";
import type { SkimmerSchema } from "../../shared/schema/skimmer-schema.ts";
import { damage } from "../../shared/sim/combat.ts";
import { Weapon } from "../../shared/sim/world.ts";
import { joinPlayer, type Player } from "../helpers/player.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

/** A map where nobody is carried off, pulled or blocked at a spawn point: at one of 15 there is a lane, at one of 40 a well. */
const CALM = "41";
/** Patches in a row that are counted. */
const ROW = 12;

describe("state and messages", () => {
  let server: TestServer;
  let ann: Player;
  let ben: Player;

  before(async () => {
    server = await startServer({ ARENA_BOTS_FILL_TO: "0", ARENA_SEED: CALM });
    ann = await joinPlayer(server.endpoint, "Ann");
    ben = await joinPlayer(server.endpoint, "Ben");
  });
  after(async () => {
    await ann.leave();
    await ben.leave();
    await server.close();
  });

  const game = () => server.room(ann.session.live.room.roomId).game;

  /** Puts both skimmers on one spot, so that each sees the other. */
  async function meet(): Promise<void> {
    const [spawn] = game().world.arena.spawns;
    for (const { session } of [ann, ben]) Object.assign(game().skimmer(session.slot), spawn);
    await ann.until((s) => s.state.skimmers.size === 2);
    await ben.until((s) => s.state.skimmers.size === 2);
  }

  it("[J4] welcomes each with a slot of its own", () => {
    assert.deepEqual([ann.session.slot, ben.session.slot], [0, 1]);
  });

  it("[S1] steps 30 times and patches 20 times a second", async () => {
    const { state } = ann.session;
    // A stall is caught up with in one patch, and says nothing: counted is a row of patches without one.
    const ticks: number[] = [];
    let last = state.tick;
    ann.session.live.room.onStateChange(({ tick }) => {
      const passed = tick - last;
      last = tick;
      if (ticks.length >= ROW) return;
      if (passed > 2) ticks.length = 0;
      else ticks.push(passed);
    });
    await ann.until(() => ticks.length >= ROW);
    const perPatch = ticks.reduce((sum, passed) => sum + passed, 0) / ROW;
    assert.ok(perPatch > 1.3 && perPatch < 1.8, `${perPatch} ticks a patch`);
  });

  it("[S4] tells velocity, dash and weapon to the owner only", async () => {
    await meet();
    const seen = (player: Player, slot: number) =>
      player.session.state.skimmers.get(String(slot)) as SkimmerSchema;
    const own = seen(ann, ann.session.slot);
    const other = seen(ann, ben.session.slot);
    for (const field of [
      "vx",
      "vy",
      "dashCharges",
      "cooldownTicks",
      "shots",
      "dashAim",
      "respawnTicks",
      "guardCooldownTicks",
      "inputSlack",
      "inputDepth",
      "starved",
      "queued",
    ] as const) {
      assert.notEqual(own[field], undefined, field);
      assert.equal(other[field], undefined, field);
    }
  });

  it("[M1] [M2] tells a kill to all, a hurt to the victim and a bank to the banker", async () => {
    await meet();
    const heard: string[] = [];
    for (const [name, { session }] of Object.entries({ ann, ben })) {
      session.on("kill", (e) => heard.push(`${name}: ${e.by} ended ${e.victim}`));
      session.on("hurt", (e) => heard.push(`${name}: hurt ${e.damage} by ${e.by}`));
      session.on("banked", (e) => heard.push(`${name}: banked ${e.embers}`));
    }
    const { world } = game();
    const banker = game().skimmer(ann.session.slot);
    Object.assign(banker, world.arena.beacons[0], { embers: 12, bankTicks: 44 });
    await ann.until(() => heard.length === 1);
    assert.match(heard[0], /^ann: banked 1[2-9]$/);
    damage(world, game().skimmer(ben.session.slot), ann.session.slot, 100, 0, Weapon.pulse, game().events);
    await ben.until(() => heard.length === 4);
    assert.deepEqual(heard.slice(1).sort(), ["ann: 0 ended 1", "ben: 0 ended 1", "ben: hurt 100 by 0"]);
    await ann.until((s) => s.state.roster.get("0")?.kills === 1 && s.state.roster.get("1")?.deaths === 1);
  });
});
