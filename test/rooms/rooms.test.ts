// Many rooms, in short: what `npm run rooms-bench` measures, without its limits of time.
import assert from "node:assert/strict";
import { runRooms } from "./run.ts";

describe("many rooms in a row", () => {
  it("[J8] are all there, small while they wait, joinable, and gone when they are empty; one more is 503 busy", async () => {
    const { made, kilobytesPerRoom, beyond, joined, left } = await runRooms(30, 0, null);
    assert.deepEqual({ made, beyond, joined, left }, { made: 30, beyond: "503 busy", joined: 30, left: 0 });
    assert.ok(kilobytesPerRoom < 300, `${kilobytesPerRoom} KB`);
  }).timeout(120_000);
});
