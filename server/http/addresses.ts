// Who asks: the address that is counted, behind proxies that are ours.
// Owns: which header is believed, and from whom. Must not: count anything.
import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";

/** Where in a list of addresses and CIDR blocks something stands that is neither; null when all is well. */
export function badBlock(blocks: readonly string[]): string | null {
  return blocks.find((block) => !isBlock(block)) ?? null;
}

function isBlock(block: string): boolean {
  const [address, length, ...rest] = block.split("/");
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= (version === 4 ? 32 : 128));
}

export class Addresses {
  private readonly trusted: BlockList;
  private readonly proxies: BlockList;

  /** Both are addresses and CIDR blocks; throws over anything else. */
  constructor({ trusted, proxies }: { trusted: readonly string[]; proxies: readonly string[] }) {
    this.trusted = listOf(trusted);
    this.proxies = listOf(proxies);
  }

  /**
   * The address that `request` counts for: the peer's, or behind a proxy of ours the last in X-Forwarded-For that is
   * no proxy. One that is not trusted counts with the rest of its /64 when it is IPv6: a home has as many as it likes.
   */
  of({ socket, headers }: IncomingMessage): string {
    const peer = plain(socket.remoteAddress ?? "");
    const said = headers["x-forwarded-for"];
    const address = said !== undefined && this.isProxy(peer) ? this.forwarded(String(said), peer) : peer;
    return isIP(address) !== 6 || this.isTrusted(address) ? address : networkOf(address);
  }

  /** True for who is not counted at all. */
  isTrusted(address: string): boolean {
    return has(this.trusted, address);
  }

  /** True for a proxy of ours: its connections are those of many. */
  isProxy(address: string): boolean {
    return has(this.proxies, plain(address));
  }

  /** From the right: every proxy has added whom it heard from, and only ours tell the truth. */
  private forwarded(said: string, peer: string): string {
    let address = peer;
    for (const part of said.split(",").reverse()) {
      address = plain(part.trim());
      if (isIP(address) === 0) return peer;
      if (!this.isProxy(address)) return address;
    }
    return address;
  }
}

function listOf(blocks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const block of blocks) {
    const [address, length] = block.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    if (length === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(length), family);
  }
  return list;
}

function has(list: BlockList, address: string): boolean {
  const version = isIP(address);
  return version !== 0 && list.check(address, version === 6 ? "ipv6" : "ipv4");
}

/** Without a zone; an IPv4 address in its own form, however it is written. */
function plain(address: string): string {
  const bare = address.replace(/%.*$/s, "").toLowerCase();
  const dotted = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(bare)?.[1];
  if (dotted !== undefined) return dotted;
  const [, high, low] = /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/.exec(bare) ?? [];
  if (high === undefined) return bare;
  return [high, low]
    .flatMap((half) => [Number.parseInt(half, 16) >> 8, Number.parseInt(half, 16) & 255])
    .join(".");
}

/** The /64 of an IPv6 address, as `2001:db8:0:1::/64`. */
function networkOf(address: string): string {
  const [head, tail] = address.split("::").map((half) => (half === "" ? [] : half.split(":")));
  const gap = tail === undefined ? 0 : 8 - head.length - tail.length;
  const groups = [...head, ...Array.from({ length: gap }, () => "0"), ...(tail ?? [])];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}
