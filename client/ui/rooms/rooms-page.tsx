// The page of rooms: the live list, or the form of a new one.
// Owns: which of the two, the list's filter. Must not: give seats.
import { signal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { MODE_NAMES, type Mode } from "../../../shared/tunables/modes.ts";
import { lobbyHere, openLobby } from "../lobby-link.ts";
import { lobbyState, rooms } from "../lobby-state.ts";
import { modeName } from "../mode-words.ts";
import { Page } from "../page.tsx";
import { Refused } from "../refused.tsx";
import { go, type PageProps } from "../route.ts";
import { Choice } from "../settings/form-rows.tsx";
import { say } from "../strings.ts";
import { CreateForm } from "./create-form.tsx";
import { arrange, type Row } from "./room-order.ts";
import { RoomRow } from "./room-row.tsx";
import "./rooms.css";

/** Kept while the page lives: who comes back wants to go on. */
const mode = signal<Mode | "all">("all");

/** `rest`: none for the list, "new" or "private" for the form of a new room. */
export function RoomsPage({ rest: [part] }: PageProps) {
  useEffect(openLobby, []);
  if (part === "new" || part === "private") return <CreateForm key={part} listed={part === "new"} />;
  return <RoomsList />;
}

function RoomsList() {
  const tools = (
    <button type="button" class="small-button" data-testid="create-room" onClick={() => go("rooms", "new")}>
      {say("createRoom")}
    </button>
  );
  const modes = [["all", say("allModes")], ...MODE_NAMES.map((name) => [name, modeName(name)] as const)];
  return (
    <Page title={say("rooms")} testId="rooms-page" tools={tools}>
      <Choice name="mode" label={say("mode")} setting={mode} choices={modes as [Mode | "all", string][]} />
      <Refused />
      {lobbyState.value === "over" ? <Elsewhere /> : <LiveList />}
    </Page>
  );
}

/** The lobby is open in another tab. */
function Elsewhere() {
  return (
    <div class="empty" data-testid="rooms-elsewhere">
      <p>{say("lobbyElsewhere")}</p>
      <button type="button" class="small-button" onClick={() => void lobbyHere()}>
        {say("useThisTab")}
      </button>
    </div>
  );
}

function LiveList() {
  const [held, setHeld] = useState(false);
  const rows = useRef<Row[]>([]);
  const cards = rooms.value.filter((card) => mode.value === "all" || card.mode === mode.value);
  rows.current = arrange(rows.current, cards, held);
  if (lobbyState.value === "connecting") return <p class="empty">{say("roomsLoading")}</p>;
  if (rows.current.length === 0) return <Empty />;
  return (
    <>
      {lobbyState.value === "away" && <p role="status">{say("roomsAway")}</p>}
      <ul
        class="rooms"
        data-testid="rooms"
        onPointerEnter={() => setHeld(true)}
        onPointerLeave={() => setHeld(false)}
        onFocusCapture={() => setHeld(true)}
        onBlurCapture={() => setHeld(false)}
      >
        {rows.current.map((row) => (
          <RoomRow key={row.card.id} {...row} />
        ))}
      </ul>
    </>
  );
}

function Empty() {
  return (
    <div class="empty" data-testid="rooms-empty">
      <p>{say("noRooms")}</p>
      <button type="button" class="small-button warm" onClick={() => go("rooms", "new")}>
        {say("createFirst")}
      </button>
    </div>
  );
}
