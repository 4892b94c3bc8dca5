// How long somebody is banned, why, and whether guests of the same address are, too.
// Owns: its markup. Must not: enforce anything.
import { useState } from "preact/hooks";
import { act, say } from "./state.ts";

const HOUR = 60;
const LENGTHS = [
  [HOUR, "hour"],
  [24 * HOUR, "day"],
  [7 * 24 * HOUR, "week"],
  [30 * 24 * HOUR, "month"],
] as const;

interface Props {
  player: string;
  name: string;
  /** Where they play now; "" where nobody knows: their address is not known then. */
  room: string;
  done: () => void;
}

export function BanForm({ player, name, room, done }: Props) {
  const [minutes, setMinutes] = useState<number>(24 * HOUR);
  const [reason, setReason] = useState("");
  const [address, setAddress] = useState(false);
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (await act("POST", "/api/bans", { player, minutes, reason, ...(address && { room }) })) done();
  };
  return (
    <form class="op-ban" data-testid="ban-form" onSubmit={(event) => void send(event)}>
      <h3>{say("banTitle", { name })}</h3>
      <label>
        {say("banFor")}
        <select value={minutes} onChange={({ currentTarget }) => setMinutes(Number(currentTarget.value))}>
          {LENGTHS.map(([length, key]) => (
            <option key={key} value={length}>
              {say(key)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {say("reason")}
        <input
          maxLength={200}
          value={reason}
          onInput={({ currentTarget }) => setReason(currentTarget.value)}
        />
      </label>
      {room !== "" && (
        <label class="op-check">
          <input
            type="checkbox"
            checked={address}
            onChange={({ currentTarget }) => setAddress(currentTarget.checked)}
          />
          {say("addressToo")}
        </label>
      )}
      <div class="op-row">
        <button type="button" class="small-button" onClick={done}>
          {say("cancel")}
        </button>
        <button type="submit" class="small-button op-danger" data-testid="ban-now">
          {say("ban")}
        </button>
      </div>
    </form>
  );
}
