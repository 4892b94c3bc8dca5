// A Lance over real sockets: judged where its shooter saw the target, told to those whom it concerns, and to no others.
import assert from "node:assert/strict";
import type { GameSession } from "../../client/net/game-session.ts";
import type { GameEvents } from "../../client/net/game-view.ts";
import type { Receipt } from "../../client/net/net-trace.ts";
import type { ArenaGame } from "../../server/game/arena-game.ts";
import type { HurtMessage, KillMessage, ReceiptMessage } from "../../shared/protocol/messages.ts";
import type { SkimmerSchema } from "../../shared/schema/skimmer-schema.ts";
import { Button, packView } from "../../shared/sim/input.ts";
import { beamLength, Verdict } from "../../shared/sim/lance.ts";
import { type Arena, type Place, Tile, tileUnder } from "../../shared/sim/tiles.ts";
import { Weapon } from "../../shared/sim/world.ts";
import { DASH, LANCE, lightRadius, REWIND, SKIMMER, TICK_MS } from "../../shared/tunables.ts";
import { IDLE, joinPlayer, type Player } from "../helpers/player.ts";
import { startServer, type TestServer } from "../helpers/server.ts";
import { depthInRock, distance } from "../helpers/world.ts";

const EAST = 0;
const WEST = 32768;
/** Of the target from the shooter, u. */
const AWAY = 400;
/** Where somebody sees the middle of the beam, but neither its beginning nor its end: from the shooter, u. */
const ASIDE = { x: 190, y: 190 };
const GRAIN = 1 / 128;

/** A place from which the next 700 u to the east and 256 u to either side of them are bare floor. */
function openField(arena: Arena): Place {
  const isOpen = (x: number, y: number): boolean =>
    tileUnder(arena, x, y) === Tile.floor && depthInRock(arena, x, y, 40) === 0;
  for (let y = 320; y < arena.side - 320; y += 64) {
    for (let x = 64; x < arena.side - 800; x += 64) {
      let open = beamLength(arena, x, y, EAST) >= LANCE.reach;
      for (let dx = 0; open && dx <= 704; dx += 64)
        for (let dy = -256; open && dy <= 256; dy += 64) open = isOpen(x + dx, y + dy);
      if (open) return { x, y };
    }
  }
  throw new Error("no open field on this map");
}

