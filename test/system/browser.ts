// What a page has of a browser: fetch and WebSocket, over the network in memory.
// Owns: those two. Must not: know the game. Imported before the client's library, which keeps the WebSocket it finds.
import http from "node:http";
import { WebSocket as RealWebSocket } from "ws";
import type { Network } from "./network.ts";

/** Hears of all that is delivered to a page. `keep` is false for a message that is to get lost. */
export interface Delivery {
  message(host: string, bytes: Uint8Array): boolean;
  closed(host: string, code: number): void;
  answered(host: string, status: number, body: string): void;
}

let network: Network;
let delivery: Delivery;

/** Pages of the next run go over `over`. */
export function connectPages(over: Network, told: Delivery): void {
  network = over;
  delivery = told;
}

const hostOf = (url: string): string => new URL(url).hostname;

class PageSocket extends RealWebSocket {
  constructor(url: string) {
    const host = hostOf(url);
    super(url, [], {
      perMessageDeflate: false,
      // Each message is a task of its own, as in a browser.
      allowSynchronousEvents: false,
      // Chance must not be asked for what nobody looks at.
      generateMask: () => {},
      createConnection: () => network.connect(host) as never,
    } as ConstructorParameters<typeof RealWebSocket>[2]);
    const told = delivery;
    const emit = this.emit;
    this.emit = function heard(this: PageSocket, event: string | symbol, ...args: unknown[]): boolean {
      if (event === "message" && !told.message(host, new Uint8Array(args[0] as ArrayBuffer))) return true;
      if (event === "close") told.closed(host, args[0] as number);
      return (emit as (...all: unknown[]) => boolean).call(this, event, ...args);
    } as typeof this.emit;
    // A page's socket without a listener for errors is none that ends the process.
    this.on("error", () => {});
  }
}

interface Asked {
  method: string;
  headers: Record<string, string>;
  body?: string;
}

/** As much of fetch as client/net uses. */
function pageFetch(url: string, { method, headers, body }: Asked): Promise<object> {
  const host = hostOf(url);
  const told = delivery;
  return new Promise((resolve, reject) => {
    const options = { method, headers, createConnection: () => network.connect(host) as never };
    const request = http.request(url, options, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      response.once("error", reject);
      response.once("end", () => {
        const status = response.statusCode ?? 0;
        told.answered(host, status, text);
        const ok = status >= 200 && status < 300;
        resolve({ ok, status, text: async () => text, json: async () => JSON.parse(text) as unknown });
      });
    });
    request.once("error", reject);
    request.end(body);
  });
}

Object.assign(globalThis, { WebSocket: PageSocket, fetch: pageFetch });
