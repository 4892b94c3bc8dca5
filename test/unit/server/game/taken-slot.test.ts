// A slot that somebody takes in the moment that another leaves it, as real patches tell of it.
import assert from "node:assert/strict";
import { Decoder, Encoder } from "@colyseus/schema";
import { ArenaGame } from "../../../../server/game/arena-game.ts";
import { ClientView } from "../../../../server/rooms/client-view.ts";
import { ArenaSchema } from "../../../../shared/schema/arena-schema.ts";
import { ArrayQueue, NO_NOTICES, PERSON, seat } from "./ports.ts";

/** Somebody's client: what it has decoded, and patches of the room. */
class Watched {
  readonly state = new ArenaSchema();
  readonly view = new ClientView();
  readonly game = new ArenaGame(this.state, { seed: 1, size: "large", fillTo: 0 }, NO_NOTICES);
  readonly me = this.game.join(PERSON, seat(new ArrayQueue(), this.view));
  private readonly encoder = new Encoder(this.state);
  private readonly decoder = new Decoder(new ArenaSchema());

  constructor() {
    const at = { offset: 0 };
    this.game.interest.refresh();
    this.encoder.encodeAll(at);
    this.decoder.decode(this.encoder.encodeAllView(this.view.stateView, at.offset, at));
    this.encoder.discardChanges();
  }

  /** Where the skimmer of a slot is after one more patch, as the client has it. */
  patched(slot: number): number | undefined {
    const at = { offset: 0 };
    this.game.interest.refresh();
    this.encoder.encode(at);
    this.decoder.decode(this.encoder.encodeView(this.view.stateView, at.offset, at));
    this.encoder.discardChanges();
    return this.decoder.state.skimmers.get(String(slot))?.x;
  }
}

describe("a slot that is taken anew before the next patch", () => {
  for (const near of [true, false]) {
    it(`[S2] shows ${near ? "who has it now" : "nobody, and no ghost"}, when the newcomer is ${near ? "" : "not "}in the light`, () => {
      const watched = new Watched();
      const { game, me } = watched;
      const { x, y } = game.skimmer(me);
      const far = (x + 3000) % 6000;
      const view = new ClientView();
      const other = game.join(PERSON, seat(new ArrayQueue(), view));
      Object.assign(game.skimmer(other), { x: x + 50, y });
      assert.equal(watched.patched(other), game.skimmer(other).x);
      game.skimmer(other).x += 8;
      assert.equal(watched.patched(other), game.skimmer(other).x);
      view.stateView.dispose();
      game.leave(other);
      assert.equal(game.join(PERSON, seat()), other);
      Object.assign(game.skimmer(other), { x: near ? x + 80 : far, y });
      assert.equal(watched.patched(other), near ? game.skimmer(other).x : undefined);
      assert.equal(watched.patched(other), near ? game.skimmer(other).x : undefined);
    });
  }
});
