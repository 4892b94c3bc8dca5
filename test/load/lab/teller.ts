// How a run is followed: a panel that stays where it is in a terminal, a line now and then elsewhere.
// Owns: the words while it runs. Must not: measure.
import { columns, digits } from "./print.ts";
import type { Row } from "./recorder.ts";

const PLAIN_SECONDS = 10;
const BAR = 40;

export interface Teller {
  say(line: string): void;
  row(row: Row, totalSeconds: number): void;
  /** What comes now is the report. */
  done(): void;
}

export const makeTeller = (out: NodeJS.WriteStream): Teller =>
  out.isTTY ? new Panel(out) : new Lines((line) => out.write(`${line}\n`));

const stamp = (t: number): string => `[${t.toFixed(0).padStart(4)} s]`;

const known = (value: number | null | undefined): string => digits(value) || "-";

class Lines implements Teller {
  private readonly print: (line: string) => void;
  private nextS = PLAIN_SECONDS;
  private t = 0;

  constructor(print: (line: string) => void) {
    this.print = print;
  }

  say(line: string): void {
    this.print(`${stamp(this.t)} ${line}`);
  }

  row(row: Row, totalSeconds: number): void {
    this.t = row.t ?? 0;
    // A run that begins anew, as those of a search do.
    if (this.t < this.nextS - PLAIN_SECONDS) this.nextS = PLAIN_SECONDS;
    if (this.t < this.nextS - 0.5 && this.t < totalSeconds - 0.5) return;
    this.nextS = this.t + PLAIN_SECONDS;
    const parts = [
      `${row.clients} clients`,
      `tick p99 ${known(row.tick_p99)} ms`,
      `patch ${known(row.patch_interval_p99)}`,
      `echo ${known(row.input_echo_p99)}`,
      `CPU ${known(row.server_cpu)}%`,
      `generator ${known(row.generator_busy)}%, late p99 ${known(row.late_sends_p99)} ms`,
    ];
    this.print(`${stamp(this.t)} ${parts.join(", ")}`);
  }

  done(): void {
    this.print("");
  }
}

class Panel implements Teller {
  private readonly out: NodeJS.WriteStream;
  private height = 0;

  constructor(out: NodeJS.WriteStream) {
    this.out = out;
  }

  say(line: string): void {
    this.clear();
    this.out.write(`${line}\n`);
  }

  row(row: Row, totalSeconds: number): void {
    const t = row.t ?? 0;
    const full = Math.min(BAR, Math.round((BAR * t) / totalSeconds));
    const cell = (name: string): string => known(row[name]);
    const text = [
      `${"█".repeat(full)}${"░".repeat(BAR - full)} ${t.toFixed(0)} of ${totalSeconds.toFixed(0)} s, ${row.clients} clients (Ctrl+C ends and reports)`,
      columns([
        ["last second, ms", "p50", "p99"],
        ["input echo", cell("input_echo_p50"), cell("input_echo_p99")],
        ["patch interval", cell("patch_interval_p50"), cell("patch_interval_p99")],
        ["state age", cell("state_age_p50"), cell("state_age_p99")],
        ["server: tick", cell("tick_p50"), cell("tick_p99")],
        ["generator: late", cell("late_sends_p50"), cell("late_sends_p99")],
      ]),
      `  server CPU ${cell("server_cpu")}%, RSS ${cell("rss")} MB; ${cell("kb_in")} KB/s in, ${cell("kb_out")} out; generator ${cell("generator_busy")}% in use`,
      `  drops ${row.drops}, refused ${row.refused}`,
    ].join("\n");
    this.clear();
    this.out.write(`${text}\n`);
    this.height = text.split("\n").length;
  }

  done(): void {
    this.height = 0;
    this.out.write("\n");
  }

  /** Takes the panel away. */
  private clear(): void {
    if (this.height > 0) this.out.write(`\x1b[${this.height}A\x1b[J`);
    this.height = 0;
  }
}
