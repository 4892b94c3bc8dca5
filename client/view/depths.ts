// What lies over what in the world, from the ground up.
// Owns: the order. Each change of blending between two sprites is a draw call: see makeSprite.
export const DEPTH = {
  ground: 0,
  lane: 10,
  places: 20,
  dark: 30,
  beacons: 35,
  motes: 40,
  /** Colour on lit ground that is not added. */
  tints: 45,
  trails: 50,
  halos: 60,
  bodies: 70,
  gauges: 80,
  shots: 90,
  /** Dims whoever is in it, but no sparks. */
  fog: 95,
  sparks: 100,
  names: 110,
} as const;
