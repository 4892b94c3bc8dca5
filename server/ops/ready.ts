// GET /ready: whether this process takes players, which is what a proxy asks before it sends any; and what it answers
// those who come though an update has left it behind.
// Owns: that route, and what an outdated process still answers. Must not: touch its rooms.
import type { Application } from "express";
import type { Cluster } from "../cluster/cluster.ts";
import { bearerOf } from "../http/bearer.ts";
import { Refusal } from "../http/refusal.ts";

/** The way back into a room that goes on here: whoever knows its token, whatever the page. */
const WAY_BACK = "/api/seats/back";
const RETRY_SECONDS = 1;

/**
 * Adds the route. While another process speaks a newer version of the protocol, everything that is mounted later is
 * answered 503, but for operators: a proxy passes such a request on to the next process, so that page and seats are of
 * the newest version.
 */
export function serveReady(
  app: Application,
  cluster: Pick<Cluster, "draining" | "outdated" | "ready">,
  isOperator: (token: string) => boolean,
): void {
  app.get("/ready", (_request, response) => {
    const { draining, outdated, ready } = cluster;
    const status = draining ? "draining" : outdated ? "outdated" : ready ? "ready" : "waiting";
    response
      .set("cache-control", "no-store")
      .status(status === "ready" ? 200 : 503)
      .json({ status });
  });
  app.use((request, _response, next) => {
    if (!cluster.outdated || request.path === WAY_BACK || isOperator(bearerOf(request))) return next();
    throw new Refusal(503, "busy", { retryAfterS: RETRY_SECONDS });
  });
}
