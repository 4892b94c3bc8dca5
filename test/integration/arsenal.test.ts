// Scatter, Orb, mine and pickups over real sockets: what is predicted, what others are told, and what they are not.
import assert from "node:assert/strict";
import type { ArenaGame } from "../../server/game/arena-game.ts";
import { clearDistance } from "../../shared/bots/steering.ts";
import { Button, Hand } from "../../shared/sim/input.ts";
import { putMote } from "../../shared/sim/motes.ts";
import { Flying, Pickup } from "../../shared/sim/things.ts";
import { type Place, Tile, tileUnder } from "../../shared/sim/tiles.ts";
import { Weapon } from "../../shared/sim/world.ts";
import { MOTHER } from "../../shared/tunables/arsenal.ts";
import { IDLE, joinPlayer, type Player } from "../helpers/player.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

const EAST = 0;

/** A place with free ground for 500 u to the east and 300 u to the west of it, without lanes. */
function field({ world }: ArenaGame): Place {
  const { arena } = world;
  for (let y = 192; y < arena.side; y += 128) {
    for (let x = 448; x < arena.side - 640; x += 128) {
      const floor = [-256, -128, 0, 128, 256, 384].every((dx) => tileUnder(arena, x + dx, y) === Tile.floor);
      if (floor && clearDistance(arena, x - 256, y, EAST, 700) >= 700) return { x, y };
    }
  }
  throw new Error("no open field on this map");
}

describe("the arsenal over sockets", () => {
  let server: TestServer;
  let own: Player;
  let other: Player;
  let game: ArenaGame;
  let place: Place;

  beforeEach(async () => {
    server = await startServer({ ARENA_BOTS_FILL_TO: "0", ARENA_SEED: "2" });
    own = await joinPlayer(server.endpoint, "Own");
    other = await joinPlayer(server.endpoint, "Other");
    game = server.room(own.session.live.room.roomId).game;
    place = field(game);
  });
  afterEach(async () => {
    await own.leave();
    await other.leave();
    await server.close();
  });

  /** Puts both at rest on the field, `far` apart, and waits until each knows. */
  const stand = async (far: number): Promise<void> => {
    const at = [place.x, place.x + far];
    for (const [i, { session }] of [own, other].entries())
      Object.assign(game.skimmer(session.slot), { x: at[i], y: place.y, vx: 0, vy: 0, hitPoints: 100 });
    await own.until((s) => Math.abs((s.own?.x ?? 0) - at[0]) < 1);
    await other.until((s) => Math.abs((s.own?.x ?? 0) - at[1]) < 1);
  };

  /** Holds fire with `hand` until `own` has fired once. */
  const fire = async (hand: number, shells: "scatterAmmo" | "orbAmmo" | "mineAmmo"): Promise<void> => {
    game.skimmer(own.session.slot)[shells] = 3;
    await own.until((s) => s.own?.[shells] === 3);
    own.act = () => ({ ...IDLE, aim: EAST, buttons: Button.fire, weapon: hand });
    await own.until((s) => s.own?.[shells] === 2);
    own.act = () => IDLE;
  };

  it("[S13] a Scatter is told as one shot, to whose light its muzzle lies in, and its pellets to nobody", async () => {
    const told: { by: number; shot: number }[] = [];
    const mine: number[] = [];
    other.session.on(
      "scatterFired",
      ({ owner, own: isOwn, shot }) => void (isOwn || told.push({ by: owner, shot })),
    );
    own.session.on("scatterFired", ({ shot, own: isOwn }) => void (isOwn && mine.push(shot)));
    await stand(120);
    await fire(Hand.scatter, "scatterAmmo");
    await other.until((s) => told.length > 0 && (s.own?.hitPoints ?? 100) < 100);
    assert.equal(mine.length, 1, "predicted, and not told again");
    assert.deepEqual(told, [{ by: own.session.slot, shot: mine[0] }]);
    assert.equal(other.session.state.projectiles.size, 0);
    const lost = 100 - game.skimmer(other.session.slot).hitPoints;
    assert.ok(lost > 0 && lost % 6 === 0, `${lost} hit points`);
    await stand(420);
    await fire(Hand.scatter, "scatterAmmo");
    const { tick } = own.session.state;
    await other.until((s) => s.state.tick > tick + 30);
    assert.equal(told.length, 1, "from 420 u, with a light of 260");
  });

  it("[S5] an Orb is on both screens as one flight, and its burst is told to whose light it lies in", async () => {
    const bursts: number[] = [];
    other.session.on("burst", ({ by, weapon }) => void (weapon === Weapon.orb && bursts.push(by)));
    await stand(200);
    // From before it is fired, in every frame: it flies for less than a second.
    const seen = new Set<number>();
    other.act = (_t, s) => {
      s.eachShot(({ kind, own: isOwn }) => !isOwn && seen.add(kind));
      return IDLE;
    };
    let most = 0;
    other.session.live.room.onStateChange(({ projectiles }) => {
      most = Math.max(most, projectiles.size);
    });
    await fire(Hand.orb, "orbAmmo");
    await other.until((s) => bursts.length > 0 && (s.own?.hitPoints ?? 100) < 100);
    assert.deepEqual([[...seen], bursts, most], [[Flying.orb], [own.session.slot], 1]);
    assert.equal(game.skimmer(other.session.slot).hitPoints, 65);
  });

  it("[S14] a mine is sent to its owner, and to others within 120 u only", async () => {
    await stand(200);
    await fire(Hand.mine, "mineAmmo");
    await own.until((s) => s.state.mines.size === 1);
    const { tick } = own.session.state;
    await other.until((s) => s.state.tick > tick + 30);
    assert.equal(other.session.state.mines.size, 0);
    await stand(110);
    await other.until((s) => s.state.mines.size === 1);
    const poses: boolean[] = [];
    other.session.eachMine(({ own: isOwn }) => poses.push(isOwn));
    assert.deepEqual(poses, [false]);
  });

  it("[S15] pickups lie among the motes with their kind; the mother-ember's tick is everybody's, and who took it", async () => {
    await stand(120);
    const [picked, mothers]: [number[], number[]] = [[], []];
    own.session.on("picked", ({ kind }) => picked.push(kind));
    other.session.on("motherTaken", ({ by }) => mothers.push(by));
    putMote(game.world, place.x, place.y, Pickup.orb, 0);
    await own.until((s) => s.own?.orbAmmo === 3 && picked.includes(Pickup.orb));
    assert.equal(other.session.state.motherTick, game.world.motherTick);
    game.world.motherTick = game.world.tick;
    await own.until(() => game.world.motherId !== -1);
    const { forge } = game.world.arena;
    Object.assign(game.skimmer(own.session.slot), { x: forge.x, y: forge.y, vx: 0, vy: 0 });
    await other.until(() => mothers.length > 0);
    assert.deepEqual(mothers, [own.session.slot]);
    // With what else may lie there.
    await own.until((s) => (s.own?.embers ?? 0) >= MOTHER.value);
    await other.until((s) => s.state.motherTick > game.world.tick);
  });
});
