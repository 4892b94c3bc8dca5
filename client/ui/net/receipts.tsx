// The last Lances in a table: what the screen showed, and what the server made of it.
// Owns: its markup. Must not: work anything out (receipt-words.ts does).
import type { NetTrace, Receipt } from "../../net/net-trace.ts";
import { type StringKey, say } from "../strings.ts";
import { useCalmPace } from "./pace.ts";
import { apart, type ViewAge, verdictMood, verdictWords, viewAge } from "./receipt-words.ts";

const COLUMNS: readonly StringKey[] = [
  "columnShot",
  "columnVerdict",
  "columnSaw",
  "columnRewound",
  "columnReal",
  "columnView",
  "columnPing",
];

type Place = { x: number; y: number } | null | undefined;

export function Receipts({ trace, running }: { trace: NetTrace; running: boolean }) {
  useCalmPace(running);
  const newestFirst = [...trace.receipts].reverse();
  if (newestFirst.length === 0) return <p class="none">{say("noReceipts")}</p>;
  return (
    <table class="receipts" data-testid="receipts" aria-label={say("receipts")}>
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col">
              {say(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{newestFirst.map((receipt) => ReceiptRow(receipt))}</tbody>
    </table>
  );
}

function ReceiptRow(receipt: Receipt) {
  const { shot, saw, judged, pingMs } = receipt;
  return (
    <tr key={`${shot}-${receipt.seenTick}`} class={verdictMood(receipt)}>
      <Cell column="columnShot">{shot}</Cell>
      <Cell column="columnVerdict">{verdictWords(receipt)}</Cell>
      <Cell column="columnSaw">{place(saw)}</Cell>
      <Cell column="columnRewound">{away(saw, judged?.seen)}</Cell>
      <Cell column="columnReal">{away(saw, judged?.real)}</Cell>
      <Cell column="columnView">
        <View age={viewAge(receipt)} />
      </Cell>
      <Cell column="columnPing">{say("ms", { ms: Math.round(pingMs) })}</Cell>
    </tr>
  );
}

/** On a narrow screen each cell says its column itself. */
function Cell({ column, children }: { column: StringKey; children: preact.ComponentChildren }) {
  return <td data-column={say(column)}>{children}</td>;
}

const place = (at: Place): string =>
  at ? say("place", { x: Math.round(at.x), y: Math.round(at.y) }) : say("nothing");

/** A place, and how far it is from where the target was seen. */
function away(saw: Place, at: Place) {
  const off = apart(saw ?? null, at);
  return (
    <>
      {place(at)} {off !== null && <b>{say("off", { u: off.toFixed(off < 10 ? 1 : 0) })}</b>}
    </>
  );
}

function View({ age }: { age: ViewAge | null }) {
  if (age === null) return <>{say("nothing")}</>;
  return (
    <>
      {say("viewAge", { asked: age.askedMs, granted: age.grantedMs })}{" "}
      {age.clamped && <em>{say("clamped")}</em>}
    </>
  );
}
