// How many clients there are when: "30s:100,2m:500" goes to 100 within 30 s, then to 500 within 2 minutes.
// Owns: that grammar, and who comes and goes when. Must not: know clients.

export interface Stage {
  seconds: number;
  /** Reached at its end, on a straight line from where the stage before ended. */
  clients: number;
}

export interface Arrival {
  /** Since the run began. */
  atSeconds: number;
  /** From 0. */
  number: number;
  comes: boolean;
}

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };
const MOST_SECONDS = 7 * 24 * 3600;

/** Throws an Error that names the part which is wrong. */
export function parseStages(text: string): Stage[] {
  return text.split(",").map((part) => {
    const [, time, unit, clients] = /^\s*(\d+(?:\.\d+)?)(s|m|h):(\d+)\s*$/.exec(part) ?? [];
    if (time === undefined) throw new Error(`"${part.trim()}" is no stage like 30s:100 or 2m:500`);
    const seconds = Number(time) * UNITS[unit];
    if (!(seconds > 0 && seconds <= MOST_SECONDS))
      throw new Error(`"${part.trim()}" lasts too long, or not at all`);
    return { seconds, clients: Number(clients) };
  });
}

export const formatStages = (stages: readonly Stage[]): string =>
  stages.map(({ seconds, clients }) => `${seconds}s:${clients}`).join(",");

export const secondsOf = (stages: readonly Stage[]): number =>
  stages.reduce((sum, { seconds }) => sum + seconds, 0);

export const mostOf = (stages: readonly Stage[]): number => Math.max(...stages.map(({ clients }) => clients));

/** Who comes and goes, in order; who came last goes first. */
export function arrivalsOf(stages: readonly Stage[]): Arrival[] {
  const arrivals: Arrival[] = [];
  let startS = 0;
  let before = 0;
  for (const { seconds, clients } of stages) {
    const change = Math.abs(clients - before);
    const comes = clients > before;
    for (let n = 1; n <= change; n++)
      arrivals.push({
        atSeconds: startS + (seconds * n) / change,
        number: comes ? before + n - 1 : before - n,
        comes,
      });
    startS += seconds;
    before = clients;
  }
  return arrivals;
}
