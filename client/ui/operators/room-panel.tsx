// A room from within: who is there, and what an operator can do about it and them.
// Owns: its markup and acts. Must not: ask for a game itself (the game's own page does).
import { useState } from "preact/hooks";
import { who } from "../who.ts";
import { BanForm } from "./ban-form.tsx";
import { usePolled } from "./polled.ts";
import { Saying } from "./saying.tsx";
import { act, say } from "./state.ts";

/** As operators see it in the list. */
export interface Room {
  id: string;
  mode: "swarm" | "duel" | "rush";
  title: string;
  people: number;
  seats: number;
  locked: boolean;
  listed: boolean;
  rated: boolean;
  state: "waiting" | "open" | "full" | "locked";
  home: string;
}

interface Player {
  id: string;
  name: string;
  pingMs: number;
  resting: boolean;
}

interface Look {
  room: Room;
  players: Player[];
  game: { tickMs: { p50: number; p99: number }; round: number } | null;
}

export function RoomPanel({ room, acted }: { room: Room; acted: () => void }) {
  const path = `/api/rooms/${room.id}`;
  const [look, again] = usePolled<Look>(path);
  const now = look?.room ?? room;
  const close = async (): Promise<void> => {
    if (window.confirm(say("reallyClose")) && (await act("DELETE", path))) acted();
  };
  const lock = async (): Promise<void> => {
    if (await act("PATCH", path, { locked: !now.locked })) again();
  };
  return (
    <div class="op-room" data-testid="room">
      <div class="op-row">
        <button
          type="button"
          class="small-button warm"
          data-testid="look-in"
          onClick={() => void lookIn(room.id)}
        >
          {say("lookIn")}
        </button>
        <button type="button" class="small-button" data-testid="lock" onClick={() => void lock()}>
          {say(now.locked ? "unlock" : "lock")}
        </button>
        <button type="button" class="small-button op-danger" data-testid="close" onClick={() => void close()}>
          {say("close")}
        </button>
        {look?.game && (
          <span class="op-dim">
            {say("tick")} {look.game.tickMs.p99.toFixed(1)} ms
          </span>
        )}
      </div>
      <Saying path={`${path}/announcements`} label={say("announceHere")} />
      {look && <Inside room={room.id} players={look.players} again={again} />}
    </div>
  );
}

/** Who is in, and what can be done to each. */
function Inside({ room, players, again }: { room: string; players: Player[]; again: () => void }) {
  const [banning, setBanning] = useState<Player | null>(null);
  return (
    <>
      {players.length === 0 && <p class="op-empty">{say("nobody")}</p>}
      <ul class="op-list">
        {players.map((player) => (
          <li key={player.id} class="op-line" data-player={player.id}>
            <span class="op-grow name">
              {player.name} <code>{player.id}</code>
            </span>
            {player.resting && <span class="op-mark">{say("resting")}</span>}
            <span class="op-number">{say("ping", { ms: Math.round(player.pingMs) })}</span>
            <button
              type="button"
              class="small-button"
              data-testid="kick"
              onClick={() => void kick(player.id).then(again)}
            >
              {say("kick")}
            </button>
            <button
              type="button"
              class="small-button op-danger"
              data-testid="ban"
              onClick={() => setBanning(player)}
            >
              {say("ban")}
            </button>
          </li>
        ))}
      </ul>
      {banning && (
        <BanForm
          player={banning.id}
          name={banning.name}
          room={room}
          done={() => {
            setBanning(null);
            again();
          }}
        />
      )}
    </>
  );
}

const kick = (player: string): Promise<boolean> => act("POST", "/api/kicks", { player });

/** The game opens in a tab of its own, as the player that this browser is. */
async function lookIn(room: string): Promise<void> {
  // Before anything is awaited: a browser blocks what opens later.
  const tab = window.open("", "_blank");
  const { identity } = who();
  const signedIn = await identity.access().catch(() => null);
  const player = identity.player?.id ?? "";
  const mayLook = signedIn !== null && (await act("POST", `/api/rooms/${room}/lookers`, { player }));
  if (!mayLook) tab?.close();
  else if (tab !== null) tab.location.href = `/#/look/${room}`;
}
