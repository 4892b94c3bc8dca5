// Unwanted words in Chinese, simplified or traditional, full width or half, with or without signs between the letters.
// Owns: the list. Must not: know English.

/** From and to, in UTF-16 units, the end not included. */
export type Span = readonly [from: number, to: number];

/**
 * In simplified letters. A letter that is harmless by itself stands with what makes it coarse, and with what would make
 * the whole harmless again: 我操 is masked, 我操作 ("I operate") is not.
 */
const WORDS = [
  "傻[逼比屄叉批]",
  "煞[笔逼]",
  "沙[逼雕]",
  "[草操艹肏曹日][你尼][妈马玛娘]",
  "肏",
  "操[你他她它]",
  "操[逼蛋]",
  "草泥马",
  "我[操艹肏](?![作场心纵控劳办持练守盘之刀完])",
  "干[你他][娘妈老]",
  "日[你他](?:先人|全家|祖宗|大爷)",
  "[他她]妈的(?!话)",
  "(?<!\\p{L})妈的",
  "你妈(?:逼|比的|死了|了个)",
  "妈了?个?[逼批]",
  "尼玛逼",
  "去你[妈马]的",
  "滚你[妈娘]",
  "狗(?:日的|娘养|杂种|逼)",
  "王八[蛋羔犊]",
  "婊子",
  "贱[人货逼种]",
  "臭[婊逼]",
  "杂种",
  "野种",
  "狗?畜生(?!道)",
  "鸡[巴八吧]",
  "屌[你毛]",
  "傻屌",
  "蠢[逼货猪]",
  "脑残",
  "智障",
  "弱智",
  "死全家",
  "全家死",
  "断子绝孙",
  "强奸",
  "轮奸",
  "迷奸",
  "奸杀",
  "约炮",
  "口交",
  "肛交",
  "性交",
  "手淫",
  "自慰",
  "做爱",
  "卖淫",
  "嫖娼",
  "阴[茎蒂唇]",
  "淫[荡妇贱]",
  "骚[逼货]",
  "裸聊",
  "支那",
  "黑鬼",
  "鬼佬",
  "[煞傻][bB]",
] as const;

/** Letters of the list as they are in traditional Chinese, or as they are dodged. */
const SIMPLIFIED: Readonly<Record<string, string>> = Object.fromEntries(
  (
    [
      ["妈", "媽嬷"],
      ["马", "馬"],
      ["玛", "瑪"],
      ["鸡", "雞鷄"],
      ["贱", "賤"],
      ["种", "種"],
      ["杂", "雜襍"],
      ["滚", "滾"],
      ["脑", "腦"],
      ["残", "殘"],
      ["强", "強彊"],
      ["奸", "姦"],
      ["轮", "輪"],
      ["杀", "殺"],
      ["断", "斷"],
      ["绝", "絕"],
      ["孙", "孫"],
      ["约", "約"],
      ["卖", "賣"],
      ["爱", "愛"],
      ["阴", "陰"],
      ["茎", "莖"],
      ["妇", "婦"],
      ["荡", "蕩"],
      ["骚", "騷"],
      ["货", "貨"],
      ["个", "個箇"],
      ["养", "養"],
      ["笔", "筆"],
      ["话", "話"],
      ["体", "體"],
      ["场", "場"],
      ["纵", "縱"],
      ["劳", "勞"],
      ["办", "辦"],
      ["练", "練"],
      ["盘", "盤"],
      ["干", "幹乾"],
      ["你", "妳祢"],
    ] as const
  ).flatMap(([plain, others]) => [...others].map((other) => [other, plain])),
);

const LIST = new RegExp(WORDS.join("|"), "gu");
/** What is put between letters to dodge a list; the signs of a sentence's end are not among them. */
const BETWEEN = /[\s.\-_*·•~|/\\+=#@^`'"0-9]/u;
const HAN = /\p{Script=Han}/u;

/** Where unwanted words are in a text. */
export function chineseMatches(text: string): Span[] {
  if (!HAN.test(text)) return [];
  let plain = "";
  const places: Span[] = [];
  let at = 0;
  for (const letter of text) {
    const wide = letter.normalize("NFKC");
    const simple = SIMPLIFIED[letter] ?? wide;
    if (!BETWEEN.test(simple)) {
      for (let i = 0; i < simple.length; i++) places.push([at, at + letter.length]);
      plain += simple;
    }
    at += letter.length;
  }
  return [...plain.matchAll(LIST)].map(({ 0: word, index }) => [
    places[index][0],
    places[index + word.length - 1][1],
  ]);
}
