// The one texture of every sprite in the world, drawn at start: Phaser 4 tears rotated sprites of
// different textures in one batch, and the Canvas renderer cannot tint, so shape and colour are baked together.
// Owns: the names of frames. Must not: place anything in the world.
import type Phaser from "phaser";
import { HUES } from "../../shared/tunables.ts";
import { SHAPE_PATHS, type Tint } from "../settings/tints.ts";
import { type Ends, ghostRing, MARK, ray, readyMark, SHIELD, shield } from "./atlas-arms.ts";
import { bolt, halo, mote, shock, spark, streak } from "./atlas-glows.ts";
import {
  ARC_LEVELS,
  beaconRing,
  chevron,
  DASH_LEVELS,
  dashArc,
  gear,
  hitPointArc,
  lightRim,
  pointer,
} from "./atlas-rings.ts";
import { AtlasSheet } from "./atlas-sheet.ts";
import { colourShape, SHAPES, skimmerBody } from "./atlas-skimmers.ts";
import { bright, ember } from "./palette.ts";

export const ATLAS = "atlas";
/** Colours that a frame comes in: the players' by index, then these. */
export const EMBER_COLOUR = HUES.length;
export const WHITE_COLOUR = HUES.length + 1;
export const MOTE_KINDS = 3;
const SIDE = 2048;
/** Length of a ray's frame, pixels. */
export const RAY = 64;

const perColour = (kind: string): string[] =>
  Array.from({ length: HUES.length + 2 }, (_, colour) => `${kind}${colour}`);

/** Frame names, made once: building one per frame and sprite would be garbage. */
export const FRAMES = {
  halo: perColour("halo"),
  spark: perColour("spark"),
  bolt: perColour("bolt"),
  streak: perColour("streak"),
  shock: perColour("shock"),
  mote: Array.from({ length: MOTE_KINDS }, (_, kind) => `mote${kind}`),
  /** Light along +x that fades at neither end, at its first, at both; `core` with a white heart. */
  core: { none: perColour("core"), first: perColour("coreFirst"), both: perColour("coreBoth") },
  glow: { none: perColour("glow"), first: perColour("glowFirst"), both: perColour("glowBoth") },
  shield: perColour("shield"),
  ghost: perColour("ghost"),
  lance: Array.from({ length: MARK.levels + 1 }, (_, level) => `lance${level}`),
  guard: Array.from({ length: MARK.levels + 1 }, (_, level) => `guard${level}`),
  dash: Array.from({ length: DASH_LEVELS + 1 }, (_, level) => `dash${level}`),
  arc: HUES.map((_, colour) => Array.from({ length: ARC_LEVELS + 1 }, (_, level) => `arc${colour}-${level}`)),
  shape: HUES.map((_, colour) => `shape${colour}`),
  body: HUES.map((_, colour) => Array.from({ length: SHAPES }, (_, shape) => `body${colour}-${shape}`)),
} as const;

const coloursOf = (tints: readonly Tint[]): ((alpha: number) => string)[] => [
  ...tints.map((tint) => (alpha: number) => bright(tint, alpha)),
  (alpha) => ember(alpha),
  (alpha) => `rgb(225 235 255 / ${alpha})`,
];
const MOTE_COLOURS = [
  (alpha: number) => ember(alpha),
  (alpha: number) => `hsl(24 100% 56% / ${alpha})`,
  (alpha: number) => `hsl(46 100% 62% / ${alpha})`,
];
const ENDS: Ends[] = ["none", "first", "both"];
/** Hues of the marks: neither is a gauge's. */
const LANCE_HUE = 292;
const GUARD_HUE = 158;

function paintSheet(tints: readonly Tint[]): AtlasSheet {
  const sheet = new AtlasSheet(SIDE);
  const colours = coloursOf(tints);
  sheet.add("rim", 512, 512, lightRim);
  sheet.add("gear-outer", 320, 320, gear(16, false));
  sheet.add("gear-inner", 220, 220, gear(9, true));
  sheet.add("beacon", 256, 256, beaconRing);
  colours.forEach((colour, i) => sheet.add(FRAMES.halo[i], 128, 128, halo(colour)));
  colours.forEach((colour, i) => sheet.add(FRAMES.shock[i], 128, 128, shock(colour)));
  colours.forEach((colour, i) => sheet.add(FRAMES.shield[i], SHIELD.width, SHIELD.height, shield(colour)));
  tints.forEach((tint, i) => {
    sheet.add(FRAMES.shape[i], 40, 40, colourShape(SHAPE_PATHS[i], tint));
    FRAMES.body[i].forEach((name, shape) => sheet.add(name, 96, 96, skimmerBody(shape, tint)));
  });
  FRAMES.dash.forEach((name, level) => sheet.add(name, 96, 96, dashArc(level)));
  tints.forEach((tint, i) => {
    FRAMES.arc[i].forEach((name, level) => sheet.add(name, 80, 80, hitPointArc(tint, level)));
  });
  sheet.add("chevron", 64, 64, chevron);
  sheet.add("pointer", 64, 64, pointer);
  FRAMES.mote.forEach((name, kind) => sheet.add(name, 48, 48, mote(MOTE_COLOURS[kind], kind)));
  colours.forEach((colour, i) => sheet.add(FRAMES.ghost[i], 48, 48, ghostRing(colour)));
  FRAMES.lance.forEach((name, level) =>
    sheet.add(name, MARK.width, MARK.height, readyMark(level, LANCE_HUE)),
  );
  FRAMES.guard.forEach((name, level) =>
    sheet.add(name, MARK.width, MARK.height, readyMark(level, GUARD_HUE)),
  );
  colours.forEach((colour, i) => sheet.add(FRAMES.bolt[i], 96, 32, bolt(colour)));
  colours.forEach((colour, i) => {
    sheet.add(FRAMES.spark[i], 32, 32, spark(colour, i === EMBER_COLOUR ? 0.24 : 0.42));
  });
  colours.forEach((colour, i) => sheet.add(FRAMES.streak[i], 32, 32, streak(colour)));
  for (const ends of ENDS) {
    colours.forEach((colour, i) => sheet.add(FRAMES.core[ends][i], RAY, 32, ray(colour, 0.34, ends)));
    colours.forEach((colour, i) => sheet.add(FRAMES.glow[ends][i], RAY, 32, ray(colour, 0, ends)));
  }
  return sheet;
}

/** Draws the atlas and gives it to the game's textures, once per game. */
export function makeAtlas(textures: Phaser.Textures.TextureManager, tints: readonly Tint[]): void {
  if (textures.exists(ATLAS)) return;
  const sheet = paintSheet(tints);
  const texture = textures.addCanvas(ATLAS, sheet.canvas);
  for (const frame of sheet.frames) texture?.add(frame.name, 0, frame.x, frame.y, frame.width, frame.height);
}
