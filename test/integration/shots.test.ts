// One's own shots: predicted at once, and ended on screen where the server ended them.
import assert from "node:assert/strict";
import { clearDistance } from "../../shared/bots/steering.ts";
import { Button } from "../../shared/sim/input.ts";
import { cos, sin } from "../../shared/sim/math.ts";
import type { World } from "../../shared/sim/world.ts";
import { PULSE, SKIMMER } from "../../shared/tunables.ts";
import { joinPlayer, type Player } from "../helpers/player.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

const AWAY = 420;
/** A lane may have carried them along where they started. */
const STILL = { vx: 0, vy: 0 };

/** A spawn point and a heading (brads) with 600 u of free way. */
function freeLine({ arena }: World): { x: number; y: number; aim: number } {
  for (const { x, y } of arena.spawns) {
    for (let aim = 0; aim < 65536; aim += 512) {
      if (clearDistance(arena, x, y, aim, 600) >= 600) return { x, y, aim };
    }
  }
  throw new Error("no free line on this map");
}

describe("shots over a socket", () => {
  let server: TestServer;
  let shooter: Player;
  let victim: Player;

  before(async () => {
    server = await startServer({ ARENA_BOTS_FILL_TO: "0", ARENA_SEED: "2" });
    shooter = await joinPlayer(server.endpoint, "Shooter");
    victim = await joinPlayer(server.endpoint, "Victim");
  });
  after(async () => {
    await shooter.leave();
    await victim.leave();
    await server.close();
  });

  for (const [what, embers] of [
    ["who sees the muzzle", 50],
    ["who comes to see the shot in mid-flight", 0],
  ] as const) {
    it(`[S6] a shot ends for its shooter where it hits somebody ${what}`, async () => {
      const { game } = server.room(shooter.session.live.room.roomId);
      const line = freeLine(game.world);
      const [from, to] = [shooter, victim].map(({ session }) => game.skimmer(session.slot));
      // The shooter's light reaches the victim, and is cut to the base as soon as the shot is off.
      Object.assign(from, { x: line.x, y: line.y, ...STILL, embers: 50, hitPoints: 100 });
      Object.assign(to, {
        x: line.x + cos(line.aim) * AWAY,
        y: line.y + sin(line.aim) * AWAY,
        ...STILL,
        embers,
        hitPoints: 100,
      });
      await shooter.until((s) => Math.hypot((s.own?.x ?? 0) - line.x, (s.own?.y ?? 0) - line.y) < 1);
      // Ticks that a patch has summed up: two, or as many as the server has caught up with after a stall.
      let summed = 2;
      let last = game.world.tick;
      shooter.session.live.room.onStateChange(({ tick }) => {
        summed = Math.max(summed, tick - last);
        last = tick;
      });
      const ends: { far: number; hit: boolean }[] = [];
      const fired: { x: number; y: number }[] = [];
      const offs = [
        shooter.session.on("shotFired", ({ own, x, y }) => void (own && fired.push({ x, y }))),
        shooter.session.on("shotEnded", ({ own, x, y, hit }) => {
          if (own) ends.push({ far: Math.hypot(x - fired[0].x, y - fired[0].y), hit });
        }),
      ];
      shooter.act = (_t, s) => {
        s.eachShot(() => {});
        return {
          moveX: 0,
          moveY: 0,
          aim: line.aim,
          buttons: fired.length === 0 ? Button.fire : 0,
          weapon: 0,
        };
      };
      // A slow frame sends several inputs at once, and the trigger is held for all of them: a second shot may follow.
      await shooter.until(() => ends.length > 0);
      for (const off of offs) off();
      const meets = AWAY - PULSE.muzzle - SKIMMER.radius;
      const step = PULSE.speed / 30;
      // Within the ticks that a patch may sum up.
      assert.ok(
        Math.abs(ends[0].far - meets) < summed * step + PULSE.radius,
        `${ends[0].far} u, not ${meets}`,
      );
      assert.equal(ends[0].hit, true);
      assert.ok([91, 82].includes(to.hitPoints), `${to.hitPoints} hit points`);
    });
  }
});