describe("a Lance over sockets", () => {
  let server: TestServer;
  let shooter: Player;
  let target: Player;
  let witness: Player;
  let game: ArenaGame;
  let field: Place;
  /** A place from which nothing of it is seen, from the shooter, u. */
  let elsewhere: Place;

  before(async () => {
    server = await startServer({ ARENA_BOTS_FILL_TO: "0", ARENA_SEED: "2" });
    shooter = await joinPlayer(server.endpoint, "Shooter");
    target = await joinPlayer(server.endpoint, "Target");
    witness = await joinPlayer(server.endpoint, "Witness");
    ({ game } = server.room(shooter.session.live.room.roomId));
    const { arena } = game.world;
    field = openField(arena);
    const far = arena.spawns.find((spawn) => distance(spawn, field) > 1800) as Place;
    elsewhere = { x: far.x - field.x, y: far.y - field.y };
  });
  after(async () => {
    for (const player of [shooter, target, witness]) await player.leave();
    await server.close();
  });
  beforeEach(() => {
    for (const player of [shooter, target, witness]) player.act = () => IDLE;
  });

  const slotOf = ({ session }: Player): number => session.slot;
  const skimmerOf = (player: Player): SkimmerSchema => game.skimmer(slotOf(player));

  /** Puts somebody down, at rest and whole, (dx, dy) from the shooter's place. */
  function put(player: Player, dx: number, dy: number, embers = 0): void {
    const skimmer = skimmerOf(player);
    Object.assign(skimmer, { x: field.x + dx, y: field.y + dy, vx: 0, vy: 0, embers, alive: true });
    Object.assign(skimmer, { hitPoints: SKIMMER.hitPoints, hop: (skimmer.hop + 1) & 255 });
    Object.assign(skimmer, { cooldownTicks: 0, guardCooldownTicks: 0, dashCharges: DASH.charges });
  }

  /** The drawn place of somebody on a screen; null when it is not there. */
  function drawn(session: GameSession, player: Player): Place | null {
    let place: Place | null = null;
    session.eachSkimmer(({ slot, x, y }) => {
      if (slot === slotOf(player)) place = { x, y };
    });
    return place;
  }

  /** Everybody in place, the witness `aside`, and the shooter's screen shows the target where it is. */
  async function takePlaces(aside: Place): Promise<void> {
    // Inputs of before are over when nobody moves any more.
    const rests = (player: Player): boolean => skimmerOf(player).vx === 0 && skimmerOf(player).vy === 0;
    await shooter.until(() => [shooter, target, witness].every(rests));
    // With full light the shooter sees the target, and is seen by it.
    put(shooter, 0, 0, 50);
    put(target, AWAY, 0);
    put(witness, aside.x, aside.y);
    const at = { x: field.x + AWAY, y: field.y };
    await shooter.until((s) => distance(drawn(s, target) ?? field, at) < 1);
    await shooter.until((s) => distance(s.own ?? at, field) < 1 && s.own?.cooldownTicks === 0);
  }

  /** Charges and fires at what `aimAt` says; resolves with the receipt, once it is judged. */
  function shoot(aimAt: (session: GameSession) => number = () => EAST): Promise<Judged> {
    return new Promise((resolve) => {
      const off = shooter.session.on("receipt", (receipt) => {
        off();
        shooter.act = () => IDLE;
        resolve(receipt as Judged);
      });
      shooter.act = (_t, s) => ({ ...IDLE, aim: aimAt(s), buttons: Button.alternate });
    });
  }

  /** What each of the three is told by an event, as it comes. */
  function listen<K extends keyof GameEvents>(name: K): { by: string; event: GameEvents[K] }[] {
    const heard: { by: string; event: GameEvents[K] }[] = [];
    for (const [by, { session }] of Object.entries({ shooter, target, witness }))
      session.on(name, (event) => heard.push({ by, event: { ...event } }));
    return heard;
  }

  /** Resolves when the witness has heard everything up to the world's present. */
  async function untilToldAll(): Promise<void> {
    const { tick } = game.world;
    for (const player of [shooter, target, witness]) await player.until((s) => s.state.tick > tick + 1);
  }

  it("[M2] [M5] a hit is told to the shooter with its reason, and to the target with weapon, ping and rewind", async () => {
    await takePlaces(elsewhere);
    const hurts = listen("hurt");
    const { judged, aimedAt, shot, beam } = await shoot();
    await untilToldAll();
    const { x, y } = skimmerOf(target);
    assert.deepEqual([aimedAt, shot], [slotOf(target), skimmerOf(shooter).shots]);
    assert.deepEqual(beam, { x: field.x, y: field.y, aim: EAST });
    assert.deepEqual([judged.verdict, judged.target], [Verdict.hit, slotOf(target)]);
    assert.deepEqual(
      [judged.seen, judged.real],
      [
        { x, y },
        { x, y },
      ],
    );
    const back = judged.tick - judged.viewTick;
    assert.ok(back > 1.5 && back <= REWIND.linkTicks + REWIND.screenTicks, `judged ${back} ticks back`);
    const pingMs = hurts[0]?.event.pingMs ?? -1;
    assert.ok(Number.isInteger(pingMs) && pingMs >= 0, `${pingMs} ms`);
    const event: HurtMessage = {
      by: slotOf(shooter),
      damage: LANCE.damage,
      aim: EAST,
      weapon: Weapon.lance,
      pingMs,
      rewoundMs: Math.round(back * TICK_MS),
    };
    assert.deepEqual(hurts, [{ by: "target", event }]);
    assert.equal(skimmerOf(target).hitPoints, SKIMMER.hitPoints - LANCE.damage);
  });

  it("[M1] a kill is told to all, with the weapon", async () => {
    await takePlaces(elsewhere);
    skimmerOf(target).hitPoints = LANCE.damage;
    const kills = listen("kill");
    await shoot();
    await untilToldAll();
    const event: KillMessage = { victim: slotOf(target), by: slotOf(shooter), weapon: Weapon.lance };
    assert.deepEqual(
      kills.sort((a, b) => (a.by < b.by ? -1 : 1)),
      ["shooter", "target", "witness"].map((by) => ({ by, event })),
    );
  });

  it("[M4] somebody aside is told the part of the beam that its light covers, and the shooter nothing", async () => {
    await takePlaces(ASIDE);
    const beams = listen("beamFired");
    const at = { x: field.x + ASIDE.x, y: field.y + ASIDE.y };
    await witness.until((s) => distance(s.own ?? field, at) < 1);
    await shoot();
    await untilToldAll();
    const of = (name: string) => beams.filter(({ by }) => by === name).map(({ event }) => event);
    const [part, ...more] = of("witness");
    assert.deepEqual(
      [part.own, part.owner, part.fromMuzzle, part.hit],
      [false, slotOf(shooter), false, false],
    );
    assert.deepEqual(more, []);
    const light = lightRadius(0);
    for (const [x, y] of [
      [part.x, part.y],
      [part.toX, part.toY],
    ]) {
      assert.ok(Math.abs(y - field.y) < 1, "on the line of the beam");
      assert.ok(Math.abs(distance({ x, y }, at) - light) < 1, `ends ${distance({ x, y }, at)} u away`);
    }
    assert.deepEqual(
      of("shooter").map(({ own }) => own),
      [true],
    );
    // Whom it hits sees where it came from: the shooter's light reaches it.
    const [whole] = of("target");
    assert.deepEqual([whole.owner, whole.hit], [slotOf(shooter), true]);
    assert.ok(Math.abs(whole.toX - (field.x + AWAY - SKIMMER.radius - LANCE.halfWidth)) < 1);
  });

  it("[M4] whose light it does not touch is told nothing", async () => {
    // 271 u from where the beam ends in the target, and its light is 260.
    const aside = { x: 600, y: 160 };
    assert.ok(distance(aside, { x: AWAY - SKIMMER.radius, y: 0 }) > lightRadius(0));
    await takePlaces(aside);
    const beams = listen("beamFired");
    await shoot();
    await untilToldAll();
    assert.deepEqual(
      beams.map(({ by }) => by).sort(),
      ["shooter", "target"],
      "they were told, and by then so was everybody",
    );
  });

  it("[V3] a target in full flight is hit where the screen showed it, which is not where it is", async function () {
    this.timeout(120_000);
    await takePlaces(elsewhere);
    // To and fro across the line of fire.
    let way = 1;
    target.act = () => {
      const off = skimmerOf(target).y - field.y;
      if (Math.abs(off) > 60) way = off > 0 ? -1 : 1;
      return { ...IDLE, moveY: way };
    };
    let told = false;
    while (!told) {
      Object.assign(skimmerOf(target), { hitPoints: SKIMMER.hitPoints });
      Object.assign(skimmerOf(shooter), { cooldownTicks: 0 });
      const { saw, judged } = await shoot((s) => {
        const { x, y } = drawn(s, target) ?? field;
        return Math.round((Math.atan2(y - field.y, x - field.x) / Math.PI) * 32768) & 0xffff;
      });
      const { seen, real } = judged;
      // A view that was moved, by a stall of this machine, says nothing here.
      if (saw === null || seen === null || real === null || judged.askedTick !== judged.viewTick) continue;
      // The very place, but for the grain of the view time: at most 430 u/s for 1/256 tick.
      assert.ok(distance(saw, seen) < 0.1, `${distance(saw, seen)} u beside what was drawn`);
      told = judged.verdict === Verdict.hit && distance(seen, real) > 25;
    }
  });

  it("[I1] [V1] an input carries its view time while a Lance is charged, and only then: 11 bytes of fields, else 8", async () => {
    await takePlaces(elsewhere);
    const { live } = shooter.session;
    const { ws } = live.room.connection.transport as unknown as { ws: WebSocket };
    // With the tick of the picture that is on the screen.
    const frames: { charging: boolean; drawn: number; bytes: Uint8Array }[] = [];
    let charging = false;
    const { send } = ws;
    ws.send = (bytes) => {
      frames.push({ charging, drawn: live.drawnTick, bytes: Uint8Array.from(bytes as Uint8Array) });
      send.call(ws, bytes);
    };
    const inputs = (when: boolean) =>
      frames.filter(({ charging: is, bytes }) => is === when && bytes[0] === 19);
    const views = () =>
      inputs(true).filter(({ bytes }) => bytes.length > 3 && bytes[bytes.length - 3] === 0x83);
    // Every field changes with every input.
    shooter.act = (_t, s) => {
      const n = s.live.input.sentCount;
      return {
        moveX: n & 1,
        moveY: 1,
        aim: (n * 4001) & 0xffff,
        buttons: charging ? 2 + (n & 1) : n & 1,
        weapon: 0,
      };
    };
    await shooter.until(() => inputs(false).length >= 30);
    charging = true;
    const judged = new Promise((resolve) => shooter.session.on("receipt", resolve));
    await judged;
    // Of several inputs in one frame, after a stall of this machine, all but one repeat a view that is told already.
    await shooter.until(() => inputs(true).length >= 30 && views().length >= 20);
    Object.assign(ws, { send });
    const longest = (list: readonly { bytes: Uint8Array }[]): number =>
      Math.max(...list.map(({ bytes }) => bytes.length - 1));
    assert.equal(longest(inputs(false)), 3 + 3 + 2);
    assert.equal(longest(inputs(true)), 3 + 3 + 2 + 3);
    // The picture's tick in 1/128, by however much it has moved on.
    for (const { bytes, drawn } of views()) {
      const told = (bytes[bytes.length - 2] | (bytes[bytes.length - 1] << 8)) / 128;
      assert.equal(told, drawn % 512);
    }
  });

  describe("with a forged view", () => {
    let unforge = (): void => {};

    /** From now on the shooter's inputs say that they saw the world of `ago` ticks before its newest. */
    function forge(ago: number): void {
      const { input, room } = shooter.session.live;
      const { send } = input;
      unforge = () => Object.assign(input, { send });
      input.send = () => {
        input.data.view = packView(room.state.tick - ago);
        return send.call(input);
      };
    }
    afterEach(() => unforge());

    const clampedViews = async (): Promise<number> => {
      const { rooms } = (await (await fetch(`${server.endpoint}/health`)).json()) as {
        rooms: { clampedViews: number }[];
      };
      return rooms[0].clampedViews;
    };

    it("[V2] that is too old is judged at the bound, and counted", async () => {
      await takePlaces(elsewhere);
      const before = await clampedViews();
      forge(60);
      const { judged } = await shoot();
      const asked = judged.tick - judged.askedTick;
      const granted = judged.tick - judged.viewTick;
      assert.ok(asked >= 60, `asked for ${asked} ticks back`);
      const { linkTicks, screenTicks } = REWIND;
      assert.ok(
        granted >= screenTicks - GRAIN && granted <= screenTicks + linkTicks + GRAIN,
        `${granted} granted`,
      );
      assert.equal(await clampedViews(), before + 1);
    });

    it("[V2] of the future is judged now, and not counted: nobody gains by it", async () => {
      await takePlaces(elsewhere);
      const before = await clampedViews();
      forge(-100);
      const { judged } = await shoot();
      assert.equal(judged.viewTick, judged.tick);
      assert.equal(await clampedViews(), before);
    });

    for (const [what, button, verdict, since] of [
      ["dashed", Button.dash, Verdict.dodged, "dashedAtTick"],
      ["raised its guard", Button.guard, Verdict.guarded, "guardedAtTick"],
    ] as const) {
      it(`[V4] who has ${what} after the view, and before the beam, wins`, async function () {
        this.timeout(120_000);
        const hurts = listen("hurt");
        // As old as it may be: what the target does about the charge comes after it.
        await takePlaces(elsewhere);
        forge(60);
        for (;;) {
          target.act = (_t, s) => {
            const charged = (s.state.skimmers.get(String(slotOf(shooter))) as SkimmerSchema | undefined)
              ?.chargeTicks;
            return { ...IDLE, aim: WEST, buttons: (charged ?? 0) >= 4 ? button : 0 };
          };
          const { judged } = await shoot();
          await untilToldAll();
          const acted = skimmerOf(target)[since];
          if (acted > judged.viewTick && acted <= judged.tick) {
            assert.deepEqual([judged.verdict, judged.target], [verdict, slotOf(target)]);
            assert.equal(skimmerOf(target).hitPoints, SKIMMER.hitPoints);
            assert.equal(hurts.length, 0);
            break;
          }
          hurts.length = 0;
          // A late timer let it come too late: once more.
          target.act = () => IDLE;
          await takePlaces(elsewhere);
        }
      });
    }
  });
});

type Judged = Receipt & { judged: ReceiptMessage };
