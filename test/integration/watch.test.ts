// Looking on over real sockets: sitting out, following, a free camera, and the eyes of who ended one.
import assert from "node:assert/strict";
import { Identity } from "../../client/net/identity.ts";
import { joinGame } from "../../client/net/join.ts";
import type { SkimmerSchema } from "../../shared/schema/skimmer-schema.ts";
import { damage } from "../../shared/sim/combat.ts";
import { Button } from "../../shared/sim/input.ts";
import { Weapon } from "../../shared/sim/world.ts";
import { PULSE, TICK_HZ } from "../../shared/tunables.ts";
import { drive, IDLE, joinPlayer, type Player, SWARM } from "../helpers/player.ts";
import { startServer, type TestServer } from "../helpers/server.ts";
import { distance } from "../helpers/world.ts";

const OWN_FIELDS = ["vx", "dashCharges", "cooldownTicks", "shots", "looking", "eyesX", "inputDepth"] as const;

/** A map where nobody is carried off, pulled or blocked at a spawn point: at one of 15 there is a lane, at one of 40 a well. */
const CALM = "41";

describe("looking on", function () {
  this.timeout(30_000);

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
  const shown = ({ session }: Player, slot: number) =>
    session.state.skimmers.get(String(slot)) as SkimmerSchema | undefined;

  /** Puts the two far apart, in the dark of each other. */
  async function part(): Promise<void> {
    const [first, ...spawns] = game().world.arena.spawns;
    const furthest = spawns.reduce((a, b) => (distance(a, first) > distance(b, first) ? a : b));
    Object.assign(game().skimmer(0), first, { vx: 0, vy: 0 });
    Object.assign(game().skimmer(1), furthest, { vx: 0, vy: 0 });
    await ann.until(() => shown(ann, 1) === undefined);
  }

  it("[W2] [W5] the dead look through the eyes of who did it, and have their own again when they are back", async () => {
    await part();
    const { session } = ann;
    assert.deepEqual([session.canSpectate, session.watching.mode, session.watching.slot], [false, "play", 0]);
    damage(game().world, game().skimmer(0), 1, 100, 0, Weapon.lance, game().events);
    await ann.until(() => session.watching.mode === "follow" && shown(ann, 1) !== undefined);
    assert.deepEqual([session.canSpectate, session.resting, session.watching.slot], [true, false, 1]);
    await ann.until(() => distance(session.watching, shown(ann, 1) ?? session.watching) < 1);
    for (const field of OWN_FIELDS) assert.equal(shown(ann, 1)?.[field], undefined, field);
    assert.equal(shown(ben, 0), undefined, "who is followed does not see who follows");
    await ann.until((s) => s.own?.hitPoints === 100 && s.watching.mode === "play" && !s.canSpectate);
    await ann.until(() => shown(ann, 1) === undefined);
  });

  it("[W1] [W4] sits out until it wants to play again, and everybody knows; the living follow nobody", async () => {
    await part();
    const { session } = ann;
    session.watch({ mode: "follow", slot: 1 });
    session.watch({ mode: "rest" });
    await ben.until((s) => s.state.roster.get("0")?.resting === true);
    await ann.until(() => session.resting);
    assert.deepEqual([session.canSpectate, session.watching.mode], [true, "rest"]);
    session.watch({ mode: "follow", slot: 1 });
    await ann.until(() => session.watching.mode === "follow" && shown(ann, 1) !== undefined);
    const from = session.state.tick;
    await ann.until((s) => s.state.tick > from + 100);
    assert.equal(session.canSpectate, true);
    session.watch({ mode: "play" });
    await ann.until((s) => !s.canSpectate && s.watching.mode === "play");
    assert.equal(session.state.roster.get("0")?.resting, false);
    // And it flies, as if it had never sat out.
    ann.act = () => ({ moveX: 1, moveY: 1, aim: 0, buttons: 0, weapon: 0 });
    await ann.until((s) => Math.abs(s.own?.vx ?? 0) + Math.abs(s.own?.vy ?? 0) > 50);
    ann.act = () => ({ moveX: 0, moveY: 0, aim: 0, buttons: 0, weapon: 0 });
    assert.equal(session.stats?.worst, 0);
  });

  it("[W1] [W3] who comes to look on sits out, and its free camera flies to where somebody is", async () => {
    await part();
    const { endpoint } = server;
    const looking = { endpoint, identity: new Identity(endpoint), name: "Cat", hue: 1, watch: true };
    const cat = drive(await joinGame(looking, SWARM));
    const { session } = cat;
    assert.deepEqual([session.resting, session.canSpectate], [true, true]);
    assert.equal(game().world.skimmers[session.slot]?.alive, false);
    const { x, y } = game().skimmer(1);
    let wishes = 0;
    const heard: number[] = [];
    await cat.until(() => {
      // Every frame, as a screen does: what is said is less often.
      session.watch({ mode: "free", x: x - 100, y });
      wishes += 1;
      const me = shown(cat, session.slot);
      if (me !== undefined && me.eyesX !== heard.at(-1)) heard.push(me.eyesX);
      return shown(cat, 1) !== undefined && me?.eyesX === x - 100;
    });
    assert.deepEqual([session.watching.mode, session.watching.x, session.watching.y], ["free", x - 100, y]);
    assert.ok(heard.length > 5 && heard.length < wishes, `${heard.length} places, ${wishes} wishes`);
    assert.equal(session.link.kind, "playing");
    // Wishes come back with the ticks: where those are slower than the clock the flight has used them up.
    const { tick } = session.state;
    await cat.until(({ state }) => state.tick > tick + TICK_HZ);
    session.watch({ mode: "follow", slot: 0 });
    await cat.until(() => session.watching.mode === "follow" && shown(cat, 0) !== undefined);
    // Whom it follows leaves: the eyes stay.
    const { x: lastX, y: lastY } = game().skimmer(0);
    game().remove(0);
    await cat.until(() => session.watching.mode === "free");
    assert.deepEqual([session.watching.x, session.watching.y], [lastX, lastY]);
    await cat.leave();
  });
});

