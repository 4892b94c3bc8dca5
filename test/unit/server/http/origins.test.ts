// Which pages may speak with the server: its own and those that are named.
import assert from "node:assert/strict";
import type { IncomingMessage } from "node:http";
import { Origins } from "../../../../server/http/origins.ts";

const origins = new Origins(["https://partner.example", "http://localhost:8080"]);

const asks = (host: string | undefined, origin: string | undefined): IncomingMessage =>
  ({ headers: { host, origin } }) as unknown as IncomingMessage;

describe("origins", () => {
  const good: [host: string | undefined, origin: string | undefined][] = [
    ["play.example", undefined],
    [undefined, undefined],
    ["play.example", "https://play.example"],
    ["play.example", "http://play.example"],
    ["PLAY.example", "https://play.example"],
    ["play.example:443", "https://play.example"],
    ["play.example:2567", "http://play.example:2567"],
    ["127.0.0.1:2567", "http://127.0.0.1:2567"],
    ["[::1]:2567", "http://[::1]:2567"],
    ["play.example", "https://partner.example"],
    ["play.example", "http://localhost:8080"],
  ];
  for (const [host, origin] of good)
    it(`lets ${origin} speak with ${host}`, () => assert.equal(origins.allows(asks(host, origin)), true));

  const bad: [host: string | undefined, origin: string][] = [
    ["play.example", "https://evil.example"],
    ["play.example", "https://play.example.evil.example"],
    ["play.example", "https://play.example:444"],
    ["play.example:2567", "http://play.example"],
    ["play.example", "http://partner.example"],
    ["play.example", "https://partner.example:8080"],
    ["play.example", "null"],
    ["play.example", ""],
    ["play.example", "play.example"],
    ["[", "https://["],
    ["[", "https://play.example"],
    [undefined, "https://undefined.example"],
    ["", "file://"],
    ["evil.example@play.example", "https://evil.example"],
  ];
  for (const [host, origin] of bad)
    it(`does not let "${origin}" speak with ${host}`, () =>
      assert.equal(origins.allows(asks(host, origin)), false));
});
