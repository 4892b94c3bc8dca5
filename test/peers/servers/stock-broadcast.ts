// Contender: the stock framework, one state for everybody in the room.
// Owns: its state. Run by contender.ts.
import { serveContender } from "../contender.ts";
import { CrowdSchema } from "../mover-schema.ts";
import { StockRoom, serveStock } from "./stock-room.ts";

class BroadcastRoom extends StockRoom {
  override state = new CrowdSchema();
  protected override readonly shown = this.state;
}

serveContender(() => serveStock(BroadcastRoom));
