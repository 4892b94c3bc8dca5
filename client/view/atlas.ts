// The one texture of every sprite in the world, drawn at start: Phaser 4 tears rotated sprites of
// different textures in one batch, and the Canvas renderer cannot tint, so shape and colour are baked together.
// Owns: the names of frames. Must not: place anything in the world.
import type Phaser from "phaser";
import { MATCH } from "../../shared/tunables/modes.ts";
import { ARENA, HUES } from "../../shared/tunables.ts";
import { SHAPE_PATHS, type Tint } from "../settings/tints.ts";
import { type Ends, ghostRing, MARK, ray, readyMark, SHIELD, shield } from "./atlas-arms.ts";
import { coreBody, goalRing } from "./atlas-core.ts";
import { bolt, halo, mote, shock, spark, streak } from "./atlas-glows.ts";
import {
  CRYSTAL_MARGIN,
  CRYSTALS,
  crown,
  crystal,
  fog,
  GATE_FRAME,
  gateBar,
  portal,
  spiral,
  wellHeart,
} from "./atlas-land.ts";
import {
  ARC_LEVELS,
  beaconRing,
  chevron,
  DASH_LEVELS,
  dashArc,
  gear,
  hitPointArc,
  lightRim,
  OVER_LEVELS,
  overArc,
  pointer,
} from "./atlas-rings.ts";
import { AtlasSheet } from "./atlas-sheet.ts";
import { PICKUP_SIGNS } from "./atlas-signs.ts";
import { colourShape, SHAPES, skimmerBody } from "./atlas-skimmers.ts";
import { mine, motherEmber, orb, pickup, shard } from "./atlas-things.ts";
import { bright, ember } from "./palette.ts";

export const ATLAS = "atlas";
/** Colours that a frame comes in: the players' by index, then these. */
export const EMBER_COLOUR = HUES.length;
export const WHITE_COLOUR = HUES.length + 1;
export const MOTE_KINDS = 3;
/** Pixels; 4096 is what every GPU takes. */
const WIDTH = 2048;
const HEIGHT = 3072;
/** Hues of the portals' pairs, as indexes into HUES: none is a beacon's gold. */
export const PORTAL_COLOURS = [0, 1, 4, 6];
export const FOGS = 2;
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
  orb: perColour("orb"),
  mine: perColour("mine"),
  /** By kind of `Pickup`; an ember has no medal. */
  pickup: Array.from({ length: PICKUP_SIGNS.length + 1 }, (_, kind) => `pickup${kind}`),
  shard: "shard",
  mother: "mother",
  heart: "heart",
  /** By team. */
  goal: MATCH.hues.map((_, team) => `goal${team}`),
  portal: PORTAL_COLOURS.map((_, pair) => `portal${pair}`),
  spiral: "spiral",
  well: "well",
  gate: "gate",
  crystal: Array.from({ length: CRYSTALS }, (_, look) => `crystal${look}`),
  /** Pale, as it lies in the light; dark, as it dims what is in it. */
  fog: Array.from({ length: FOGS }, (_, look) => `fog${look}`),
  gloom: Array.from({ length: FOGS }, (_, look) => `gloom${look}`),
  crown: "crown",
  over: Array.from({ length: OVER_LEVELS + 1 }, (_, level) => `over${level}`),
  lance: Array.from({ length: MARK.levels + 1 }, (_, level) => `lance${level}`),
  guard: Array.from({ length: MARK.levels + 1 }, (_, level) => `guard${level}`),
  dash: Array.from({ length: DASH_LEVELS + 1 }, (_, level) => `dash${level}`),
  arc: HUES.map((_, colour) => Array.from({ length: ARC_LEVELS + 1 }, (_, level) => `arc${colour}-${level}`)),
  shape: HUES.map((_, colour) => `shape${colour}`),
  body: HUES.map((_, colour) => Array.from({ length: SHAPES }, (_, shape) => `body${colour}-${shape}`)),
} as const;

