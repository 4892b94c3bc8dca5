// The chat over a running game: the room's lines in its panel, and those of onlookers over the field.
// Owns: that the room is followed while it is played. Must not: be loaded before there is a game.
import { useLayoutEffect } from "preact/hooks";
import type { GameView } from "../../net/game-view.ts";
import { Chat } from "./chat.tsx";
import { followChat } from "./chat-box.ts";
import { Danmaku } from "./danmaku.tsx";

export function PlayChat({ view }: { view: GameView }) {
  useLayoutEffect(() => followChat(view.chat), [view]);
  return (
    <>
      <Danmaku link={view.chat} />
      <Chat />
    </>
  );
}
