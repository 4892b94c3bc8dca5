// A client's StateView behind the game's View port.
// Owns: which tag an entity is revealed with. Must not: decide what is revealed.
import { StateView } from "@colyseus/schema";
import { OWNER_TAG } from "../../shared/schema/skimmer-schema.ts";
import type { View } from "../game/ports.ts";

type Entity = Parameters<StateView["add"]>[0];

export class ClientView implements View {
  readonly stateView = new StateView();

  reveal(entity: object, own: boolean): void {
    if (own) this.stateView.add(entity as Entity, OWNER_TAG);
    else this.stateView.add(entity as Entity);
  }

  hide(entity: object): void {
    this.stateView.remove(entity as Entity);
  }
}
