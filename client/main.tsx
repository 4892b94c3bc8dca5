// The browser's start: the menu at once, the game behind it when it is wanted.
// Owns: the order in which the page awakes. Must not: contain game, net or drawing code (they load later).
import { render } from "preact";
import { watchLastDevice } from "./input/last-device.ts";
import { followPad } from "./input/pad-menu.ts";
import { keepSettings } from "./settings/store.ts";
import { followAddress } from "./ui/address.ts";
import { App } from "./ui/app.tsx";
import { ended } from "./ui/app-state.ts";
import { followDevice } from "./ui/device.ts";
import { dressPage } from "./ui/dress-page.ts";
import { followInvites, invitedElsewhere } from "./ui/invites.tsx";
import { comeBack, loadAhead } from "./ui/playing.ts";
import { followLanguage } from "./ui/strings.ts";
import "./ui/base.css";
import "./ui/menu.css";
import "./ui/hud.css";
import "./ui/gauges.css";
import "./ui/cards.css";
import "./ui/net/ping.css";

const IDLE_WITHIN_MS = 2000;

async function start(): Promise<void> {
  keepSettings();
  watchLastDevice();
  followDevice();
  followPad();
  followAddress();
  dressPage();
  await followLanguage();
  render(<App />, document.getElementById("screen") as HTMLElement);
  // A page that is opened again within the grace period takes the seat back; one that is gone is no error to speak of.
  const back = !invitedElsewhere() && (await comeBack());
  if (!back) ended.value = null;
  followInvites();
  // The page is shown and idle, or as idle as a slow machine gets: what Play needs may come now, and who is there.
  const idle = window.requestIdleCallback ?? ((then: () => void) => setTimeout(then, 300));
  const ahead = (): void => {
    if (!back) loadAhead();
    void import("./ui/lobby-link.ts").then(({ openLobby }) => openLobby()).catch(() => {});
  };
  idle(ahead, { timeout: IDLE_WITHIN_MS });
}

void start();
