// What browsers are told about the page: where it may load from, and that nobody may frame it.
// Owns: those headers. Must not: know the page's files.
import type { IncomingMessage } from "node:http";
import type { Application } from "express";
import helmet from "helmet";

/** Not every browser takes 'self' for the WebSocket of the page's own host. */
const ownSockets = ({ headers: { host = "" } }: IncomingMessage): string => `ws://${host} wss://${host}`;

/** Adds the headers to every answer. Whether a browser has to come by https is for who terminates it to say. */
export function setPageHeaders(app: Application): void {
  const directives = {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    // Phaser measures the screen of an iPhone with an element that has one.
    styleSrcAttr: ["'unsafe-inline'"],
    imgSrc: ["'self'", "data:", "blob:"],
    fontSrc: ["'self'"],
    connectSrc: ["'self'", ownSockets],
    manifestSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  };
  app.use(
    helmet({
      contentSecurityPolicy: { useDefaults: false, directives },
      strictTransportSecurity: false,
      referrerPolicy: { policy: "same-origin" },
      xFrameOptions: { action: "deny" },
    }),
  );
}
