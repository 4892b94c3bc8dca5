// Who stands where: the roster in order.
// Owns: the order. Must not: keep it.
import { HUES } from "../../shared/tunables.ts";
import type { GameView } from "../net/game-view.ts";
import type { Standing, Who } from "./hud-state.ts";
import { say } from "./strings.ts";

/** Name and hue of a slot's player. */
export function whoIs(view: GameView, slot: number): Who {
  const entry = view.state.roster.get(String(slot));
  return { name: entry?.name || say("nameless"), hue: (entry?.hue ?? 0) % HUES.length };
}

/** Everybody, best first: banked embers, then kills, then fewer deaths, then the lower slot. */
export function rankRoster(view: GameView): Standing[] {
  const rows: Standing[] = [];
  view.state.roster.forEach((entry) => {
    const { slot, banked, kills, deaths } = entry;
    const hue = entry.hue % HUES.length;
    rows.push({
      slot,
      rank: 0,
      name: entry.name || say("nameless"),
      hue,
      own: slot === view.slot,
      crowned: slot === view.state.crown,
      team: entry.team,
      pingMs: entry.pingMs,
      banked,
      kills,
      deaths,
    });
  });
  rows.sort((a, b) => b.banked - a.banked || b.kills - a.kills || a.deaths - b.deaths || a.slot - b.slot);
  rows.forEach((row, i) => (row.rank = i + 1));
  return rows;
}

/** The first `count`, and one's own row if it is not among them. */
export function topAndOwn(rows: Standing[], count: number): Standing[] {
  const own = rows.find((row) => row.own);
  const top = rows.slice(0, count);
  return own === undefined || own.rank <= count ? top : [...top, own];
}
