// Who sees what: one bit per (entity, viewer).
// Owns: the bits. Must not: know what an entity is.
import { MAX_SLOTS } from "../../shared/tunables.ts";

const WORDS = Math.ceil(MAX_SLOTS / 32);

/** Bits for entities 0..capacity-1 and viewers 0..MAX_SLOTS-1. */
export class SeenBits {
  private readonly words: Uint32Array;

  constructor(capacity: number) {
    this.words = new Uint32Array(capacity * WORDS);
  }

  has(entity: number, viewer: number): boolean {
    return (this.words[entity * WORDS + (viewer >> 5)] & (1 << (viewer & 31))) !== 0;
  }

  set(entity: number, viewer: number): void {
    this.words[entity * WORDS + (viewer >> 5)] |= 1 << (viewer & 31);
  }

  clear(entity: number, viewer: number): void {
    this.words[entity * WORDS + (viewer >> 5)] &= ~(1 << (viewer & 31));
  }

  /** The entity is gone: nobody sees it. */
  forgetEntity(entity: number): void {
    this.words.fill(0, entity * WORDS, (entity + 1) * WORDS);
  }

  /** The viewer is gone: it sees nothing. */
  forgetViewer(viewer: number): void {
    for (let at = viewer >> 5; at < this.words.length; at += WORDS) this.words[at] &= ~(1 << (viewer & 31));
  }
}
