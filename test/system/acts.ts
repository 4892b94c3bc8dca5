// What the acts of a plan do to a person, a rogue or a link.
// Owns: nothing. Must not: draw anything, or wait.
import { PROFILES } from "../../shared/lab/profile.ts";
import type { Link } from "./network.ts";
import type { Person } from "./person.ts";
import type { Act } from "./plan.ts";
import type { Rogue } from "./rogue.ts";

export function carryOut(act: Act, person: Person, link: Link, rogue: Rogue): void {
  switch (act.do) {
    case "join":
      void person.join();
      break;
    case "leave":
    case "say":
    case "vote":
      person[act.do]();
      break;
    case "watch":
      person.watch(act.mode);
      break;
    case "misbehave":
      void rogue.misbehave(act.deed);
      break;
    case "hide":
      person.hide(act.forMs);
      break;
    case "doze":
      person.hide(act.forMs);
      link.stall("down", act.forMs);
      break;
    default:
      strike(act, link);
  }
}

function strike(
  act: Extract<Act, { do: "cut" | "stall" | "reshape" | "blackhole" | "throttle" }>,
  link: Link,
) {
  switch (act.do) {
    case "cut":
      link.cut();
      break;
    case "stall":
      link.stall(act.way, act.forMs);
      break;
    case "reshape":
      link.shape(PROFILES[act.profile]);
      break;
    case "blackhole":
      link.blackhole(act.way, true);
      setTimeout(() => link.blackhole(act.way, false), act.forMs);
      break;
    case "throttle":
      link.throttle(act.way, act.bytesPerSecond);
      setTimeout(() => link.throttle(act.way, 0), act.forMs);
      break;
  }
}
