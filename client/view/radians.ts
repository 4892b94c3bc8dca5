// Brads as what the drawing wants.
// Owns: the conversion. Must not: be used by the simulation (engines differ in the last bits of a sine).

const TURN = 65536;

export const radians = (brads: number): number => (brads / TURN) * Math.PI * 2;
