// Owns the Chromium that the dev dependency @sparticuz/chromium carries (headless shell, Linux x64, 67 MB packed):
// unpacks it once into .cache/ (211 MB; 2 s) and says which environment it needs. It launches nothing.
import { existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export interface BundledChromium {
  executablePath: string;
  env: Record<string, string>;
}

/** Undefined where the package's binary cannot run or is not installed. `cacheDir` is created when missing. */
export async function bundledChromium(cacheDir: string): Promise<BundledChromium | undefined> {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  const version = installedVersion();
  if (!version) return undefined;
  const home = join(cacheDir, `chromium-${version}`);
  if (!existsSync(home)) await unpackInto(home, cacheDir);
  return {
    executablePath: join(home, "chromium"),
    env: { LD_LIBRARY_PATH: join(home, "al2023", "lib"), FONTCONFIG_FILE: join(home, "fonts.conf") },
  };
}

function installedVersion(): string | undefined {
  try {
    // The package exports no package.json, so the path is taken from its entry (build/index.js).
    const entry = fileURLToPath(import.meta.resolve("@sparticuz/chromium"));
    const manifest = readFileSync(join(dirname(entry), "..", "package.json"), "utf8");
    return (JSON.parse(manifest) as { version: string }).version;
  } catch {
    return undefined;
  }
}

/** Unpacks beside the target and renames at the end: another process must never find half a binary there. */
async function unpackInto(home: string, cacheDir: string): Promise<void> {
  await mkdir(cacheDir, { recursive: true });
  const scratch = await mkdtemp(join(cacheDir, "unpack-"));
  try {
    await withEnv({ TMPDIR: scratch, AWS_LAMBDA_JS_RUNTIME: "nodejs24.x" }, async () => {
      const { default: chromium } = await import("@sparticuz/chromium");
      await chromium.executablePath();
    });
    await writeFile(join(scratch, "fonts.conf"), fontsConf(home));
    await rename(scratch, home).catch((error: unknown) => {
      if (!existsSync(home)) throw error; // Somebody else was faster: theirs is as good.
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** The package unpacks to os.tmpdir() and brings its libraries only on what looks like Lambda; on import it also
 * changes LD_LIBRARY_PATH and FONTCONFIG_PATH of the whole process. All of that is undone afterwards. */
async function withEnv(overrides: Record<string, string>, run: () => Promise<void>): Promise<void> {
  const before = { ...process.env };
  Object.assign(process.env, overrides);
  try {
    await run();
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
}

/** The package's own fonts.conf names Lambda's folders only: neither its Open Sans nor a system font is found. */
function fontsConf(home: string): string {
  const folders = [join(home, "fonts", "fonts"), "/usr/share/fonts", "/usr/local/share/fonts"];
  const lines = [
    ...folders.map((folder) => `  <dir>${folder}</dir>`),
    '  <dir prefix="xdg">fonts</dir>',
    `  <cachedir>${join(home, "fonts-cache")}</cachedir>`,
  ];
  return `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n${lines.join("\n")}\n</fontconfig>\n`;
}
