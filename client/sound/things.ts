// What is heard of things that tell no moments: Orbs that bounce, mines of others that are laid, mines that arm, the mother-ember.
// Owns: what was so at the last reading. Must not: mix, or write to the game.
import { Flying } from "../../shared/sim/things.ts";
import { MOTHER } from "../../shared/tunables/arsenal.ts";
import type { GameView, MinePose, ShotPose } from "../net/game-view.ts";
import type { Play } from "./player.ts";

export class Things {
  private readonly view: GameView;
  private readonly play: Play;
  /** Where each Orb flies to, brads, by its key; and where it flew to at the last reading. */
  private aims = new Map<number, number>();
  private aimsBefore = new Map<number, number>();
  /** Mines that are in sight, by key: whether they were armed. */
  private mines = new Map<string, boolean>();
  private minesBefore = new Map<string, boolean>();
  private motherTicks = 0;

  constructor(view: GameView, play: Play) {
    this.view = view;
    this.play = play;
    this.motherTicks = this.untilMother();
  }

  read(): void {
    [this.aims, this.aimsBefore] = [this.aimsBefore, this.aims];
    this.aims.clear();
    this.view.eachShot(this.readShot);
    [this.mines, this.minesBefore] = [this.minesBefore, this.mines];
    this.mines.clear();
    this.view.eachMine(this.readMine);
    this.readMother();
  }

  private readonly readShot = (shot: ShotPose): void => {
    if (shot.kind !== Flying.orb) return;
    const before = this.aimsBefore.get(shot.key);
    if (before !== undefined && before !== shot.aim) this.play("orbBounce", shot);
    this.aims.set(shot.key, shot.aim);
  };

  /** One's own is told when it is laid. One that comes to light when it has long been armed warns, too. */
  private readonly readMine = (mine: MinePose): void => {
    const { key, own, armed } = mine;
    const before = this.minesBefore.get(key);
    if (armed && !before) this.play("mineArmed", mine);
    else if (before === undefined && !own) this.play("minePlaced", mine);
    this.mines.set(key, armed);
  };

  private untilMother(): number {
    const { motherTick, tick } = this.view.state;
    return motherTick - tick;
  }

  private readMother(): void {
    const now = this.untilMother();
    const before = this.motherTicks;
    this.motherTicks = now;
    if (before > MOTHER.announceTicks && now <= MOTHER.announceTicks && now > 0) this.play("motherSoon");
    if (before > 0 && before <= MOTHER.announceTicks && now <= 0) this.play("motherHere");
  }
}
