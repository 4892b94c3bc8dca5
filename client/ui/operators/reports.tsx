// What players reported, with the lines around it, and what was done about it.
// Owns: its markup. Must not: judge.
import { useState } from "preact/hooks";
import { BanForm } from "./ban-form.tsx";
import { usePolled } from "./polled.ts";
import { act, moment, say } from "./state.ts";

interface Report {
  id: string;
  atMs: number;
  byId: string;
  aboutId: string;
  aboutName: string;
  words: string;
  done: "" | Settled;
  doneBy: string;
  doneMs: number;
}

const SETTLED = ["dismissed", "warned", "kicked", "banned"] as const;
type Settled = (typeof SETTLED)[number];

export function Reports() {
  const [answer, again] = usePolled<{ reports: Report[] }>("/api/reports?limit=100", 10_000);
  if (answer === null) return null;
  if (answer.reports.length === 0) return <p class="op-empty">{say("noReports")}</p>;
  return (
    <ul class="op-papers" data-testid="reports">
      {answer.reports.map((report) => (
        <OneReport key={report.id} report={report} again={again} />
      ))}
    </ul>
  );
}

function OneReport({ report, again }: { report: Report; again: () => void }) {
  const [banning, setBanning] = useState(false);
  const { id, atMs, byId, aboutId, aboutName, words, done, doneBy, doneMs } = report;
  const settle = async (how: Settled): Promise<void> => {
    if (how === "kicked" && !(await act("POST", "/api/kicks", { player: aboutId }))) return;
    if (await act("PATCH", `/api/reports/${id}`, { done: how })) again();
  };
  const banned = async (): Promise<void> => {
    setBanning(false);
    await settle("banned");
  };
  return (
    <li class="panel">
      <p class="op-dim">
        {moment(atMs)} · {say("reportOf", { about: aboutName, by: byId })}
      </p>
      <pre>{words}</pre>
      {done !== "" ? (
        <p class="op-dim">{say("done", { done: say(done), by: doneBy, when: moment(doneMs) })}</p>
      ) : (
        <div class="op-row">
          {SETTLED.map((how) => (
            <button
              type="button"
              key={how}
              class={`small-button ${how === "banned" ? "op-danger" : ""}`}
              data-testid={how}
              onClick={() => (how === "banned" ? setBanning(true) : void settle(how))}
            >
              {say(how === "kicked" ? "kick" : how === "banned" ? "ban" : how)}
            </button>
          ))}
        </div>
      )}
      {banning && <BanForm player={aboutId} name={aboutName} room="" done={() => void banned()} />}
    </li>
  );
}
