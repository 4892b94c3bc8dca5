// A child process whose clock runs fast or slow: everything in it, the net code included, tells the time by it.
// Owns: the skewed clock. Run by skew.ts.
import { serveCalls } from "../load/calls.ts";
import type { SteeringOptions } from "./steering.ts";

const factor = Number(process.argv[2]);
const now = performance.now.bind(performance);
performance.now = () => now() * factor;

const { flySteering } = await import("./steering.ts");

serveCalls({ fly: (options: SteeringOptions) => flySteering(options) });
