// Sound in a real browser: every sound rendered and measured, and a game that is heard until it is muted.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { build, type Rolldown } from "vite";
import { preparePage } from "../../server/ops/page.ts";
import { newPage, screenshot, type TestPage } from "../helpers/browser.ts";
import { startServer, type TestServer } from "../helpers/server.ts";
import type { SoundPage } from "./sound-page.ts";

/** What is heard all the time is quieter than what is rare. */
const FREQUENT = ["hover", "click", "mote", "pulse", "hit", "orbBounce", "lanceCharge"] as const;
const RARE = ["bank", "ownDeath", "crownGained", "motherHere", "roundOver", "mineBlast"] as const;

interface Heard {
  /** Sounds that were started. */
  started: number;
  contexts: AudioContext[];
  /** Highest sample of what goes to the loudspeaker now. */
  peak(): number;
}

/** Counts, in the page, what is played and listens to what comes out. */
function listenIn(): void {
  const contexts: AudioContext[] = [];
  const ends: AnalyserNode[] = [];
  const { connect } = AudioNode.prototype;
  AudioNode.prototype.connect = function (this: AudioNode, ...to: [never]) {
    if ((to[0] as unknown) instanceof AudioDestinationNode) {
      const end = this.context.createAnalyser();
      contexts.push(this.context as AudioContext);
      ends.push(end);
      (connect as (to: AudioNode) => void).call(this, end);
    }
    return connect.apply(this, to);
  } as typeof connect;
  const heard: Heard = {
    started: 0,
    contexts,
    peak: () => {
      const samples = new Float32Array(2048);
      ends.at(-1)?.getFloatTimeDomainData(samples);
      return Math.max(...samples.map(Math.abs));
    },
  };
  const { start } = AudioBufferSourceNode.prototype;
  AudioBufferSourceNode.prototype.start = function (...args) {
    if (!this.loop) heard.started += 1;
    return start.apply(this, args);
  };
  Object.assign(globalThis, { heard });
}

async function bundle(): Promise<string> {
  const entry = fileURLToPath(new URL("./sound-page.ts", import.meta.url));
  const output = (await build({
    configFile: false,
    logLevel: "error",
    build: { write: false, minify: true, lib: { entry, formats: ["iife"], name: "sound" } },
  })) as Rolldown.RolldownOutput[];
  return output[0].output[0].code;
}

describe("the sounds, rendered", function () {
  this.timeout(240_000);
  let tab: TestPage;
  /** Calls a function of sound-page.ts in the page. */
  const ask = <K extends keyof SoundPage>(
    what: K,
    ...args: SoundPage[K] extends (...args: infer A) => unknown ? A : []
  ) =>
    tab.page.evaluate(
      ([name, values]) => {
        const found = (globalThis as unknown as { soundPage: Record<string, unknown> }).soundPage[name];
        return typeof found === "function" ? found(...values) : found;
      },
      [what, args] as const,
    ) as Promise<SoundPage[K] extends (...args: never[]) => infer R ? Awaited<R> : SoundPage[K]>;

  before(async () => {
    tab = await newPage();
    await tab.page.addScriptTag({ content: await bundle() });
  });
  after(async () => {
    assert.deepEqual(tab.problems, []);
    await tab.close();
  });

  it("are all finite, short, audible, and do not reach the limit by themselves", async () => {
    const loudness = new Map<string, number>();
    for (const name of await ask("names")) {
      const { seconds, peak, rms, finite } = await ask("one", name);
      const figures = `${name}: ${seconds.toFixed(2)} s, peak ${peak.toFixed(3)}, RMS ${rms.toFixed(3)}`;
      if (process.env.PRINT_SOUNDS) console.log(figures);
      assert.ok(finite && seconds < 2.5 && peak <= 0.9 && rms > 0.005, figures);
      loudness.set(name, rms);
    }
    const of = (name: string) => loudness.get(name) ?? Number.NaN;
    for (const often of FREQUENT) {
      for (const rare of RARE) assert.ok(of(often) <= of(rare), `${often} is louder than ${rare}`);
    }
  });

  it("stay below 1 all at once, and a volley of twenty sounds once", async () => {
    const { peak, finite } = await ask("crowd");
    assert.ok(finite && peak > 0.2 && peak <= 1, `peak ${peak}`);
    assert.equal(await ask("volley", "pulse", 20), 1);
  });

  it("pass the bus at twice their loudness while they are quiet, and bend when they are not", async () => {
    const quiet = await ask("tone", 0.05);
    assert.ok(Math.abs(quiet - 2) < 0.1, `${quiet}`);
    assert.ok((await ask("tone", 1.5)) * 1.5 <= 1);
  });

  it("come from their side, and not from beyond hearing", async () => {
    assert.ok((await ask("at", "pulse", -500)).side < -0.5);
    assert.ok((await ask("at", "pulse", 500)).side > 0.5);
    assert.equal((await ask("at", "pulse", 1200)).peak, 0);
  });

  it("are silent when muted", async () => {
    const { peak } = await ask("muted");
    assert.ok(peak < 1e-6, `${peak}`);
  });

  it("lie over a drone that is quieter than a bank and opens with the light", async () => {
    const [dark, bright, bank] = [await ask("drone", 0), await ask("drone", 1), await ask("one", "bank")];
    assert.ok(dark.rms > 0.02 && dark.rms < bright.rms, `${dark.rms}, ${bright.rms}`);
    assert.ok(bright.rms < bank.rms * 1.5 && bright.peak < 0.7);
  });
});

