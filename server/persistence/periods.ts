// Days and seasons of the boards, in UTC: a season is a quarter of the year.
import type { BoardSpan } from "./records.ts";

/** When the span that `ms` lies in began. */
export function sinceOf(span: BoardSpan, ms: number): number {
  const date = new Date(ms);
  if (span === "all") return 0;
  if (span === "day") return date.setUTCHours(0, 0, 0, 0);
  return Date.UTC(date.getUTCFullYear(), quarterOf(date) * 3, 1);
}

/** "2026-Q4" */
export function seasonOf(ms: number): string {
  const date = new Date(ms);
  return `${date.getUTCFullYear()}-Q${quarterOf(date) + 1}`;
}

/** 0 to 3 */
const quarterOf = (date: Date): number => Math.floor(date.getUTCMonth() / 3);
