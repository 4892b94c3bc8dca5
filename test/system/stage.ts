// Puts the simulated clock, chance and browser in place of the real ones. Imported before everything else.
// Owns: nothing but that order.
import "./threads.ts";
import "./clock.ts";
import "./chance.ts";
import "./browser.ts";
