// A stick on the screen: it stands where the thumb lands, and follows a thumb that goes too far.
// Owns: one pointer and its way from the origin. Must not: draw itself.
import { type Deflection, deflect } from "./deflection.ts";

/** The thumb's way from rest to full deflection, CSS pixels. */
export const TRAVEL = 48;

export class Stick implements Deflection {
  x = 0;
  y = 0;
  length = 0;
  /** Where it stands and where the thumb is, CSS pixels; old when nobody holds it. */
  originX = 0;
  originY = 0;
  thumbX = 0;
  thumbY = 0;
  /** Called when anything of it has changed. */
  changed: (() => void) | null = null;
  private pointer: number | null = null;

  get held(): boolean {
    return this.pointer !== null;
  }

  /** One thumb at a time: others are told no. */
  take(pointer: number, x: number, y: number): boolean {
    if (this.held) return false;
    this.pointer = pointer;
    this.originX = x;
    this.originY = y;
    this.move(pointer, x, y);
    return true;
  }

  move(pointer: number, x: number, y: number): void {
    if (pointer !== this.pointer) return;
    this.thumbX = x;
    this.thumbY = y;
    const dx = x - this.originX;
    const dy = y - this.originY;
    const beyond = Math.max(0, 1 - TRAVEL / Math.hypot(dx, dy));
    this.originX += dx * beyond;
    this.originY += dy * beyond;
    deflect(this, (x - this.originX) / TRAVEL, (y - this.originY) / TRAVEL);
    this.changed?.();
  }

  /** Lets go, of this pointer alone if one is named; false if that did not hold it. */
  release(pointer = this.pointer): boolean {
    if (pointer === null || pointer !== this.pointer) return false;
    this.pointer = null;
    deflect(this, 0, 0);
    this.changed?.();
    return true;
  }
}
