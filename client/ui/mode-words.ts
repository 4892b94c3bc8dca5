// Names of the modes.
// Owns: which words they are. Must not: hold them (locales/ does).
import type { Mode } from "../../shared/tunables/modes.ts";
import { type StringKey, say } from "./strings.ts";

const NAMES: Readonly<Record<Mode, StringKey>> = { swarm: "modeSwarm", duel: "modeDuel", rush: "modeRush" };

export const modeName = (mode: Mode): string => say(NAMES[mode]);
