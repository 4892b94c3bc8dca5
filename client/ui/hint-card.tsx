// What a beginner is told next, with the controls of the device in hand.
// Owns: its words and markup. Must not: decide which it is (hints.ts does).
import { device } from "./device.ts";
import { finish, type Hint, hint, wayToBank } from "./hints.ts";
import { keyOf, moveKeys } from "./key-words.ts";
import { giveBackKeys } from "./keys.ts";
import { type StringKey, say } from "./strings.ts";
import "./hint-card.css";

interface Told {
  words: StringKey;
  /** What to press, by device. */
  press?: Readonly<Record<"keyboard" | "touch" | "gamepad", () => string>>;
}

const always = (name: string) => () => name;

const TOLD: Readonly<Record<Hint, Told>> = {
  move: {
    words: "hintMove",
    press: { keyboard: moveKeys, touch: () => say("stickLeft"), gamepad: () => say("stickLeft") },
  },
  fire: {
    words: "hintFire",
    press: {
      keyboard: () => `${say("keyMouse")} + ${keyOf("fire")}`,
      touch: () => say("stickRight"),
      gamepad: () => `${say("stickRight")} + RT`,
    },
  },
  gather: { words: "hintGather" },
  bank: { words: "hintBank" },
  dash: {
    words: "hintDash",
    press: { keyboard: () => keyOf("dash"), touch: always("»"), gamepad: always("A") },
  },
  guard: {
    words: "hintGuard",
    press: {
      keyboard: () => `${keyOf("guard")} · ${say("keyHold", { key: keyOf("alternate") })}`,
      touch: () => `${say("controlsGuard")} · ${say("keyHold", { key: say("weaponLance") })}`,
      gamepad: () => `B · ${say("keyHold", { key: "LT" })}`,
    },
  },
};

export function HintCard() {
  const name = hint.value;
  if (name === null) return null;
  const { words, press } = TOLD[name];
  const way = wayToBank.value;
  return (
    <div class="hint" role="status" data-testid="hint" data-hint={name} key={name}>
      {press !== undefined && <kbd>{press[device.value]()}</kbd>}
      {way !== null && (
        <svg class="way" viewBox="0 0 24 24" aria-hidden="true" style={{ transform: `rotate(${way}deg)` }}>
          <path d="M2 10h11V4.5L22 12l-9 7.5V14H2z" />
        </svg>
      )}
      <p>{say(words)}</p>
      <button
        type="button"
        tabIndex={-1}
        data-testid="hint-done"
        onClick={() => finish(name)}
        onPointerUp={giveBackKeys}
      >
        {say("gotIt")}
      </button>
    </div>
  );
}
