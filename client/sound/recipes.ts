// Every sound of the game by name: of which layers it is made, how loud it is, how often it may start.
// Owns: the table as a whole, in the order in which its sounds are made. Must not: know when a sound plays.
import { FIGHT_SOUNDS } from "./fight-sounds.ts";
import { PLAY_SOUNDS } from "./play-sounds.ts";

export const SOUNDS = { ...FIGHT_SOUNDS, ...PLAY_SOUNDS };

export type SoundName = keyof typeof SOUNDS;

export const SOUND_NAMES = Object.keys(SOUNDS) as SoundName[];
