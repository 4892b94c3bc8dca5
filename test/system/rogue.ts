// Somebody who keeps to no rule: takes a seat and does one bad deed with it, byte by byte.
// Owns: the deeds. Must not: judge what becomes of them (the attack suite does); here the others must not notice.
import { Identity } from "../../client/net/identity.ts";
import { askSeat } from "../../client/net/join.ts";
import type { SeatWant } from "../../shared/protocol/seats.ts";
import { hashInts } from "../../shared/sim/random.ts";
import type { Deed } from "./plan.ts";
import type { Trace } from "./trace.ts";

const JOIN = 10;
const LEAVE = 12;
const STATE = 14;
const INPUT = 19;
const DATA = 13;
const PING = 18;

/** Frames that the framework's decoders hang on, and some that they do not expect. */
const KILLS = ["1400ff", "1401d0fe", "1480ffffffff", "13808080", "1a", "00", ""];

export interface RogueParts {
  seed: number;
  number: number;
  want: SeatWant;
  trace: Trace;
}

export class Rogue {
  readonly host: string;
  private readonly name: string;
  private readonly parts: RogueParts;
  private readonly identity: Identity;
  private socket: WebSocket | null = null;
  private over = false;

  constructor(parts: RogueParts) {
    this.parts = parts;
    this.name = `R${parts.number}`;
    this.host = `p${parts.number}.test`;
    this.identity = new Identity(`http://${this.host}`);
  }

  /** Takes a seat where there is none yet, and does it. */
  async misbehave(deed: Deed): Promise<void> {
    const { trace } = this.parts;
    try {
      if (this.socket === null || this.socket.readyState > WebSocket.OPEN) {
        this.socket = await this.takeSeat(deed !== "noAnswer");
      }
      if (this.over) return this.gone();
      trace.note(this.name, `does ${deed}`);
      trace.count(deed);
      for (const frame of this.framesOf(deed)) {
        if (this.socket.readyState !== WebSocket.OPEN) break;
        this.socket.send(frame);
      }
    } catch (error) {
      trace.note(this.name, `cannot do ${deed}: ${(error as Error).message}`);
    }
  }

  /** Does no more; a seat that is still on its way is given back. */
  gone(): void {
    this.over = true;
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(Uint8Array.of(LEAVE));
    this.socket?.close();
  }

  /** Resolves when the first state is there; or, of who never answers, when the socket is open. */
  private async takeSeat(answers: boolean): Promise<WebSocket> {
    const { want, number } = this.parts;
    const who = { endpoint: `http://${this.host}`, identity: this.identity, name: this.name, hue: number };
    const { seat } = await askSeat(who, want);
    const { processId, roomId, sessionId } = seat as unknown as Record<string, string>;
    const socket = new WebSocket(`ws://${this.host}/${processId}/${roomId}?sessionId=${sessionId}`);
    socket.binaryType = "arraybuffer";
    return new Promise((resolve, reject) => {
      socket.addEventListener("close", () => reject(new Error("closed")));
      socket.addEventListener("message", ({ data }) => {
        const code = new Uint8Array(data as ArrayBuffer)[0] & 31;
        if (code === JOIN && answers) socket.send(Uint8Array.of(JOIN));
        if (code === STATE || !answers) resolve(socket);
      });
    });
  }

  private framesOf(deed: Deed): Uint8Array<ArrayBuffer>[] {
    const { seed, number } = this.parts;
    const dice = hashInts(seed, number, 77);
    const many = (count: number, frame: (i: number) => Uint8Array<ArrayBuffer>) =>
      Array.from({ length: count }, (_, i) => frame(i));
    switch (deed) {
      case "kills":
        return [Uint8Array.from(Buffer.from(KILLS[dice % KILLS.length], "hex"))];
      case "garbage":
        return many(30, (i) =>
          Uint8Array.from({ length: 1 + (hashInts(dice, i) % 40) }, (_, at) => hashInts(dice, i, at) & 255),
        );
      case "inputFlood":
        return many(400, (i) => Uint8Array.of(INPUT, 0x81, i & 255, 7));
      case "messageFlood":
        return many(400, (i) =>
          Uint8Array.of(DATA, 0xa4, 0x76, 0x6f, 0x74, 0x65, 0x81, 0xa6, ...CHOICE, i % 3),
        );
      case "pingFlood":
        return many(400, () => Uint8Array.of(PING));
      case "bigFrame":
        return [new Uint8Array(5000).fill(PING)];
      case "unknown":
        return [Uint8Array.of(DATA, 0xa3, 0x6e, 0x6f, 0x70)];
      default:
        return [];
    }
  }
}

const CHOICE = Buffer.from("choice");
