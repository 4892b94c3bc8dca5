// Which moment makes which sound.
import assert from "node:assert/strict";
import { Emitter } from "../../../../client/net/emitter.ts";
import type { GameEvents, GameView } from "../../../../client/net/game-view.ts";
import type { Place } from "../../../../client/sound/mix.ts";
import { hearMoments } from "../../../../client/sound/moments.ts";
import { Flying, Pickup } from "../../../../shared/sim/things.ts";
import { Weapon } from "../../../../shared/sim/world.ts";

const OWN = 4;
const OTHER = 9;

/** What is heard of `events`, from a game with one's own skimmer at (0, 0). */
function listen() {
  const heard: { name: string; place?: Place; pitch?: number }[] = [];
  const events = new Emitter<GameEvents>();
  const state = { crown: -1 };
  const view = {
    slot: OWN,
    state,
    watching: { x: 0, y: 0 },
    on: events.on.bind(events),
  } as unknown as GameView;
  const stop = hearMoments(view, (name, place, pitch) => {
    heard.push({ name, place, pitch });
    return null;
  });
  const names = () => heard.splice(0).map(({ name }) => name);
  return { events, heard, names, state, stop };
}

const shot = { kind: Flying.pulse, owner: OTHER, own: false, x: 30, y: 40, aim: 0 };

describe("the moments that are heard", () => {
  it("confirm a hit of one's own, not of others", () => {
    const { events, names } = listen();
    events.emit("shotEnded", { ...shot, hit: true });
    events.emit("shotEnded", { ...shot, own: true, hit: false });
    assert.deepEqual(names(), []);
    events.emit("shotEnded", { ...shot, own: true, hit: true });
    assert.deepEqual(names(), ["hit"]);
    // By whom it strikes: blows.test.ts.
    events.emit("shotEnded", { ...shot, kind: Flying.orb, own: true, hit: true });
    assert.deepEqual(names(), []);
  });

  it("break crystal where it stood", () => {
    const { events, heard } = listen();
    events.emit("crystalBroken", { x: 70, y: 80 });
    assert.deepEqual(heard, [{ name: "crystal", place: { x: 70, y: 80 }, pitch: undefined }]);
  });

  it("tell one's own end and win from those of others", () => {
    const { events, names } = listen();
    events.emit("died", { slot: OWN, own: true, x: 0, y: 0 });
    events.emit("died", { slot: OTHER, own: false, x: 9, y: 9 });
    events.emit("kill", { by: OWN, victim: OTHER, weapon: 0 });
    events.emit("kill", { by: OTHER, victim: OWN, weapon: 0 });
    events.emit("kill", { by: OWN, victim: OWN, weapon: 0 });
    assert.deepEqual(names(), ["ownDeath", "died", "kill"]);
  });

  it("place a beam where it passes", () => {
    const { events, heard } = listen();
    const beam = { ...shot, fromMuzzle: true, hit: false, x: -500, y: 20, toX: 500, toY: 20 };
    events.emit("beamFired", beam);
    assert.deepEqual(heard[0].place, { x: 0, y: 20 });
  });

  it("tell the crown's winner and its last wearer, in each round anew", () => {
    const { events, names } = listen();
    for (const slot of [OTHER, OWN, OTHER, 7]) events.emit("crown", { slot });
    assert.deepEqual(names(), ["crownGained", "crownLost"]);
    events.emit("crown", { slot: OWN });
    events.emit("arena", {} as GameEvents["arena"]);
    events.emit("crown", { slot: OTHER });
    assert.deepEqual(names(), ["crownGained"]);
    events.emit("bounty", { slot: OTHER, embers: 15 });
    events.emit("bounty", { slot: OWN, embers: 15 });
    assert.deepEqual(names(), ["bounty"]);
  });

  it("tell Pulses from Orbs, and Orbs from mines", () => {
    const { events, names } = listen();
    events.emit("shotFired", { ...shot, kind: Flying.pulse });
    events.emit("shotFired", { ...shot, kind: Flying.orb });
    events.emit("burst", { by: OTHER, weapon: Weapon.orb, x: 0, y: 0 });
    events.emit("burst", { by: OTHER, weapon: Weapon.mine, x: 0, y: 0 });
    assert.deepEqual(names(), ["pulse", "orb", "orbBurst", "mineBlast"]);
  });

  it("climb with common embers of one's own, and tell what else was taken once", () => {
    const { events, heard, names } = listen();
    const mote = { key: "m", x: 0, y: 0, kind: Pickup.ember, value: 1, by: OWN };
    for (const by of [OWN, OTHER, OWN]) events.emit("moteRemoved", { ...mote, by });
    assert.ok((heard[1].pitch ?? 0) > (heard[0].pitch ?? 0));
    assert.deepEqual(names(), ["mote", "mote"]);
    events.emit("moteRemoved", { ...mote, value: 5 });
    events.emit("picked", { kind: Pickup.ember, value: 5 });
    events.emit("moteRemoved", { ...mote, kind: Pickup.orb, value: 0 });
    events.emit("picked", { kind: Pickup.orb, value: 0 });
    events.emit("picked", { kind: Pickup.repair, value: 0 });
    assert.deepEqual(names(), ["shard", "crate", "pickup"]);
  });

  it("are heard no more once stopped", () => {
    const { events, names, stop } = listen();
    stop();
    events.emit("hurt", {} as GameEvents["hurt"]);
    events.emit("banked", { embers: 3 });
    assert.deepEqual(names(), []);
  });
});
