// What makes a round, over real sockets: the crown and its price, beacons that go cold, the vote, the next round.
import assert from "node:assert/strict";
import { damage } from "../../shared/sim/combat.ts";
import { clearMotes } from "../../shared/sim/motes.ts";
import { arenaSeed, Phase, Weapon } from "../../shared/sim/world.ts";
import { BANK, CROWN, EMBERS } from "../../shared/tunables.ts";
import { IDLE, joinPlayer, type Player } from "../helpers/player.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

describe("crown and beacons", function () {
  this.timeout(30_000);

  let server: TestServer;
  let ann: Player;
  let ben: Player;

  before(async () => {
    server = await startServer({ ARENA_BOTS_FILL_TO: "0" });
    ann = await joinPlayer(server.endpoint, "Ann");
    ben = await joinPlayer(server.endpoint, "Ben");
    // What is banked here is what is given: on one map of 300 a shard beside the beacon makes twelve more than the price.
    const { world } = game();
    clearMotes(world);
    world.moteCount = EMBERS.maxMotes;
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
    await ben.until((s) => (s.own?.bankTicks ?? 0) > 0);
    // The prediction knows when the beacon is warm again, before the server says that a channel runs.
    game().world.coldUntil[1] = 0;
    bank(ben, 1, 0);
    await ben.until((s) => s.state.coldUntil[1] === 0 && (s.own?.bankTicks ?? 0) > 0);
  });
});

describe("the end of a round", function () {
  this.timeout(30_000);

  let server: TestServer;
  let players: Player[];

  before(async () => {
    const short = { ROUND_SECONDS: "2", SCORES_SECONDS: "5" };
    server = await startServer({ ARENA_BOTS_FILL_TO: "14", ARENA_SIZE: "", ...short });
    players = [];
    for (const name of ["Ann", "Ben", "Cat"]) players.push(await joinPlayer(server.endpoint, name));
  });
  after(async () => {
    for (const player of players) await player.leave();
    await server.close();
  });

  it("[R1] [R2] [R3] puts three maps to the vote, plays the chosen one next, and drops nobody", async () => {
    const [ann, ben, cat] = players;
    const { live } = ann.session;
    const slots = players.map(({ session }) => session.slot);
    // From their beginning: of the scores that are shown as one comes in there may be too little left to vote twice.
    await ann.until((s) => s.state.phase === Phase.playing);
    await ann.until((s) => s.state.phase === Phase.scores);
    const { round, nextSize } = ann.session.state;
    assert.equal(nextSize, "medium", "14 are in");
    ann.session.vote(0);
    ben.session.vote(2);
    cat.session.vote(2);
    assert.deepEqual([ann.session.voted, ben.session.voted], [0, 2]);
    await cat.until((s) => s.state.votes[0] === 1 && s.state.votes[2] === 2);
    ann.session.vote(2);
    await cat.until((s) => s.state.votes[0] === 0 && s.state.votes[2] === 3);
    const arenas: number[] = [];
    cat.session.on("arena", ({ arena }) => arenas.push(arena.seed));
    for (const { until } of players) await until((s) => s.state.round === round + 1);
    for (const { session } of players) {
      const { seed } = session.state;
      assert.deepEqual([session.state.map, session.state.size, session.voted], [2, "medium", -1]);
      assert.equal(session.arena.seed, arenaSeed(seed, round + 1, 2));
      assert.deepEqual([...session.state.votes], [0, 0, 0]);
      assert.equal(session.link.kind, "playing");
    }
    assert.deepEqual(arenas, [cat.session.arena.seed]);
    assert.deepEqual(
      players.map(({ session }) => session.slot),
      slots,
    );
    assert.equal(ann.session.live, live, "over the same connection");
    // And it is played: what a key does shows on the new map.
    const { game } = server.room(live.room.roomId);
    const stats = ann.session.stats ?? assert.fail("nothing is predicted");
    // Bots shove and shoot, wells pull and gates push by the tick, of which a late input is wrong: none of it is the map's.
    while (game.bots.count > 0) game.bots.dismissOf(-1);
    for (const { wells, gates } of [game.world.arena, ann.session.arena]) wells.length = gates.length = 0;
    const { wrong, compared } = stats;
    ann.act = () => ({ ...IDLE, moveX: 1 });
    await ann.until((s) => s.own?.alive === true && Math.abs(s.own.vx) > 50 && stats.compared > compared + 4);
    // On another map than the server's it would be wrong in each.
    const [off, of] = [stats.wrong - wrong, stats.compared - compared];
    assert.ok(off < of / 4, `${off} of ${of} inputs predicted wrong`);
  });

  it("[R2] a vote while the round is played counts for nothing, and costs nothing", async () => {
    const [ann] = players;
    await ann.until((s) => s.state.phase === Phase.playing);
    ann.session.vote(1);
    const from = ann.session.state.tick;
    await ann.until((s) => s.state.tick > from + 6);
    assert.equal(ann.session.link.kind, "playing");
  });
});
