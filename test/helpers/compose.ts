// Typing through an input method, as a person does who writes Chinese.
// Owns: the composition events. Must not: send anything.
import assert from "node:assert/strict";
import type { Page } from "playwright-core";

/**
 * Composes `words` by way of `letters` in the field that has the focus. On the way Enter is pressed: it is the input
 * method's, and leaves the field as it is.
 */
export async function compose(page: Page, letters: string, words: string): Promise<void> {
  const ime = await page.context().newCDPSession(page);
  const show = (text: string) =>
    ime.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  const value = () =>
    page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.value ?? "(no field)");
  const before = await value();
  for (let n = 1; n <= letters.length; n++) await show(letters.slice(0, n));
  assert.equal(await value(), before + letters);
  await page.keyboard.press("Enter");
  assert.equal(await value(), before + letters);
  await show("");
  await ime.send("Input.insertText", { text: words });
  assert.equal(await value(), before + words);
  await ime.detach();
}
