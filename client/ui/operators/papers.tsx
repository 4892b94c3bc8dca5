// Who is banned, and what operators did.
// Owns: the two lists. Must not: change anything but lift a ban.
import { useState } from "preact/hooks";
import { usePolled } from "./polled.ts";
import { act, moment, operate, say } from "./state.ts";

interface Ban {
  playerId: string;
  address: boolean;
  untilMs: number;
  by: string;
  reason: string;
}

export function Bans() {
  const [answer, again] = usePolled<{ bans: Ban[] }>("/api/bans", 10_000);
  if (answer === null) return null;
  if (answer.bans.length === 0) return <p class="op-empty">{say("noBans")}</p>;
  return (
    <ul class="op-papers" data-testid="bans">
      {answer.bans.map(({ playerId, address, untilMs, by, reason }) => (
        <li key={playerId} class="panel op-line">
          <span class="op-grow">
            <code>{playerId}</code> {reason}
            <br />
            <small class="op-dim">
              {say("until", { when: moment(untilMs) })} · {say("by", { by })}
              {address && ` · ${say("withAddress")}`}
            </small>
          </span>
          <button
            type="button"
            class="small-button"
            data-testid="lift"
            onClick={() => void act("DELETE", `/api/bans/${playerId}`).then(again)}
          >
            {say("lift")}
          </button>
        </li>
      ))}
    </ul>
  );
}

interface Act {
  id: string;
  atMs: number;
  by: string;
  act: string;
  target: string;
  detail: string;
}
interface Acts {
  acts: Act[];
  next: number | null;
}

export function AuditLog() {
  const [first] = usePolled<Acts>("/api/audit?limit=50", 10_000);
  const [older, setOlder] = useState<Acts | null>(null);
  if (first === null) return null;
  if (first.acts.length === 0) return <p class="op-empty">{say("noActs")}</p>;
  const next = older === null ? first.next : older.next;
  const more = async (): Promise<void> => {
    const page = await operate<Acts>("GET", `/api/audit?limit=50&before=${next}`);
    if (page !== null) setOlder({ acts: [...(older?.acts ?? []), ...page.acts], next: page.next });
  };
  return (
    <section class="panel op-scroll">
      <table class="op-table" data-testid="audit">
        <thead>
          <tr>
            {(["when", "who", "what", "on"] as const).map((key) => (
              <th key={key}>{say(key)}</th>
            ))}
            <th />
          </tr>
        </thead>
        <tbody>
          {[...first.acts, ...(older?.acts ?? [])].map((one) => (
            <tr key={one.id}>
              <td>{moment(one.atMs)}</td>
              <td>{one.by}</td>
              <td>{one.act}</td>
              <td>
                <code>{one.target}</code>
              </td>
              <td>{one.detail}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {next !== null && (
        <button type="button" class="small-button" onClick={() => void more()}>
          {say("more")}
        </button>
      )}
    </section>
  );
}
