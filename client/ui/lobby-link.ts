// The page's one connection to the lobby: opened when the page is idle, open also while one plays.
// Owns: that there is one. Must not: know what is said over it.
import { effect } from "@preact/signals";
import { cleanName } from "../../shared/protocol/join-request.ts";
import { pingHomes } from "../net/homes.ts";
import { Lobby } from "../net/lobby.ts";
import { settings } from "../settings/store.ts";
import { talkInLobby } from "./chat/talk-in-lobby.ts";
import { lobbyState, pings, rooms } from "./lobby-state.ts";
import { follow } from "./together/follow.ts";
import { who } from "./who.ts";

let opened = false;

/** Once; another tab that has taken the place since keeps it. */
export function openLobby(): void {
  if (opened) return;
  opened = true;
  connect();
}

/** Resolves when there is a connection; takes the place back that another tab has. */
export function lobbyHere(): Promise<void> {
  if (lobbyState.value === "over") opened = false;
  openLobby();
  return new Promise((resolve) => {
    const stop = effect(() => {
      if (lobbyState.value !== "here") return;
      queueMicrotask(() => stop());
      resolve();
    });
  });
}

function connect(): void {
  lobbyState.value = "connecting";
  const joining = () => ({ ...who(), name: cleanName(settings.name.value), hue: settings.hue.value });
  const made = new Lobby(joining);
  made.on("state", (state) => (lobbyState.value = state));
  made.on("rooms", (cards) => {
    rooms.value = cards;
    measure(new Set(cards.map(({ home }) => home)));
  });
  follow(made);
  talkInLobby(made);
  made.open();
}

/** Homes that were measured, or are being. */
const measured = new Set<string>();

/** Once for each home, and only where there is a choice. */
function measure(homes: Set<string>): void {
  const fresh = [...homes].filter((home) => home !== "" && !measured.has(home));
  if (homes.size < 2 || fresh.length === 0) return;
  for (const home of fresh) measured.add(home);
  void pingHomes(location.origin, fresh).then((told) => (pings.value = { ...pings.value, ...told }));
}
