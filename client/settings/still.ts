// Whether the person wants less motion: as set, or as the system says.
// Owns: that answer. Must not: hold anything still (who moves things asks).
import { computed, signal } from "@preact/signals";
import { settings } from "./store.ts";

const query = matchMedia("(prefers-reduced-motion: reduce)");
const asSystem = signal(query.matches);
query.addEventListener("change", () => (asSystem.value = query.matches));

export const still = computed(() => {
  const { value } = settings.reducedMotion;
  return value === "auto" ? asSystem.value : value === "on";
});
