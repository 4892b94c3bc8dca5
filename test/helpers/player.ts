// A headless player: the browser's own net code, driven by a timer instead of a screen.
// Owns: the frame loop. Must not: know the server.

import type { GameSession } from "../../client/net/game-session.ts";
import type { Controls } from "../../client/net/game-view.ts";
import { Identity } from "../../client/net/identity.ts";
import { joinGame } from "../../client/net/join.ts";
import type { SeatWant } from "../../shared/protocol/seats.ts";

export interface Player {
  session: GameSession;
  /** What it does each frame; `seconds` since it joined. */
  act: (seconds: number, session: GameSession) => Controls;
  /** Resolves once `condition` holds after a frame. */
  until(condition: (session: GameSession) => boolean): Promise<void>;
  /** Stops the frames without leaving. */
  stop(): void;
  leave(): Promise<void>;
}

export const IDLE: Controls = { moveX: 0, moveY: 0, aim: 0, buttons: 0, weapon: 0 };

const FRAME_MS = 16;

export const SWARM: SeatWant = { kind: "quick", mode: "swarm" };

/** Joins an arena, as somebody new, and plays; `act` can be exchanged at any time. */
export async function joinPlayer(
  endpoint: string,
  name: string,
  act: Player["act"] = () => IDLE,
  want: SeatWant = SWARM,
): Promise<Player> {
  return drive(await joinGame({ endpoint, identity: new Identity(endpoint), name, hue: 0 }, want), act);
}

/** Drives a session that has joined. */
export function drive(session: GameSession, act: Player["act"] = () => IDLE): Player {
  const waiting: { condition: (session: GameSession) => boolean; resolve: () => void }[] = [];
  const links: string[] = [];
  session.on("link", ({ link }) => links.push("code" in link ? `${link.kind} ${link.code}` : link.kind));
  const start = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    session.frame(now, player.act((now - start) / 1000, session));
    for (let i = waiting.length - 1; i >= 0; i--) {
      if (waiting[i].condition(session)) waiting.splice(i, 1)[0].resolve();
    }
  }, FRAME_MS);
  const player: Player = {
    session,
    act,
    until: (condition) => new Promise((resolve) => waiting.push({ condition, resolve })),
    stop: () => clearInterval(timer),
    leave: async () => {
      clearInterval(timer);
      // After a test that ran out of time: what it still waited for, and how the link has been.
      for (const { condition } of waiting) {
        const { tick } = session.state;
        console.error(`Never came, until tick ${tick}: ${condition}. Links: ${links.join(", ") || "one"}.`);
      }
      await session.leave();
    },
  };
  return player;
}
