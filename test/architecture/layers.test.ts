// Imports point where the architecture says, and there are no cycles. Every rule is shown to bite on planted files.
import assert from "node:assert/strict";
import { cycles } from "./cycles.ts";
import { layerViolations } from "./layers.ts";
import { readSources } from "./sources.ts";

/** What the rules say about one planted file. */
function objections(path: string, source: string): string[] {
  return layerViolations([{ path, source }]);
}

const FORBIDDEN: [path: string, source: string][] = [
  ["shared/sim/a.ts", 'import { z } from "zod";'],
  ["shared/sim/a.ts", 'import "node:fs";'],
  ["shared/sim/a.ts", 'import type { X } from "../schema/x.ts";'],
  ["shared/sim/a.ts", 'export * from "../protocol/x.ts";'],
  ["shared/tunables.ts", 'import { x } from "./sim/x.ts";'],
  ["shared/schema/a.ts", 'import { x } from "../protocol/x.ts";'],
  ["shared/schema/a.ts", 'import { type X } from "../protocol/x.ts";'],
  ["shared/protocol/a.ts", 'import { schema } from "@colyseus/schema";'],
  ["shared/bots/a.ts", 'import type { X } from "../schema/x.ts";'],
  ["shared/lab/a.ts", 'import { createServer } from "node:net";'],
  ["shared/other/a.ts", "export const a = 1;"],
  ["shared/sim/a.ts", 'import { x } from "../../server/x.ts";'],
  ["server/game/a.ts", 'import { x } from "../rooms/x.ts";'],
  ["server/game/a.ts", 'import type { Room } from "@colyseus/core";'],
  ["server/game/a.ts", 'import { performance } from "node:perf_hooks";'],
  ["server/chat/a.ts", 'import { matchMaker } from "@colyseus/core";'],
  ["server/chat/a.ts", 'const core = await import("@colyseus/core");'],
  ["server/app.ts", 'import { Server } from "colyseus";'],
  ["server/app.ts", 'import type { X } from "../client/net/x.ts";'],
  ["server/app.ts", 'type X = import("../client/net/x.ts").X;'],
  ["server/app.ts", 'import { x } from "../test/helpers/x.ts";'],
  ["server/app.ts", 'import { x } from "./config";'],
  ["server/app.ts", 'import { x } from "./config.js";'],
  ["server/app.ts", 'const a = "x"; await import(a);'],
  ["server/app.ts", 'import { x } from "/server/config.ts";'],
  ["client/net/a.ts", 'import Phaser from "phaser";'],
  ["client/net/a.ts", 'import { x } from "../view/x.ts";'],
  ["client/net/a.ts", 'import { z } from "zod";'],
  ["client/input/a.ts", 'import type Phaser from "phaser";'],
  ["client/view/a.ts", 'import { signal } from "@preact/signals";'],
  ["client/scenes/a.ts", 'import { h } from "preact";'],
  ["client/view/a.tsx", "export const a = 1;"],
  ["client/ui/a.tsx", 'import type { X } from "../../server/x.ts";'],
  ["server/host/a.ts", 'import { x } from "../ops/x.ts";'],
  ["server/host/a.ts", 'import { x } from "../../shared/sim/x.ts";'],
  ["test/load/a.ts", 'import { x } from "../../server/app.ts";'],
  ["test/load/a.ts", 'import { x } from "../helpers/x.ts";'],
];

const ALLOWED: [path: string, source: string][] = [
  ["shared/sim/a.ts", 'import { x } from "./x.ts"; import { y } from "../tunables.ts";'],
  ["shared/schema/a.ts", 'import { X } from "../sim/x.ts"; import { schema } from "@colyseus/schema";'],
  ["shared/protocol/a.ts", 'import { z } from "zod"; import { x } from "../sim/x.ts";'],
  ["server/game/a.ts", 'import { x } from "../../shared/schema/x.ts"; import type { P } from "./ports.ts";'],
  ["server/rooms/a.ts", 'import { Room } from "@colyseus/core";'],
  ["server/chat/a.ts", 'import type { Client } from "@colyseus/core";'],
  ["server/ops/wiring.ts", 'import { matchMaker } from "@colyseus/core";'],
  ["client/net/a.ts", 'import { Client } from "colyseus.js"; import { x } from "../../shared/sim/x.ts";'],
  ["client/main.ts", 'import "./ui/style.css"; import { h } from "preact"; await import("phaser");'],
  ["server/host/a.ts", 'import { setPriority } from "node:os";'],
  ["test/load/a.ts", 'import { x } from "../../server/host/x.ts";'],
  [
    "test/load/a.ts",
    'import { x } from "../../client/net/x.ts"; import { spawn } from "node:child_process";',
  ],
  [
    "test/unit/a.test.ts",
    'import { x } from "../../server/game/x.ts"; import { Room } from "@colyseus/core";',
  ],
];

describe("layers", function () {
  // Every source is parsed: 11 s where three lanes share two cores.
  this.timeout(120_000);

  it("every import of the project points where it may", () => {
    const files = readSources();
    assert.ok(files.length > 0, "no source was found");
    assert.deepEqual(layerViolations(files), []);
  });

  it("the project has no import cycle", () => {
    assert.deepEqual(cycles(readSources()), []);
  });

  it("refuses every planted import that points the wrong way", () => {
    for (const [path, source] of FORBIDDEN)
      assert.equal(objections(path, source).length, 1, `${path}: ${source}`);
  });

  it("accepts planted imports that point the right way", () => {
    for (const [path, source] of ALLOWED)
      assert.deepEqual(objections(path, source), [], `${path}: ${source}`);
  });

  it("finds a planted cycle, also of types", () => {
    const files = [
      { path: "server/a.ts", source: 'import { b } from "./b.ts";' },
      { path: "server/b.ts", source: 'import type { C } from "./c.ts";' },
      { path: "server/c.ts", source: 'export * from "./a.ts";' },
      { path: "server/d.ts", source: 'import { a } from "./a.ts";' },
    ];
    assert.deepEqual(cycles(files), ["server/a.ts -> server/b.ts -> server/c.ts -> server/a.ts"]);
  });
});
