// Invitations: a page opened with #/r/CODE joins that room; who plays in a private room has it in the address.
// Owns: when a code in the address is followed. Must not: draw the invite card (invite/ does).
import { computed, effect, untracked } from "@preact/signals";
import { cleanCode } from "../../shared/protocol/seats.ts";
import { settings } from "../settings/store.ts";
import { ended } from "./app-state.ts";
import { IconButton } from "./icon-button.tsx";
import { game, lookInto, playInstead } from "./playing.ts";
import { go, route, swap } from "./route.ts";
import { seatCode } from "./seat-store.ts";
import { say } from "./strings.ts";

/** The room's code in the address; null when there is none. */
export const invitedTo = computed<string | null>(() => {
  const [name, code = ""] = route.value;
  return name === "r" ? cleanCode(code) : null;
});

/** The party's code in the address; null when there is none. */
export const partyInvite = computed<string | null>(() => {
  const [name, code = ""] = route.value;
  return name === "p" ? cleanCode(code) : null;
});

/** The invitation is to another room than the one in which a seat may wait. */
export const invitedElsewhere = (): boolean => invitedTo.value !== null && invitedTo.value !== seatCode.get();

/** Follows the address from now on. */
export function followInvites(): void {
  effect(() => {
    const code = invitedTo.value;
    if (code !== null) untracked(() => void follow(code));
  });
  effect(() => {
    const code = partyInvite.value;
    if (code !== null && settings.name.peek() !== "") untracked(() => acceptParty(code));
  });
  effect(() => {
    const [name, room = ""] = route.value;
    if (name !== "look") return;
    untracked(() => {
      swap();
      void lookInto(room);
    });
  });
  let played = false;
  effect(() => {
    const view = game.value;
    untracked(() => {
      if (view !== null && view.code !== "") swap("r", view.code);
      else if (invitedTo.value !== null && (view !== null || played)) swap();
    });
    played = view !== null;
  });
}

/** Joins at once, but for who has no name yet: the menu asks for one. */
async function follow(code: string): Promise<void> {
  if (game.value?.code === code || settings.name.value === "") return;
  await playInstead({ kind: "code", code });
}

/** Into the party; the invitation in the address is used up. */
export function acceptParty(code: string): void {
  swap();
  import("./together/wishes.ts").then(
    ({ joinParty }) => joinParty(code),
    () => (ended.value = { code: undefined }),
  );
}

export function Invitation() {
  const code = invitedTo.value ?? partyInvite.value;
  if (code === null) return null;
  return (
    <p class="invitation" data-testid="invitation">
      <span>
        {say(invitedTo.value === null ? "invitedToParty" : "invitedTo")} <b>{code}</b>
      </span>
      <IconButton icon="close" label={say("notNow")} testId="decline" onClick={() => go()} />
    </p>
  );
}
