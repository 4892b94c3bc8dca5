// Looking into input logs.
// Owns: a reader that passes over every record. Must not: replay anything.
import type { TickRecords } from "../../shared/sim/input-log.ts";

/** To be spread under the records that one wants. */
export const IGNORED: TickRecords = {
  join() {},
  leave() {},
  rest() {},
  wake() {},
  begin() {},
  carry() {},
  carryRound() {},
  patch() {},
  input() {},
};
