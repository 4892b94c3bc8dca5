// What waits in the queue: one player or one party, as the rules see it.
// Owns: the shape of a ticket and how far it looks. Must not: match anybody.
import { QUEUE } from "../../shared/tunables/queue.ts";

export interface Member {
  /** Player id. */
  id: string;
  /** The server's rating of the mode. */
  mu: number;
  /** Round trip to this server, ms. */
  pingMs: number;
}

export interface Ticket {
  /** Counts up: of two tickets of one moment the lower is the older. */
  id: number;
  members: readonly Member[];
  /** Mean rating and worst ping of the members. */
  mu: number;
  pingMs: number;
  /** When it came; kept over everything that sends it back. */
  sinceMs: number;
}

export function makeTicket(id: number, members: readonly Member[], sinceMs: number): Ticket {
  return {
    id,
    members,
    mu: members.reduce((sum, member) => sum + member.mu, 0) / members.length,
    pingMs: Math.max(...members.map((member) => member.pingMs)),
    sinceMs,
  };
}

export interface Window {
  /** Rating points between two tickets. */
  points: number;
  pingMs: number;
  /** Rating points between the means of two teams. */
  fairness: number;
}

/** How far from its own rating and ping a ticket looks for others after a wait; Infinity once it takes anybody. */
export function windowAfter(waitedMs: number): Window {
  const after = ({ from, perSecond }: { from: number; perSecond: number }): number =>
    waitedMs >= QUEUE.anybodyMs ? Infinity : from + (perSecond * Math.max(0, waitedMs)) / 1000;
  return { points: after(QUEUE.points), pingMs: after(QUEUE.pingMs), fairness: after(QUEUE.fairness) };
}

/** Who came first comes first. */
export const byAge = (a: Ticket, b: Ticket): number => a.sinceMs - b.sinceMs || a.id - b.id;
