// A report of a line as the records keep it.
// Owns: its words: the ten lines before it, and the line. Must not: save it.
import { randomUUID } from "node:crypto";
import type { ChatSaid } from "../../shared/protocol/chat.ts";
import type { ReportRecord } from "../persistence/operator-records.ts";
import type { ChatReport } from "./ports.ts";

export function recordOf({ reporter, line, before, atMs }: ChatReport, roomId: string): ReportRecord {
  return {
    id: randomUUID(),
    atMs,
    byId: reporter.id,
    aboutId: line.from.id,
    aboutName: line.from.name,
    roomId,
    reason: `chat:${line.scope}`,
    words: [...before, line].map(wordsOf).join("\n"),
  };
}

/** One line each: nothing that is said holds a line break. */
const wordsOf = ({ atMs, scope, from, text }: ChatSaid): string =>
  `${new Date(atMs).toISOString()} ${scope} ${from.name} (${from.id}): ${text}`;
