// Names of the maps' sizes.
// Owns: which words they are. Must not: hold them (locales/ does).
import type { ArenaSize } from "../../../shared/tunables.ts";
import { type StringKey, say } from "../strings.ts";

const NAMES: Readonly<Record<ArenaSize, StringKey>> = {
  small: "sizeSmall",
  medium: "sizeMedium",
  large: "sizeLarge",
  court: "sizeCourt",
  field: "sizeField",
};

/** `null`: it goes by how many are in. */
export const sizeName = (size: ArenaSize | null): string => say(size === null ? "sizeAuto" : NAMES[size]);
