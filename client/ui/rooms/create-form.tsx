// The form of a new room: mode, title, map, bots, who may come.
// Owns: what is wished, and where the server's objection is shown. Must not: decide what is allowed (the server does).
import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { RoomWish } from "../../../shared/protocol/seats.ts";
import { MODE_NAMES, MODES, type Mode } from "../../../shared/tunables/modes.ts";
import type { ArenaSize } from "../../../shared/tunables.ts";
import { ended, screen } from "../app-state.ts";
import { modeName } from "../mode-words.ts";
import { Page } from "../page.tsx";
import { play } from "../playing.ts";
import { Refused } from "../refused.tsx";
import { Choice, Toggle } from "../settings/form-rows.tsx";
import { say } from "../strings.ts";
import { sizeName } from "./size-words.ts";

/** Kept while the page lives: who comes back wants to go on. */
const wish = {
  mode: signal<Mode>("swarm"),
  title: signal(""),
  size: signal<ArenaSize | "auto">("auto"),
  bots: signal(true),
  seats: signal(24),
};
const SEATS = [2, 4, 8, 16, 24, 48] as const;
/** Those of Swarm: the other modes have maps of their own. */
const SIZES = ["small", "medium", "large"] as const satisfies readonly ArenaSize[];
const TITLE_MAX = 32;

/** `listed`: what it is at first. */
export function CreateForm({ listed }: { listed: boolean }) {
  const [open] = useState(() => signal(listed ? "listed" : "private"));
  const submit = (event: Event): void => {
    event.preventDefault();
    void play({ kind: "create", room: roomWish(open.value === "listed") });
  };
  useEffect(() => {
    ended.value = null;
  }, []);
  return (
    <Page title={say("createRoom")} testId="create-page" back={listed ? ["rooms"] : []}>
      <form class="create" onSubmit={submit}>
        <Field name="listed">
          <Choice
            name="listed"
            label={say("whoMayCome")}
            setting={open}
            choices={[
              ["private", say("onlyInvited")],
              ["listed", say("anybody")],
            ]}
          />
        </Field>
        <Field name="mode">
          <Choice
            name="mode"
            label={say("mode")}
            setting={wish.mode}
            choices={MODE_NAMES.map((name) => [name, modeName(name)] as const)}
          />
        </Field>
        <TitleField />
        {MODES[wish.mode.value].teams === 0 && <SwarmFields />}
        <Field name="bots">
          <Toggle name="bots" label={say("botsFill")} setting={wish.bots} />
        </Field>
        <footer class="create-foot">
          <button
            type="submit"
            class="play"
            data-testid="create-submit"
            disabled={screen.value === "joining"}
          >
            {say(screen.value === "joining" ? "joining" : "createAndPlay")}
          </button>
          {objectionTo() === null && <Refused />}
        </footer>
      </form>
    </Page>
  );
}

/** What the modes with sides settle by themselves. */
function SwarmFields() {
  return (
    <>
      <Field name="size">
        <Choice
          name="size"
          label={say("mapSize")}
          setting={wish.size}
          choices={(["auto", ...SIZES] as const).map(
            (size) => [size, sizeName(size === "auto" ? null : size)] as const,
          )}
        />
      </Field>
      <Field name="seats">
        <Choice
          name="seats"
          label={say("mostPeople")}
          setting={wish.seats}
          choices={SEATS.map((n) => [n, String(n)] as const)}
        />
      </Field>
    </>
  );
}

function TitleField() {
  return (
    <Field name="title">
      <label class="field">
        <span>{say("roomTitle")}</span>
        <input
          type="text"
          data-testid="room-title"
          autocomplete="off"
          maxLength={TITLE_MAX}
          placeholder={modeName(wish.mode.value)}
          value={wish.title.value}
          aria-invalid={objectionTo() === "title"}
          onInput={(event) => (wish.title.value = event.currentTarget.value)}
        />
      </label>
    </Field>
  );
}

/** The part of the wish that the server did not accept; null for none. */
function objectionTo(): string | null {
  const { code, field = "" } = ended.value ?? { code: 0 };
  return code === "badRequest" && field.startsWith("want.room.") ? field.slice("want.room.".length) : null;
}

/** A field of the form, with the server's objection to it below. */
function Field({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div class="create-field">
      {children}
      {objectionTo() === name && (
        <p class="objection" role="alert" data-testid={`objection-${name}`}>
          {say("errorField")}
        </p>
      )}
    </div>
  );
}

function roomWish(listed: boolean): RoomWish {
  const { mode, title, size, bots, seats } = wish;
  const common = { mode: mode.value, title: title.value, bots: bots.value, listed };
  if (MODES[mode.value].teams > 0) return common;
  return { ...common, seats: seats.value, ...(size.value !== "auto" && { size: size.value }) };
}
