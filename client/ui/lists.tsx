// Lists of people beside the game: the best five, the kill feed.
// Owns: their markup. Names are strangers' words: they are only ever text.
import { Crown } from "./arms.tsx";
import { hud, type Who } from "./hud-state.ts";
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

/** A log, so that its lines are read out as they come. */
export function KillFeed() {
  return (
    <div role="log" aria-label={say("killFeed")}>
      <ul class="killfeed" data-testid="killfeed">
        {hud.kills.value.map((line) => (
          <li key={line.id} class={line.own ? "own" : ""}>
            {line.by !== null && <Named who={line.by} />}
            <WeaponGlyph weapon={line.weapon} />
            <Named who={line.victim} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Named({ who }: { who: Who }) {
  return (
    <span class="name" style={tintOf(who.hue)}>
      <Shape hue={who.hue} />
      {who.name}
    </span>
  );
}
