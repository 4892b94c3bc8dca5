// Lists of people beside the game: the best five, the kill feed.
// Owns: their markup. Names are strangers' words: they are only ever text.
import { Crown } from "./arms.tsx";
import { hud } from "./hud-state.ts";
import { topAndOwn } from "./standings.ts";
import { say } from "./strings.ts";
import { Shape, tintOf } from "./tint.tsx";
import { WeaponGlyph } from "./weapon-glyph.tsx";

export function TopFive() {
  return (
    <ol class="top5 panel" data-testid="top5" aria-label={say("standings")}>
      {topAndOwn(hud.standings.value, 5).map((row) => (
        <li key={row.slot} class={row.own ? "own" : ""} style={tintOf(row.hue)}>
          <span class="rank">{row.rank}</span>
          <span class="name">
            <Shape hue={row.hue} />
            {row.name} {row.crowned && <Crown />}
          </span>
          <b>{row.banked}</b>
        </li>
      ))}
    </ol>
  );
}

export function KillFeed() {
  return (
    <ul class="killfeed" data-testid="killfeed" aria-live="off">
      {hud.kills.value.map((line) => (
        <li key={line.id} class={line.own ? "own" : ""}>
          {line.by !== null && (
            <span class="name" style={tintOf(line.by.hue)}>
              <Shape hue={line.by.hue} />
              {line.by.name}
            </span>
          )}
          <WeaponGlyph weapon={line.weapon} />
          <span class="name" style={tintOf(line.victim.hue)}>
            <Shape hue={line.victim.hue} />
            {line.victim.name}
          </span>
        </li>
      ))}
    </ul>
  );
}
