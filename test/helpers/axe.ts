// What axe finds on a page: serious and critical faults.
// Owns: the run and what counts. Must not: know the pages.
import axe from "axe-core";
import type { Page } from "playwright-core";
import { finishMotions } from "./browser.ts";

const BAD: readonly (string | null | undefined)[] = ["serious", "critical"];

/** Where axe finds something bad in what is shown now; `screen` names it. */
export async function faults(page: Page, screen: string): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(`${axe.source};0`);
  // What fades in has less contrast than it will have: what is there, and what comes while axe looks, which may take seconds.
  await finishMotions(page);
  const { violations } = await page.evaluate(async () => {
    const finish = (): void => {
      for (const motion of document.getAnimations()) {
        if (motion.effect?.getComputedTiming().endTime !== Infinity) motion.finish();
      }
    };
    const observer = new MutationObserver(finish);
    observer.observe(document, { subtree: true, childList: true, attributes: true });
    try {
      return await (window as unknown as { axe: typeof axe }).axe.run(document, {
        resultTypes: ["violations"],
      });
    } finally {
      observer.disconnect();
    }
  });
  return violations
    .filter(({ impact }) => BAD.includes(impact))
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${screen}: ${id} at ${html.slice(0, 160)}`));
}