type Colours = readonly ((alpha: number) => string)[];
const coloursOf = (tints: readonly Tint[]): Colours => [
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

/** Everything, the tall first. */
function paintSheet(tints: readonly Tint[]): AtlasSheet {
  const sheet = new AtlasSheet(WIDTH, HEIGHT);
  const colours = coloursOf(tints);
  sheet.add("rim", 512, 512, lightRim);
  paintLand(sheet, tints);
  paintLights(sheet, colours);
  paintGauges(sheet, tints);
  paintThings(sheet, colours);
  paintRays(sheet, colours);
  return sheet;
}

function paintLand(sheet: AtlasSheet, tints: readonly Tint[]): void {
  sheet.add("gear-outer", 320, 320, gear(16, false));
  sheet.add("gear-inner", 220, 220, gear(9, true));
  sheet.add("beacon", 256, 256, beaconRing(true));
  sheet.add("beacon-cold", 256, 256, beaconRing(false));
  sheet.add(FRAMES.spiral, 256, 256, spiral);
  FRAMES.goal.forEach((name, team) => sheet.add(name, 256, 256, goalRing(tints[MATCH.hues[team]])));
  sheet.add(FRAMES.mother, 160, 160, motherEmber);
  sheet.add(FRAMES.heart, 160, 160, coreBody);
  FRAMES.fog.forEach((name, look) =>
    sheet.add(
      name,
      192,
      192,
      fog(look, (a) => `rgb(178 176 224 / ${a})`),
    ),
  );
  FRAMES.gloom.forEach((name, look) =>
    sheet.add(
      name,
      192,
      192,
      fog(look + 7, (a) => `rgb(9 10 30 / ${a})`),
    ),
  );
  FRAMES.portal.forEach((name, pair) => sheet.add(name, 160, 160, portal(tints[PORTAL_COLOURS[pair]])));
  const side = ARENA.tile + 2 * CRYSTAL_MARGIN;
  FRAMES.crystal.forEach((name, look) => sheet.add(name, side, side, crystal(look)));
}

function paintLights(sheet: AtlasSheet, colours: Colours): void {
  sheet.add(FRAMES.well, 128, 128, wellHeart);
  colours.forEach((colour, i) => sheet.add(FRAMES.halo[i], 128, 128, halo(colour)));
  colours.forEach((colour, i) => sheet.add(FRAMES.shock[i], 128, 128, shock(colour)));
  colours.forEach((colour, i) => sheet.add(FRAMES.shield[i], SHIELD.width, SHIELD.height, shield(colour)));
}

function paintGauges(sheet: AtlasSheet, tints: readonly Tint[]): void {
  FRAMES.over.forEach((name, level) => sheet.add(name, 112, 112, overArc(level)));
  tints.forEach((tint, i) => {
    sheet.add(FRAMES.shape[i], 40, 40, colourShape(SHAPE_PATHS[i], tint));
    FRAMES.body[i].forEach((name, shape) => sheet.add(name, 96, 96, skimmerBody(shape, tint)));
  });
  FRAMES.dash.forEach((name, level) => sheet.add(name, 96, 96, dashArc(level)));
  tints.forEach((tint, i) => {
    FRAMES.arc[i].forEach((name, level) => sheet.add(name, 80, 80, hitPointArc(tint, level)));
  });
}

function paintThings(sheet: AtlasSheet, colours: Colours): void {
  colours.forEach((colour, i) => sheet.add(FRAMES.orb[i], 80, 80, orb(colour)));
  for (const { kind, hue, boxed, sign } of PICKUP_SIGNS)
    sheet.add(FRAMES.pickup[kind], 80, 80, pickup(hue, boxed, sign));
  sheet.add(FRAMES.shard, 72, 72, shard);
  sheet.add("chevron", 64, 64, chevron);
  sheet.add("pointer", 64, 64, pointer);
  FRAMES.mote.forEach((name, kind) => sheet.add(name, 48, 48, mote(MOTE_COLOURS[kind], kind)));
  colours.forEach((colour, i) => sheet.add(FRAMES.ghost[i], 48, 48, ghostRing(colour)));
  colours.forEach((colour, i) => sheet.add(FRAMES.mine[i], 48, 48, mine(colour)));
  sheet.add(FRAMES.gate, GATE_FRAME.width, GATE_FRAME.height, gateBar);
  sheet.add(FRAMES.crown, 64, 48, crown);
  FRAMES.lance.forEach((name, level) =>
    sheet.add(name, MARK.width, MARK.height, readyMark(level, LANCE_HUE)),
  );
  FRAMES.guard.forEach((name, level) =>
    sheet.add(name, MARK.width, MARK.height, readyMark(level, GUARD_HUE)),
  );
}

function paintRays(sheet: AtlasSheet, colours: Colours): void {
  colours.forEach((colour, i) => sheet.add(FRAMES.bolt[i], 96, 32, bolt(colour)));
  colours.forEach((colour, i) => {
    sheet.add(FRAMES.spark[i], 32, 32, spark(colour, i === EMBER_COLOUR ? 0.24 : 0.42));
  });
  colours.forEach((colour, i) => sheet.add(FRAMES.streak[i], 32, 32, streak(colour)));
  for (const ends of ENDS) {
    colours.forEach((colour, i) => sheet.add(FRAMES.core[ends][i], RAY, 32, ray(colour, 0.34, ends)));
    colours.forEach((colour, i) => sheet.add(FRAMES.glow[ends][i], RAY, 32, ray(colour, 0, ends)));
  }
}

/** Draws the atlas and gives it to the game's textures, once per game. */
export function makeAtlas(textures: Phaser.Textures.TextureManager, tints: readonly Tint[]): void {
  if (textures.exists(ATLAS)) return;
  const sheet = paintSheet(tints);
  const texture = textures.addCanvas(ATLAS, sheet.canvas);
  for (const frame of sheet.frames) texture?.add(frame.name, 0, frame.x, frame.y, frame.width, frame.height);
}
