// The framework's own monitor and playground, for operators who have signed in, where a setting asks for them.
// Owns: who gets to them. Must not: load them before somebody does.
import type { Application, NextFunction, Request, RequestHandler, Response } from "express";
import type { Operators } from "../http/operators.ts";
import { Refusal } from "../http/refusal.ts";

export interface PanelParts {
  operators: Pick<Operators, "of">;
  audit(entry: { by: string; act: string; target: string; detail: string }): void;
}

/** What their pages need beside what ours may: styles that their scripts write. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const PANELS = {
  "/monitor": async () => (await import("@colyseus/monitor")).monitor(),
  "/playground": async () => (await import("@colyseus/playground")).playground(),
};

/** Adds both. The monitor calls any method of any room by GET: that is taken down as an act. */
export function servePanels(app: Application, parts: PanelParts): void {
  for (const [path, load] of Object.entries(PANELS)) {
    let loading: Promise<RequestHandler> | undefined;
    app.use(path, (request: Request, response: Response, next: NextFunction) => {
      admit(request, parts)
        .then(() => (loading ??= load() as unknown as Promise<RequestHandler>))
        .then((panel) => {
          response.setHeader("content-security-policy", POLICY);
          void panel(request, response, next);
        })
        .catch(next);
    });
  }
}

async function admit(request: Request, { operators, audit }: PanelParts): Promise<void> {
  const by = await operators.of(request);
  if (by === null) throw new Refusal(401, "notOperator");
  const { path, query } = request;
  if (!path.endsWith("/room/call")) return;
  audit({
    by,
    act: "monitor.call",
    target: String(query.roomId),
    detail: String(query.method).slice(0, 200),
  });
}
