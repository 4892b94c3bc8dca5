// What is told of a call of a room that fails.
import assert from "node:assert/strict";
import { callRoom } from "../../server/rooms/far-room.ts";
import { startServer, type TestServer } from "../helpers/server.ts";

describe("a call of a room that nobody answers", () => {
  let server: TestServer;
  before(async () => {
    server = await startServer();
  });
  after(() => server.close());

  it("rejects without a word of what it was asked with", async () => {
    const movers = [{ auth: { id: "u_11111111111111111111" }, options: { name: "Ann" } }];
    const error = await callRoom("nowhere", "act", ["expect", { movers }], 10).then(
      () => assert.fail("nobody is there"),
      (failed: Error) => failed,
    );
    assert.match(error.message, /nowhere.*timed out$/);
    assert.doesNotMatch(String(error.stack), /u_1|Ann|movers/);
  });
});
