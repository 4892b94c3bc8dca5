// Contender: the stock framework with a view per client, of what is within the light that a skimmer has in the game.
// Owns: the views, as one writes them first: every pair, before every patch. Run by contender.ts.
import type { Client } from "@colyseus/core";
import { StateView } from "@colyseus/schema";
import { LIGHT } from "../../../shared/tunables.ts";
import { serveContender } from "../contender.ts";
import { SeenCrowdSchema } from "../mover-schema.ts";
import { StockRoom, serveStock } from "./stock-room.ts";

class ViewsRoom extends StockRoom {
  override state = new SeenCrowdSchema();
  protected override readonly shown = this.state;

  override onJoin(client: Parameters<StockRoom["onJoin"]>[0]): void {
    (client as Client).view = new StateView();
    super.onJoin(client);
  }

  override onBeforePatch(): void {
    const { movers } = this.crowd;
    for (const client of this.clients) {
      const self = movers[(client.userData as { slot: number }).slot];
      const view = client.view;
      if (self === null || self === undefined || view === undefined) continue;
      for (const other of movers) {
        const shown = other === null ? undefined : this.moverOf(other.slot);
        if (other === null || shown === undefined) continue;
        const near = (other.x - self.x) ** 2 + (other.y - self.y) ** 2 <= LIGHT.base ** 2;
        if (near && !view.has(shown)) view.add(shown);
        else if (!near && view.has(shown)) view.remove(shown);
      }
    }
  }
}

serveContender(() => serveStock(ViewsRoom));
