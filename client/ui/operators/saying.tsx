// An operator's word to a room, or to everybody.
// Owns: the line that is written. Must not: know who hears it.
import { useState } from "preact/hooks";
import { act, say } from "./state.ts";

/** A line to write and send. */
export function Saying({ path, label }: { path: string; label: string }) {
  const [text, setText] = useState("");
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (text.trim() === "") return;
    if (await act("POST", path, { text }, label)) setText("");
  };
  return (
    <form class="op-row" onSubmit={(event) => void send(event)}>
      <input
        class="op-grow"
        aria-label={label}
        placeholder={label}
        maxLength={200}
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <button type="submit" class="small-button">
        {say("announce")}
      </button>
    </form>
  );
}
