// What practice makes of a bot: the three skills.
// Owns: their numbers. Must not: know what a bot wants.

export interface Skill {
  /** Full width of the aim's noise, brads. */
  noise: number;
  /** From seeing to acting, ticks: 350, 230 and 120 ms. */
  reactionTicks: number;
  /** Share of a target's motion that the aim leads it by. */
  lead: number;
  /** Charges a Lance. */
  lance: boolean;
  /** How many of 100 blows that it sees coming it guards against or dodges. */
  defends: number;
  /** How far to the side it goes in a fight, u: who comes straight is easily hit. */
  strafe: number;
  /** Times what a wise one would carry before it banks. */
  greed: number;
  /** Times the hit points at which a wise one withdraws. */
  caution: number;
}

/** Skill 1 to 3, from index 0. */
export const SKILLS: readonly Skill[] = [
  {
    noise: 3600,
    reactionTicks: 11,
    lead: 0.6,
    lance: false,
    defends: 10,
    strafe: 40,
    greed: 1.5,
    caution: 0.5,
  },
  {
    noise: 2200,
    reactionTicks: 7,
    lead: 0.85,
    lance: true,
    defends: 45,
    strafe: 90,
    greed: 1.2,
    caution: 0.8,
  },
  { noise: 1100, reactionTicks: 4, lead: 1, lance: true, defends: 85, strafe: 130, greed: 1, caution: 1.1 },
];
