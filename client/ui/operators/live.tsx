// What runs now: the processes, and the rooms of all of them.
// Owns: the two tables and the word to everybody. Must not: show what is in a room (room-panel.tsx does).
import { useState } from "preact/hooks";
import type { OperatorKey } from "../locales/en-operators.ts";
import { usePolled } from "./polled.ts";
import { type Room, RoomPanel } from "./room-panel.tsx";
import { Saying } from "./saying.tsx";
import { act, say } from "./state.ts";

interface Process {
  id: string;
  address: string;
  draining: boolean;
  leader: boolean;
  rooms: number;
  players: number;
  tickP99Ms: number;
  busyPercent: number;
  rssBytes: number;
}

export function Live() {
  const [processes, lookAtProcesses] = usePolled<{ processes: Process[] }>("/api/processes");
  const [rooms, lookAtRooms] = usePolled<{ rooms: Room[]; total: number }>("/api/rooms?limit=200");
  const [shown, setShown] = useState("");
  return (
    <>
      <Announce />
      <Processes processes={processes?.processes ?? []} acted={lookAtProcesses} />
      <section class="panel">
        <h2>
          {say("rooms")} <b>{rooms?.total ?? ""}</b>
        </h2>
        {rooms?.total === 0 && <p class="op-empty">{say("noRooms")}</p>}
        <ul class="op-list" data-testid="rooms">
          {(rooms?.rooms ?? []).map((room) => (
            <li key={room.id} data-room={room.id}>
              <button
                type="button"
                class="op-line"
                aria-expanded={shown === room.id}
                onClick={() => setShown(shown === room.id ? "" : room.id)}
              >
                <RoomLine room={room} />
              </button>
              {shown === room.id && <RoomPanel room={room} acted={lookAtRooms} />}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

function RoomLine({ room }: { room: Room }) {
  const marks: OperatorKey[] = [
    ...(room.rated ? ["rated" as const] : []),
    ...(room.listed ? [] : ["private" as const]),
  ];
  return (
    <>
      <span class="op-grow name">
        {room.title || say(room.mode)} <code>{room.id}</code>
      </span>
      {marks.map((mark) => (
        <span key={mark} class="op-mark">
          {say(mark)}
        </span>
      ))}
      <span class={`op-mark ${room.state}`}>{say(room.state)}</span>
      <span class="op-number">
        {room.people}/{room.seats}
      </span>
    </>
  );
}

function Processes({ processes, acted }: { processes: Process[]; acted: () => void }) {
  const players = processes.reduce((sum, one) => sum + one.players, 0);
  const drain = async ({ id }: Process): Promise<void> => {
    if (!window.confirm(say("reallyDrain"))) return;
    if (await act("POST", `/api/processes/${id}/drain`)) acted();
  };
  return (
    <section class="panel">
      <h2>
        {say("processes")} <b>{processes.length}</b> · {say("players")} <b data-testid="players">{players}</b>
      </h2>
      <div class="op-scroll">
        <table class="op-table" data-testid="processes">
          <thead>
            <tr>
              {(["process", "players", "rooms", "tick", "busy", "memory"] as const).map((key) => (
                <th key={key}>{say(key)}</th>
              ))}
              <th />
            </tr>
          </thead>
          <tbody>
            {processes.map((one) => (
              <tr key={one.id}>
                <td>
                  {one.address || <code>{one.id}</code>}{" "}
                  {one.leader && <span class="op-mark">{say("leader")}</span>}{" "}
                  {one.draining && <span class="op-mark locked">{say("draining")}</span>}
                </td>
                <td>{one.players}</td>
                <td>{one.rooms}</td>
                <td>{one.tickP99Ms.toFixed(1)} ms</td>
                <td>{Math.round(one.busyPercent)}%</td>
                <td>{Math.round(one.rssBytes / 1e6)} MB</td>
                <td>
                  <button
                    type="button"
                    class="small-button"
                    disabled={one.draining}
                    onClick={() => void drain(one)}
                  >
                    {say("drain")}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Announce() {
  return (
    <section class="panel">
      <Saying path="/api/announcements" label={say("announceAll")} />
    </section>
  );
}
