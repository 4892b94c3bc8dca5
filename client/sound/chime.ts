// Two notes that call whoever looks elsewhere: a match is ready. Heard in the menu too, where no game's sound runs.
// Owns: its own short-lived AudioContext. Must not: be needed (a page that may not sound stays silent).

/** Hz, and when each begins and how long it rings, s. */
const NOTES = [
  [659.3, 0, 0.5],
  [987.8, 0.16, 0.9],
] as const;
const LOUDEST = 0.25;

/** `volume`: 0..1. */
export function chime(volume: number): void {
  if (volume <= 0 || typeof AudioContext !== "function") return;
  const context = new AudioContext();
  for (const [hertz, begin, rings] of NOTES) {
    const at = context.currentTime + begin;
    const tone = new OscillatorNode(context, { type: "triangle", frequency: hertz });
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(volume * LOUDEST, at + 0.01);
    gain.gain.exponentialRampToValueAtTime(0.001, at + rings);
    tone.connect(gain).connect(context.destination);
    tone.start(at);
    tone.stop(at + rings);
  }
  setTimeout(() => void context.close(), 2000);
}
