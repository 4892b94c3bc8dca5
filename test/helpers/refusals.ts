// What a server's limits have turned away, as its metrics tell.
// Owns: the reading of the counters. Must not: know a limit.
import { OPERATOR_TOKEN } from "./operator.ts";

/** Refusals so far, by limit; a server that trusts nobody needs OPERATOR_TOKEN among its settings. */
export async function refusals(endpoint: string): Promise<Record<string, number>> {
  const headers = { authorization: `Bearer ${OPERATOR_TOKEN}` };
  const text = await (await fetch(`${endpoint}/metrics`, { headers })).text();
  const lines = text.matchAll(/^emberline_refused_total\{limit="(\w+)"\} (\d+)$/gm);
  return Object.fromEntries([...lines].map(([, name, count]) => [name, Number(count)]));
}
