// English words of the modes of two teams.
// Owns: those words. Must not: know who says them when.
export const modesEn = {
  waitingForOthers: "Waiting for the others",
  getReady: "Get ready",
  boutWon: "Bout won",
  boutLost: "Bout lost",
  boutDrawn: "A draw: once more",
  boutOver: "Bout over",
  goalBy: "Goal!",
  suddenDeath: "Sudden death",
  yourTeam: "Your team",
  victory: "Victory",
  defeat: "Defeat",
  draw: "Draw",
  teamWins: "It is decided",
  backToMenu: "Back to the menu",
} as const;
