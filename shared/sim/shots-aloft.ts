// Everything that flies, taken out of the air at once.
// Owns: that. Must not: end a single flight (projectile.ts and pellets.ts do).
import type { World } from "./world.ts";

/** Takes the shots out of the air that `goes` is true of. */
export function removeShots(world: World, goes: (shot: { owner: number }) => boolean): void {
  world.pellets = world.pellets.filter((pellet) => !goes(pellet));
  const flying = world.projectiles;
  let kept = 0;
  for (const projectile of flying) {
    if (goes(projectile)) world.spawner.removeProjectile(projectile);
    else flying[kept++] = projectile;
  }
  flying.length = kept;
}