describe("shots that one looks on at", function () {
  this.timeout(30_000);

  it("end on the screen where they end, far from where one was oneself; and none is hurried for who is no more", async () => {
    const server = await startServer({ ARENA_BOTS_FILL_TO: "0", ARENA_SEED: "2" });
    const ann = await joinPlayer(server.endpoint, "Ann");
    const ben = await joinPlayer(server.endpoint, "Ben");
    const { session } = ann;
    const { game } = server.room(session.live.room.roomId);
    const [first, ...spawns] = game.world.arena.spawns;
    const furthest = spawns.reduce((a, b) => (distance(a, first) > distance(b, first) ? a : b));
    Object.assign(game.skimmer(0), first, { vx: 0, vy: 0 });
    // A light that the shot does not leave.
    const shooter = Object.assign(game.skimmer(1), furthest, { vx: 0, vy: 0, embers: 50 });
    const ended: { x: number; y: number }[] = [];
    session.on("shotEnded", ({ own, x, y }) => void (own || ended.push({ x, y })));
    /** u that the drawn shots are ahead of the picture's time, at most. */
    let ahead = Number.NEGATIVE_INFINITY;
    const look = (): void => {
      const [shot] = [...session.state.projectiles.values()] as {
        ax: number;
        ay: number;
        anchorTick: number;
      }[];
      session.eachShot(({ x, y }) => {
        if (shot === undefined || session.live.drawnTick < shot.anchorTick) return;
        const flown = Math.hypot(x - shot.ax, y - shot.ay);
        ahead = Math.max(ahead, flown - (session.live.drawnTick - shot.anchorTick) * (PULSE.speed / TICK_HZ));
      });
    };
    ann.act = () => {
      look();
      return IDLE;
    };
    const shoot = async (): Promise<void> => {
      const before = shooter.shots;
      ended.length = 0;
      ben.act = () => ({ ...IDLE, buttons: shooter.shots === before ? Button.fire : 0 });
      await ann.until(() => ended.length > 0);
      const far = distance(ended[0], shooter);
      assert.ok(far > PULSE.muzzle && far < session.arena.side, `it ended ${far} u away`);
    };

    session.watch({ mode: "rest" });
    await ann.until(() => session.resting);
    session.watch({ mode: "follow", slot: 1 });
    await ann.until(
      () => session.watching.mode === "follow" && session.state.skimmers.get("1")?.embers === 50,
    );
    await shoot();
    // From where oneself was, right beside the muzzle.
    session.watch({ mode: "follow", slot: session.slot });
    Object.assign(game.skimmer(0), { x: furthest.x + 40, y: furthest.y, embers: 50 });
    await ann.until((s) => s.watching.mode === "rest" && Math.abs((s.own?.x ?? 0) - furthest.x) < 60);
    ahead = Number.NEGATIVE_INFINITY;
    await shoot();
    assert.ok(ahead > -100 && ahead < 1, `${ahead} u ahead`);
    await ann.leave();
    await ben.leave();
    await server.close();
  });
});

describe("the roster", () => {
  it("[W6] tells everybody the round trips of people, none of bots", async () => {
    const server = await startServer({ ARENA_BOTS_FILL_TO: "2" });
    const ann = await joinPlayer(server.endpoint, "Ann");
    const { game } = server.room(ann.session.live.room.roomId);
    const { slot } = ann.session;
    Object.defineProperty(game.link(slot), "pingMs", { get: () => 83, set() {} });
    await ann.until((s) => s.state.roster.get(String(slot))?.pingMs === 84);
    for (const entry of ann.session.state.roster.values())
      assert.equal(entry.pingMs, entry.slot === slot ? 84 : 0);
    await ann.leave();
    await server.close();
  });
});
