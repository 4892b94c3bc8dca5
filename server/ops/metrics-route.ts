// GET /metrics: the figures as Prometheus reads them.
// Owns: the route. Must not: know a metric.
import type { Application, Request } from "express";
import type { Metrics } from "./metrics.ts";

/** Adds the route; who is no insider is told that there is none. */
export function serveMetrics(
  app: Application,
  metrics: Metrics,
  isInsider: (request: Request) => boolean,
): void {
  app.get("/metrics", (request, response, next) => {
    if (!isInsider(request)) return next();
    metrics
      .text()
      .then((text) => {
        response.set({ "content-type": metrics.contentType, "cache-control": "no-store" }).end(text);
      })
      .catch(next);
  });
}
