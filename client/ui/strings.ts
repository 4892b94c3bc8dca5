// Every word that the screen says, by key, so that another language is another table.
// Owns: the words. Must not: know who says them when. The server sends codes, never sentences.
const en = {
  title: "Emberline",
  tagline: "Your light is what you see — and how you are seen.",
  nameLabel: "Name",
  namePlaceholder: "Nameless",
  colourLabel: "Colour",
  colourChoice: "Colour {n}",
  play: "Play",
  joining: "Joining…",
  controlsMove: "move",
  controlsAim: "aim",
  controlsFire: "fire",
  controlsDash: "dash",
  controlsScores: "scores",
  keyMove: "WASD",
  keyAim: "Mouse",
  keyFire: "Left button",
  keyDash: "Space",
  keyScores: "Tab",
  goal: "Gather embers, bank them at a golden beacon. The brighter you burn, the further you see and are seen.",
  errorAway: "The server does not answer. Try again in a moment.",
  errorVersion: "A newer version is out. Reload the page.",
  errorFull: "The arena is full. Try again in a moment.",
  errorOptions: "The server did not accept this name or colour.",
  errorRoom: "The arena ended because of a fault. Play again.",
  errorReplaced: "This seat is now played in another tab.",
  errorLost: "The connection was lost.",
  errorOther: "Could not join (code {code}).",
  embers: "embers",
  banked: "banked",
  kills: "kills",
  deaths: "deaths",
  standings: "Standings",
  you: "You",
  ping: "{ms} ms",
  bankedToast: "+{embers} banked",
  endedBy: "You were ended by",
  backIn: "Back in {seconds}",
  roundOver: "Round over",
  nextRound: "Next round in {seconds}",
  wins: "{name} wins",
  reconnecting: "Connection lost",
  seatKept: "Your seat waits {seconds} s",
  nameless: "Nameless",
  minimap: "Map of what is lit",
  hitPoints: "Hit points",
  timer: "Time left in the round",
} as const;

export type StringKey = keyof typeof en;

/** The words of a key, with {placeholders} filled in. */
export function say(key: StringKey, values: Record<string, string | number> = {}): string {
  return en[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}
