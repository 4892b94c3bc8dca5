// A restless hand on the keyboard and mouse of a page: flies, aims, fires every weapon, dashes, guards.
// Owns: what is pressed when. Must not: look at the game; whatever happens, it plays on.
import type { Page } from "playwright-core";
import { hashInts } from "../../shared/sim/random.ts";

const MOVES = ["KeyW", "KeyA", "KeyS", "KeyD"] as const;
const WEAPONS = ["Digit1", "Digit2", "Digit3", "Digit4"] as const;
const HOLD_MS = 400;

/** Plays until `signal` aborts; the same seed presses the same keys. */
export async function play(page: Page, seed: number, signal: AbortSignal): Promise<void> {
  const { width, height } = page.viewportSize() ?? { width: 640, height: 360 };
  const { keyboard, mouse } = page;
  for (let beat = 0; !signal.aborted; beat++) {
    const dice = hashInts(seed, beat);
    const move = MOVES[dice & 3];
    const along = MOVES[(dice >> 2) & 3];
    await mouse.move(((dice >> 4) & 255) * (width / 255), ((dice >> 12) & 255) * (height / 255));
    await keyboard.down(move);
    await keyboard.down(along);
    if ((dice & 0x700000) === 0) await keyboard.press("Space");
    if ((dice & 0x3800000) === 0) await keyboard.press("KeyE");
    if (beat % 5 === 0) await keyboard.press(WEAPONS[(dice >> 26) & 3]);
    const button = (dice & 0x30000000) === 0 ? "right" : "left";
    await mouse.down({ button });
    await page.waitForTimeout(HOLD_MS);
    await mouse.up({ button });
    await keyboard.up(move);
    await keyboard.up(along);
  }
}
