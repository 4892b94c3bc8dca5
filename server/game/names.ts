// Names that are unique within an arena: who is already called so stays so.
// Owns: the suffix. Must not: clean names (protocol/join-request.ts does).
import { NAME_MAX_CODE_POINTS } from "../../shared/tunables.ts";

/** `name`, or the first of "name 2", "name 3", … that is not taken, cut so that it stays within the limit. */
export function uniqueName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  for (let n = 2; ; n++) {
    const suffix = ` ${n}`;
    const room = NAME_MAX_CODE_POINTS - suffix.length;
    const candidate = [...name].slice(0, room).join("").trimEnd() + suffix;
    if (!taken.has(candidate)) return candidate;
  }
}
