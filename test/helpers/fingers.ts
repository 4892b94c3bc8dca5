// Fingers on a page's screen, as many at once as one likes.
// Owns: what touches now. Must not: know what lies under it.
import type { CDPSession, Locator, Page } from "playwright-core";

interface Point {
  id: number;
  x: number;
  y: number;
}

export class Fingers {
  private readonly session: Promise<CDPSession>;
  private points: Point[] = [];

  constructor(page: Page) {
    this.session = page.context().newCDPSession(page);
  }

  /** Puts finger `id` down in the middle of what is found, or so far beside it, CSS pixels. */
  async put(id: number, on: Locator, dx = 0, dy = 0): Promise<void> {
    const box = await on.boundingBox();
    if (box === null) throw new Error("nothing to touch");
    this.points.push({ id, x: box.x + box.width / 2 + dx, y: box.y + box.height / 2 + dy });
    await this.send("touchStart");
  }

  async move(id: number, dx: number, dy: number): Promise<void> {
    this.points = this.points.map((p) => (p.id === id ? { id, x: p.x + dx, y: p.y + dy } : p));
    await this.send("touchMove");
  }

  async lift(id: number): Promise<void> {
    this.points = this.points.filter((p) => p.id !== id);
    await this.send("touchEnd");
  }

  private async send(type: "touchStart" | "touchMove" | "touchEnd"): Promise<void> {
    const session = await this.session;
    await session.send("Input.dispatchTouchEvent", { type, touchPoints: this.points });
  }
}