describe("sound in a game", function () {
  this.timeout(240_000);
  let server: TestServer;
  let tab: TestPage;

  const heard = (page: Page) =>
    page.evaluate(() => {
      const { started, contexts, peak } = (globalThis as unknown as { heard: Heard }).heard;
      return { started, states: contexts.map(({ state }) => state), peak: peak() };
    });
  const untilHeard = (page: Page, what: "sound" | "silence") =>
    page.waitForFunction((wanted) => {
      const { contexts, started, peak } = (globalThis as unknown as { heard: Heard }).heard;
      const runs = contexts.at(-1)?.state === "running";
      return wanted === "sound" ? runs && started > 0 && peak() > 0.01 : !runs && peak() < 1e-4;
    }, what);
  const play = async (script: () => void): Promise<Page> => {
    tab = await newPage();
    const { page } = tab;
    await page.addInitScript(script);
    await page.goto(`${server.endpoint}/?renderer=canvas`);
    await page.getByTestId("name-input").fill("Listener");
    await page.getByTestId("play-button").click();
    await page.getByTestId("hud").waitFor();
    await page.mouse.move(500, 180);
    return page;
  };

  before(async () => {
    await preparePage(() => {});
    server = await startServer({ EMBERLINE_DEV: "", ARENA_BOTS_FILL_TO: "0" });
  });
  afterEach(() => tab.close());
  after(() => server.close());

  it("is heard when one fires, silent and at rest when muted, and heard again", async () => {
    const page = await play(listenIn);
    await page.mouse.down();
    await untilHeard(page, "sound");
    await page.keyboard.press("KeyM");
    await page.getByTestId("mute-sign").waitFor();
    await untilHeard(page, "silence");
    await screenshot(page, "muted");
    const { started } = await heard(page);
    await page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const off = window.__emberline!.view.on("shotFired", () => {
            off();
            resolve();
          });
        }),
    );
    assert.equal((await heard(page)).started, started, "nothing starts while it rests");
    await page.mouse.up();
    await page.getByTestId("mute-sign").click();
    await page.mouse.move(500, 180);
    await page.mouse.down();
    await untilHeard(page, "sound");
    await page.mouse.up();
    await page.evaluate(() => window.__emberline?.view.leave());
    await page.getByTestId("menu").waitFor();
    await page.waitForFunction(
      () => (globalThis as unknown as { heard: Heard }).heard.contexts.at(-1)?.state === "closed",
    );
    assert.deepEqual((await heard(page)).states, ["closed"]);
    assert.deepEqual(tab.problems, []);
  });

  it("is missing without an error where a browser has no WebAudio", async () => {
    const page = await play(() => {
      for (const name of ["AudioContext", "AudioBuffer", "Worker"]) Reflect.deleteProperty(globalThis, name);
    });
    await page.mouse.down();
    await page.waitForFunction(() => {
      let shots = 0;
      window.__emberline?.view.eachShot(() => (shots += 1));
      return shots > 0;
    });
    await page.mouse.up();
    assert.deepEqual(tab.problems, []);
  });
});
