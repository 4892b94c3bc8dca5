// What makes a round, over real sockets: the crown and its price, beacons that go cold.
import assert from "node:assert/strict";
import { damage } from "../../shared/sim/combat.ts";
import { Weapon } from "../../shared/sim/world.ts";
import { BANK, CROWN } from "../../shared/tunables.ts";
import { joinPlayer, type Player } from "../helpers/player.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

describe("crown and beacons", () => {
  let server: TestServer;
  let ann: Player;
  let ben: Player;

  before(async () => {
    server = await startServer({ ARENA_BOTS_FILL_TO: "0" });
    ann = await joinPlayer(server.endpoint, "Ann");
    ben = await joinPlayer(server.endpoint, "Ben");
  });
  after(async () => {
    await ann.leave();
    await ben.leave();
    await server.close();
  });

  const game = () => server.room(ann.session.live.room.roomId).game;

  /** Puts somebody at a beacon with embers, `bankTicks` into the channel. */
  const bank = ({ session }: Player, beacon: number, bankTicks: number): void =>
    void Object.assign(game().skimmer(session.slot), game().world.arena.beacons[beacon], {
      ...{ embers: 12, vx: 0, vy: 0, bankTicks },
    });

  it("[S9] [M6] the crown and the price of its wearer are told to all, and known to who comes later", async () => {
    const heard: string[] = [];
    for (const [name, { session }] of Object.entries({ ann, ben })) {
      session.on("crown", ({ slot }) => heard.push(`${name}: ${slot} leads`));
      session.on("bounty", ({ slot, embers }) => heard.push(`${name}: ${embers} for ${slot}`));
    }
    assert.equal(ann.session.state.crown, -1);
    bank(ann, 0, BANK.channelTicks - 1);
    await ann.until((s) => s.state.crown === 0 && heard.length === 2);
    await ben.until((s) => s.state.crown === 0);
    const { world, events } = game();
    damage(world, game().skimmer(0), 1, 100, 0, Weapon.pulse, events);
    // The price makes its winner the leader.
    await ben.until((s) => s.state.crown === 1 && heard.length === 6);
    assert.equal(ben.session.state.roster.get("1")?.banked, CROWN.bounty);
    assert.deepEqual(heard.toSorted(), [
      "ann: 0 leads",
      "ann: 1 leads",
      "ann: 15 for 1",
      "ben: 0 leads",
      "ben: 1 leads",
      "ben: 15 for 1",
    ]);
    const cat = await joinPlayer(server.endpoint, "Cat");
    assert.equal(cat.session.state.crown, 1);
    await cat.leave();
  });

  it("[S9] a beacon where somebody has banked is cold for everybody, in one's own prediction, too", async () => {
    bank(ben, 1, BANK.channelTicks - 1);
    await ann.until((s) => (s.state.coldUntil[1] ?? 0) > s.state.tick);
    bank(ben, 1, 0);
    const { session } = ben;
    await ben.until(() => (session.own?.embers ?? 0) > 0 && session.own?.bankTicks === 0);
    let most = 0;
    const from = session.state.tick;
    await ben.until(() => {
      most = Math.max(most, session.own?.bankTicks ?? 0, game().skimmer(session.slot).bankTicks);
      return session.state.tick > from + 45;
    });
    assert.equal(most, 0, "neither here nor there does a channel run");
    assert.equal(game().skimmer(session.slot).embers >= 12, true);
    bank(ben, 2, 0);
    await ben.until((s) => s.own?.bankTicks === 20);
    // The prediction knows when the beacon is warm again, before the server says that a channel runs.
    game().world.coldUntil[1] = 0;
    bank(ben, 1, 0);
    await ben.until((s) => s.state.coldUntil[1] === 0 && (s.own?.bankTicks ?? 0) > 0);
  });
});
