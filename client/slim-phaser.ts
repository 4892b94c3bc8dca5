// The parts of Phaser that the game draws with, in place of all of it: 165 KB gzipped instead of 353.
// Owns: what `import Phaser from "phaser"` holds in the page. Must not: change what a part does. See docs/adr/0008.
import { createHash } from "node:crypto";
import type { Plugin } from "vite";

/**
 * Stands in the place of Phaser's own bundle, so the paths are those beside it. What Phaser's types name and this lacks
 * is undefined in the page: add its module here. Plain imports are parts that put themselves into Phaser. The renderer
 * comes first: it and its parts require each other, and load in this order only.
 */
const ENTRY = `
import "../src/renderer/index.js";
import AddEffectBloom from "../src/actions/AddEffectBloom.js";
import CONST from "../src/const.js";
import Core from "../src/core/index.js";
import Game from "../src/core/Game.js";
import Scale from "../src/scale/index.js";
import Scene from "../src/scene/Scene.js";
import Scenes from "../src/scene/index.js";
import "../src/cameras/2d/CameraManager.js";
import "../src/events/EventEmitter.js";
import "../src/filters/ParallelFilters.js";
import "../src/gameobjects/DisplayList.js";
import "../src/gameobjects/GameObjectFactory.js";
import "../src/gameobjects/UpdateList.js";
import "../src/gameobjects/image/ImageFactory.js";
import "../src/gameobjects/text/TextFactory.js";
export default { ...CONST, Actions: { AddEffectBloom }, Core, Game, Scale, Scene, Scenes };
`;

/** Phaser's build flags. Its source asks `if (typeof FLAG)`, which is true even where nothing defines the flag. */
const FLAGS: Record<string, boolean> = {
  CANVAS_RENDERER: true,
  WEBGL_RENDERER: true,
  WEBGL_DEBUG: false,
  FEATURE_SOUND: false,
  PLUGIN_CAMERA3D: false,
  PLUGIN_FBINSTANT: false,
};
const ASKED = new RegExp(`\\btypeof (${Object.keys(FLAGS).join("|")})\\b`, "g");

export const slimPhaser: Plugin = {
  // Vite keeps what it bundled for development until a plugin's name changes.
  name: `slim-phaser-${createHash("sha1").update(ENTRY).digest("hex").slice(0, 8)}`,
  load: {
    filter: { id: /[\\/]phaser[\\/]dist[\\/]phaser\.esm\.js$/ },
    handler: () => ENTRY,
  },
  transform: {
    filter: { id: /[\\/]phaser[\\/]src[\\/]/ },
    handler: (code) => code.replace(ASKED, (_, flag: string) => String(FLAGS[flag])),
  },
};
