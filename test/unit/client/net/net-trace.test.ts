// A trace comes back from a file as it was; what is no trace, or a damaged one, is refused in words.
import assert from "node:assert/strict";
import { NetRecorder } from "../../../../client/net/net-recorder.ts";
import { type NetTrace, readTrace, SERIES, TRACE_VERSION } from "../../../../client/net/net-trace.ts";

/** A second of play with a long frame, and two Lances. */
function someTrace(): NetTrace {
  const recorder = new NetRecorder();
  for (let ms = 0; ms <= 1000; ms += 20) recorder.frame(ms, ms === 500 ? 80 : 20, 0);
  const place = { x: 10.5, y: 20 };
  const judged = { shot: 7, tick: 90, askedTick: 84.5, viewTick: 84.5, verdict: 1, target: 3 };
  const shot = { shot: 7, seenTick: 84.5, beam: { x: 1, y: 2, aim: 3 }, aimedAt: 3, pingMs: 60 };
  const receipts = [
    { ...shot, saw: place, judged: { ...judged, seen: place, real: null } },
    { ...shot, shot: 8, saw: null, judged: null },
  ];
  return { ...recorder.trace, receipts };
}

/** The same trace as a file, damaged by `harm`. */
function damaged(harm: (trace: Record<string, never>) => void): string {
  const trace = JSON.parse(JSON.stringify(someTrace()));
  harm(trace);
  return JSON.stringify(trace);
}

describe("a trace in a file", () => {
  it("comes back as it was written", () => {
    const trace = someTrace();
    assert.equal(trace.samples.frameMs.length, 10);
    assert.deepEqual(readTrace(JSON.stringify(trace)), trace);
    const empty = new NetRecorder().trace;
    assert.deepEqual(readTrace(JSON.stringify(empty)), empty);
  });

  it("is refused when it is none", () => {
    for (const text of ["", "no trace", "null", "7", '"trace"', '{"version":1'])
      assert.throws(() => readTrace(text), { name: "RangeError", message: "this is not a trace" }, text);
    for (const text of ["{}", "[]"]) assert.throws(() => readTrace(text), RangeError, text);
  });

  it("is refused with its version when another wrote it", () => {
    const text = damaged((trace) => Object.assign(trace, { version: TRACE_VERSION + 1 }));
    assert.throws(() => readTrace(text), /of version 2, not 1/);
  });

  it("is refused when a series is missing, uneven, too long or not of numbers", () => {
    for (const name of SERIES) {
      for (const list of [undefined, "aaaaaaaaaa", [1], new Array(10).fill(null), new Array(10).fill("1")]) {
        const text = damaged(({ samples }) => Object.assign(samples, { [name]: list }));
        assert.throws(() => readTrace(text), /samples of this trace are damaged/, `${name}: ${list}`);
      }
    }
    const long = damaged(({ samples }) => {
      for (const name of SERIES) Object.assign(samples, { [name]: new Array(601).fill(1) });
    });
    assert.throws(() => readTrace(long), /damaged/);
    assert.throws(() => readTrace(damaged((trace) => delete trace.samples)), /damaged/);
  });

  it("is refused when a stutter or a receipt is damaged, not when it is drawn", () => {
    const [receipt] = someTrace().receipts;
    const harms: object[] = [
      { fromMs: null },
      { stutters: undefined },
      { stutters: [null] },
      { stutters: [{ atMs: 1, ms: 2, blame: "weather" }] },
      { stutters: new Array(65).fill({ atMs: 1, ms: 2, blame: "link" }) },
      { receipts: {} },
      { receipts: [null] },
      { receipts: [{ ...receipt, saw: 3 }] },
      { receipts: [{ ...receipt, beam: null }] },
      { receipts: [{ ...receipt, judged: undefined }] },
      { receipts: [{ ...receipt, judged: { ...receipt.judged, viewTick: "1" } }] },
      { receipts: [{ ...receipt, judged: { ...receipt.judged, seen: { x: 1 } } }] },
    ];
    for (const harm of harms) {
      const text = damaged((trace) => Object.assign(trace, harm));
      assert.throws(() => readTrace(text), /this trace is damaged/, JSON.stringify(harm));
    }
  });
});
