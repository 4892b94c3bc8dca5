// Chinese words of the modes of two teams.
// Owns: those words. Must not: know who says them when.
export const modesZh = {
  waitingForOthers: "等待其他玩家",
  getReady: "准备",
  boutWon: "本局获胜",
  boutLost: "本局落败",
  boutDrawn: "平局，重来",
  boutOver: "本局结束",
  goalBy: "进球！",
  suddenDeath: "加时决胜",
  yourTeam: "你的队伍",
  victory: "胜利",
  defeat: "失败",
  draw: "平局",
  teamWins: "胜负已分",
  backToMenu: "返回菜单",
} as const;
