// The rate of every synthesised sample.
// Owns: that number, which page and worker share. Must not: hold anything else.

export const SAMPLE_HZ = 44_100;
