// How the client is built: one small menu, then the game behind it.
// Owns: chunks, the output folder, the development proxy. Must not: know secrets or environments.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";
import { slimPhaser } from "./slim-phaser.ts";

const GAME_SERVER = "http://127.0.0.1:2567";

/** What is worth packing: from this size on, bytes. */
const PACKED_FROM = 1024;

/** Packs every text of the build once, so that the server never does: 1.1 MB of script is 0.34 MB on its way. */
const pack: Plugin = {
  name: "pack",
  apply: "build",
  writeBundle({ dir }, bundle) {
    for (const name of Object.keys(bundle)) {
      const path = join(dir ?? "", name);
      const bytes = readFileSync(path);
      if (!/\.(js|css|html|svg|json)$/.test(name) || bytes.length < PACKED_FROM) continue;
      writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
      writeFileSync(`${path}.br`, brotliCompressSync(bytes));
    }
  },
};

/** Leaves a stamp when the build is whole: the server takes one without it for stale. */
const stamp: Plugin = {
  name: "stamp",
  apply: "build",
  writeBundle: ({ dir }) => writeFileSync(join(dir ?? "", ".built"), ""),
};

export default defineConfig({
  plugins: [slimPhaser, pack, stamp],
  // In development packages are bundled apart, by plugins of their own.
  optimizeDeps: { rolldownOptions: { plugins: [slimPhaser] } },
  root: import.meta.dirname,
  base: "/",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    // Phaser alone is far above Vite's default; a warning that is always there warns of nothing.
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      input: {
        game: join(import.meta.dirname, "index.html"),
        operators: join(import.meta.dirname, "operators.html"),
      },
      output: {
        codeSplitting: {
          groups: [
            { name: "phaser", test: /node_modules[\\/](phaser|eventemitter3)/ },
            { name: "net", test: /node_modules[\\/](@colyseus|colyseus)/ },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      "/api": GAME_SERVER,
      "/auth": GAME_SERVER,
      // The room's WebSocket: /<processId>/<roomId>. Vite's own socket is at / with a token, so it never matches.
      "^/[\\w-]+/[\\w-]+\\?.*(sessionId|reconnectionToken)=": { target: GAME_SERVER, ws: true },
    },
  },
});
