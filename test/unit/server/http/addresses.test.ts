// Who a request counts for: the peer, or behind our proxies whoever the first of them heard from.
import assert from "node:assert/strict";
import type { IncomingMessage } from "node:http";
import { Addresses } from "../../../../server/http/addresses.ts";

const asks = (remoteAddress: string | undefined, forwarded?: string): IncomingMessage =>
  ({
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded },
  }) as unknown as IncomingMessage;

describe("addresses", () => {
  const addresses = new Addresses({
    trusted: ["127.0.0.1", "::1", "192.0.2.0/24"],
    proxies: ["10.0.0.0/8", "fd00::/8"],
  });

  const cases: [what: string, peer: string | undefined, forwarded: string | undefined, address: string][] = [
    ["a peer", "203.0.113.9", undefined, "203.0.113.9"],
    ["nobody any more", undefined, undefined, ""],
    ["a peer in an IPv6 socket", "::ffff:203.0.113.9", undefined, "203.0.113.9"],
    ["a peer that claims to be another", "203.0.113.9", "127.0.0.1", "203.0.113.9"],
    ["whom a proxy heard from", "10.0.0.1", "203.0.113.9", "203.0.113.9"],
    ["whom a proxy in an IPv6 socket heard from", "::ffff:10.0.0.1", "203.0.113.9", "203.0.113.9"],
    ["the last that no proxy of ours is", "10.0.0.1", "127.0.0.1, 203.0.113.9, 10.1.1.1", "203.0.113.9"],
    ["a proxy that asks for itself", "10.0.0.1", undefined, "10.0.0.1"],
    ["the first of proxies alone", "10.0.0.1", "10.0.0.2, 10.0.0.3", "10.0.0.2"],
    ["a proxy that passes on nonsense", "10.0.0.1", "203.0.113.9, ::x", "10.0.0.1"],
    ["a proxy that passes on nothing", "10.0.0.1", "", "10.0.0.1"],
    ["a name", "10.0.0.1", "localhost", "10.0.0.1"],
    ["an IPv6 home", "2001:db8:0:1:a:b:c:d", undefined, "2001:db8:0:1::/64"],
    ["another address of it, in short", "10.0.0.1", "2001:DB8:0:1::5", "2001:db8:0:1::/64"],
    ["a link", "fe80::1%eth0", undefined, "fe80:0:0:0::/64"],
    ["an IPv4 address in hexadecimal", "10.0.0.1", "::ffff:cb00:7109", "203.0.113.9"],
    ["a trusted IPv6 address, alone", "::1", undefined, "::1"],
    ["its neighbour", "::2", undefined, "0:0:0:0::/64"],
  ];
  for (const [what, peer, forwarded, address] of cases)
    it(`are those of ${what}`, () => assert.equal(addresses.of(asks(peer, forwarded)), address));

  it("are trusted one by one and by blocks, however they are written, and nobody else is", () => {
    const trusted = [
      "127.0.0.1",
      "::1",
      "192.0.2.77",
      "203.0.113.9",
      "10.0.0.1",
      "0:0:0:0::/64",
      "",
      "x",
    ].filter((address) => addresses.isTrusted(address));
    assert.deepEqual(trusted, ["127.0.0.1", "::1", "192.0.2.77"]);
  });
});
