// Moments reach those who listen, in order, and nobody who has stopped.
import assert from "node:assert/strict";
import { Emitter } from "../../../../client/net/emitter.ts";

interface Moments {
  kill: { by: number };
  bank: number;
}

describe("the emitter", () => {
  it("tells every listener of a moment, in the order in which they came, and no other", () => {
    const emitter = new Emitter<Moments>();
    const heard: string[] = [];
    emitter.on("kill", ({ by }) => heard.push(`a${by}`));
    emitter.on("kill", ({ by }) => heard.push(`b${by}`));
    emitter.on("bank", (embers) => heard.push(`c${embers}`));
    emitter.emit("kill", { by: 7 });
    assert.deepEqual(heard, ["a7", "b7"]);
    emitter.emit("bank", 3);
    assert.deepEqual(heard, ["a7", "b7", "c3"]);
  });

  it("without listeners does nothing, and queues nothing for those who come later", () => {
    const emitter = new Emitter<Moments>();
    emitter.emit("bank", 1);
    const heard: number[] = [];
    emitter.on("bank", (embers) => heard.push(embers));
    assert.deepEqual(heard, []);
  });

  it("stops for the one who asked, once and for all, and only for that one", () => {
    const emitter = new Emitter<Moments>();
    const heard: string[] = [];
    const stop = emitter.on("bank", () => heard.push("a"));
    emitter.on("bank", () => heard.push("b"));
    stop();
    stop();
    emitter.emit("bank", 1);
    assert.deepEqual(heard, ["b"]);
  });

  it("who starts or stops listening during a moment changes the next one, not this", () => {
    const emitter = new Emitter<Moments>();
    const heard: string[] = [];
    const stop = emitter.on("bank", () => {
      heard.push("a");
      stop();
      emitter.on("bank", () => heard.push("new"));
    });
    emitter.on("bank", () => heard.push("b"));
    emitter.emit("bank", 1);
    assert.deepEqual(heard, ["a", "b"]);
    heard.length = 0;
    emitter.emit("bank", 2);
    assert.deepEqual(heard, ["b", "new"]);
  });
});
