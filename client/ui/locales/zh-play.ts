// Simplified Chinese words of the game in play.
// Owns: those words. Must not: leave a key out.
import type { playEn } from "./en-play.ts";

export const playZh: Record<keyof typeof playEn, string> = {
  weaponChip: "{name}：{count}",
  powerReady: "{name}：已就绪",
  powerWaits: "{name}：冷却中",
  embersToast: "余烬 +{embers}",
  itemBrings: "{name}：+{brings}",
  itemRepair: "修复",
  itemOvershield: "护盾",
  itemLantern: "提灯",
  itemCloak: "隐形",
  itemSurge: "冲刺充能",
  crown: "王冠",
  crownYours: "王冠归你了",
  crownTaken: "{name} 戴上了王冠",
  crownLost: "王冠被 {name} 夺走了",
  bountyYours: "悬赏：存入 +{embers}",
  bountyTaken: "{name} 拿到了悬赏",
  motherComes: "{seconds} 秒后，母烬将出现在熔炉",
  motherIsHere: "母烬已出现在熔炉",
  motherYours: "你夺得了母烬",
  motherTaken: "{name} 夺得了母烬",
  beaconCold: "这座灯塔已冷却，还需 {seconds} 秒",
  voteTitle: "投票选择下一张地图",
  voteFor: "地图 {n}：{votes} 票",
  voteMap: "地图 {n}",
  pingColumn: "延迟",
};
