// Whether every line of the chat reached whom it had to reach: once, and in one order.
// Owns: that judgement. Must not: look at the server.
import { START_MS } from "./clock.ts";
import type { Talk } from "./person.ts";

/** What is wrong, a line each. `talks`: one for each seat of a room, those that were given back too. */
export function judgeTalks(talks: readonly Talk[]): string[] {
  return [...talks.flatMap(twice), ...unanswered(talks), ...unheard(talks), ...disordered(talks)];
}

const lines = ({ heard }: Talk) => heard.filter((event) => event.kind === "message");

function twice(talk: Talk): string[] {
  const seen = new Set<string>();
  const wrong: string[] = [];
  for (const { text } of lines(talk)) {
    if (seen.has(text)) wrong.push(`chat: ${talk.person} heard twice: ${text}`);
    seen.add(text);
  }
  return wrong;
}

/** Who still has the seat knows of each own line whether it was taken. */
function unanswered(talks: readonly Talk[]): string[] {
  return talks
    .filter(({ untilMs }) => untilMs === Infinity)
    .flatMap((talk) => {
      const answered = new Set([
        ...lines(talk).map(({ text }) => text),
        ...talk.refused.map(({ text }) => text),
      ]);
      const open = talk.said.filter((text) => !answered.has(text));
      const lost = talk.refused
        .filter(({ code, text }) => code === "lost" && talk.said.includes(text))
        .map(({ text }) => text);
      return [
        ...open.map((text) => `chat: ${talk.person} never learned what became of: ${text}`),
        ...lost.map((text) => `chat: ${talk.person} was told that this is lost: ${text}`),
      ];
    });
}

/** What anybody heard, everybody heard who had a seat then and still has it. */
function unheard(talks: readonly Talk[]): string[] {
  const all = new Map(talks.flatMap((talk) => lines(talk).map((line) => [line.id, line] as const)));
  return talks
    .filter(({ untilMs }) => untilMs === Infinity)
    .flatMap((talk) => {
      const heard = new Set(talk.heard.map(({ id }) => id));
      return [...all.values()]
        .filter(({ id, atMs }) => atMs - startOf(talk) > 0 && !heard.has(id))
        .map(({ text }) => `chat: ${talk.person} never heard: ${text}`);
    });
}

function disordered(talks: readonly Talk[]): string[] {
  const wrong: string[] = [];
  for (const talk of talks) {
    const times = lines(talk).filter(({ old }) => old !== true);
    for (let i = 1; i < times.length; i++)
      if (times[i].atMs < times[i - 1].atMs)
        wrong.push(`chat: ${talk.person} heard too early: ${times[i].text}`);
  }
  return wrong;
}

/** When the seat was surely taken, by the server's clock. */
const startOf = ({ fromMs }: Talk): number => START_MS + fromMs;
