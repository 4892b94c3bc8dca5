// Traces as files: the running one saved, another one opened and shown instead.
// Owns: which trace is opened, and what went wrong. Must not: draw.
import { batch, signal } from "@preact/signals";
import { type NetTrace, readTrace } from "../../net/net-trace.ts";
import { say } from "../strings.ts";

/** The trace of a file, shown instead of the running one; null when none is opened. */
export const opened = signal<{ name: string; trace: NetTrace } | null>(null);
export const openError = signal("");

/** Ten times what a full trace takes: what is longer is none. */
const MOST_BYTES = 4 * 1024 * 1024;

export function saveTrace(trace: NetTrace): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(trace)], { type: "application/json" }));
  link.download = fileName(new Date());
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Shows the trace of a file, or says why it cannot. */
export async function openTrace(file: File): Promise<void> {
  try {
    if (file.size > MOST_BYTES) throw new RangeError(say("traceTooLarge"));
    const trace = readTrace(await file.text());
    batch(() => {
      opened.value = { name: file.name, trace };
      openError.value = "";
    });
  } catch (error) {
    openError.value = say("traceRefused", { name: file.name, why: (error as Error).message });
  }
}

/** Back to the running trace. */
export function closeTrace(): void {
  opened.value = null;
  openError.value = "";
}

/** In local time: a person looks for it by when it was. */
export function fileName(at: Date): string {
  const two = (n: number): string => String(n).padStart(2, "0");
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join("-");
  return `emberline-trace-${day}-${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join("-")}.json`;
}
