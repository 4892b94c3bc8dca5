// `npm run shots`: the pictures of the game, taken anew from a real match in a real browser.
// Owns: the way from a list of pictures to files. Must not: arrange what is in them.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { preparePage } from "../../server/ops/page.ts";
import { launchBrowser, newPage } from "../helpers/browser.ts";
import { newChinesePage } from "../helpers/chinese-page.ts";
import { startServer } from "../helpers/server.ts";
import { PICTURES, type Picture } from "./pictures.ts";

const HELP = `npm run shots -- [NAME …]

Takes pictures of a real match in a headless browser, drawn with WebGL:
${PICTURES.map(({ name, width, height }) => `  ${name.padEnd(16)} ${width} x ${height}`).join("\n")}

  --folder DIR  where they go (docs/shots)
  --png         without loss
  --canvas      draw on a 2D canvas: quicker, without bloom
  --help        this text`;

const QUALITY = 82;

interface Taking {
  folder: string;
  canvas: boolean;
  png: boolean;
}

/** Takes one picture; returns its path. Throws when the page complained of something. */
async function take(picture: Picture, { folder, canvas, png }: Taking): Promise<string> {
  const server = await startServer({ EMBERLINE_DEV: "", ARENA_SEED: "11", ARENA_BOTS_FILL_TO: "24" });
  const { width, height } = picture;
  const size = { width, height, ...(picture.touch ? { hasTouch: true, isMobile: true } : {}) };
  const tab = await (picture.chinese ? newChinesePage(size) : newPage(size));
  const { page, problems } = tab;
  const kept: NodeJS.Timeout[] = [];
  try {
    const stored = JSON.stringify({ name: "Wren", graphics: "high", ...picture.settings });
    await page.addInitScript((json) => {
      localStorage.setItem("emberline.settings.1", json);
      // Whoever is in these pictures has played before.
      const known = ["move", "fire", "gather", "bank", "dash", "guard"];
      localStorage.setItem("emberline.hints.1", JSON.stringify(known));
    }, stored);
    await page.goto(`${server.endpoint}/${canvas ? "?renderer=canvas" : ""}`);
    if (!picture.menu) await enter(page, picture.touch === true);
    const slot = picture.menu ? -1 : await page.evaluate(() => window.__emberline!.view.slot);
    const keep = (what: () => void): void => void kept.push(setInterval(what, 30));
    await picture.act({ page, game: () => server.rooms()[0].game, slot: () => slot, keep });
    const path = join(folder, `${picture.name}.${png ? "png" : "jpg"}`);
    const form = png ? { type: "png" as const } : { type: "jpeg" as const, quality: QUALITY };
    await page.screenshot({ path, ...form, timeout: 60_000 });
    if (problems.length > 0) throw new Error(`${picture.name}: ${problems.join("\n")}`);
    return path;
  } finally {
    for (const timer of kept) clearInterval(timer);
    await tab.close();
    await server.close();
  }
}

async function enter(page: Awaited<ReturnType<typeof newPage>>["page"], touch: boolean): Promise<void> {
  const button = page.getByTestId("play-button");
  await (touch ? button.tap() : button.click());
  await page.getByTestId("hud").waitFor({ timeout: 60_000 });
  await page.waitForFunction(() => window.__emberline?.view.own?.alive === true, null, { timeout: 60_000 });
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    folder: { type: "string", default: join(import.meta.dirname, "../../docs/shots") },
    png: { type: "boolean", default: false },
    canvas: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
const unknown = positionals.find((name) => PICTURES.every((picture) => picture.name !== name));
if (values.help) console.log(HELP);
else if (unknown !== undefined) {
  console.error(`no picture is called ${unknown}\n\n${HELP}`);
  process.exitCode = 1;
} else {
  await preparePage(console.log);
  await mkdir(values.folder, { recursive: true });
  const wanted = PICTURES.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  for (const picture of wanted) console.log(await take(picture, values));
  await (await launchBrowser()).close();
}
