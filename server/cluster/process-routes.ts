// The processes of the cluster, for operators.
// Owns: these routes. Must not: decide what becomes of a process.
import { z } from "zod";
import { Refusal, Unanswered } from "../http/refusal.ts";
import { type Route, route } from "../http/route.ts";
import type { Cluster } from "./cluster.ts";

const count = z.number().int();

const ProcessRow = z.object({
  id: z.string(),
  address: z.string(),
  startedAt: count,
  version: count,
  draining: z.boolean(),
  leader: z.boolean(),
  rooms: count,
  players: count,
  sockets: count,
  tickP99Ms: z.number(),
  busyPercent: z.number(),
  rssBytes: count,
});

export function processRoutes(cluster: Cluster): Route[] {
  return [
    route({
      method: "get",
      path: "/api/processes",
      summary: "The processes that work together, and how each does.",
      access: "operator",
      answers: { 200: z.object({ processes: z.array(ProcessRow) }) },
      refuses: { 503: ["busy"] },
      async handle() {
        return { status: 200, body: { processes: await cluster.processes() } };
      },
    }),
    route({
      method: "post",
      path: "/api/processes/:id/drain",
      summary: "End a process: its rooms may end, its players go on in another.",
      access: "operator",
      params: z.strictObject({ id: z.string().regex(/^[\w-]{1,32}$/, "is no process' id") }),
      answers: { 202: z.object({ draining: z.string() }) },
      audit: { act: "process.drain", on: ({ params }) => params.id },
      refuses: { 404: ["gone"], 503: ["busy"] },
      async handle({ params: { id } }) {
        if (!(await cluster.processes()).some((one) => one.id === id)) throw new Refusal(404, "gone");
        await cluster.call(id, "drain").catch(() => {
          throw new Unanswered();
        });
        return { status: 202, body: { draining: id } };
      },
    }),
  ];
}
