// From a code to what it does, for bindings that may change at any time.
// Owns: the table by code. Must not: listen to a device.
import { ACTIONS, type Action, type Bindings } from "./bindings.ts";

const NOTHING: readonly Action[] = [];

export class KeyTable {
  private readonly bindings: () => Bindings;
  private built: Bindings | null = null;
  private readonly byCode = new Map<string, Action[]>();

  constructor(bindings: () => Bindings) {
    this.bindings = bindings;
  }

  /** What a code does now. Bindings that change are another object. */
  actionsOf(code: string): readonly Action[] {
    const now = this.bindings();
    if (now !== this.built) this.build(now);
    return this.byCode.get(code) ?? NOTHING;
  }

  private build(bindings: Bindings): void {
    this.built = bindings;
    this.byCode.clear();
    for (const action of ACTIONS) {
      for (const code of bindings[action]) this.byCode.set(code, [...(this.byCode.get(code) ?? []), action]);
    }
  }
}
