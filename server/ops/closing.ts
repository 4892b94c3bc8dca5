// What a server does last: its parts stop, its rooms end, what waits is saved.
// Owns: the order, and how long each step may take. Must not: know what a step is.

/** Rooms, cluster, saves and records, ms: 4 s together, whatever hangs. */
const MOST_MS = [1000, 500, 2000, 500];

interface Step {
  close(): Promise<unknown>;
}

export class Closing {
  private readonly parts: readonly { close(): void }[];
  private readonly steps: readonly Step[];

  /** `parts` are closed first, then `steps`, one after the other. */
  constructor(parts: readonly { close(): void }[], steps: readonly Step[]) {
    this.parts = parts;
    this.steps = steps;
  }

  /** However long it takes. */
  async all(): Promise<void> {
    for (const part of this.parts) part.close();
    for (const step of this.steps) await step.close();
  }

  /** What does not end in time is left as it is. */
  async inTime(): Promise<void> {
    for (const part of this.parts) part.close();
    for (const [i, step] of this.steps.entries()) await within(MOST_MS[i], step.close());
  }
}

async function within(ms: number, step: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([step, late]).finally(() => clearTimeout(timer));
}
