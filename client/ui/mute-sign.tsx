// The sign that the sound is off; a click on it, or M at any time, changes that.
// Owns: its markup and its key. Must not: make a sound.
import { useLayoutEffect } from "preact/hooks";
import { settings } from "../settings/store.ts";
import { IconButton } from "./icon-button.tsx";
import { giveBackKeys, onPageKeys } from "./keys.ts";
import { say } from "./strings.ts";

function toggleMute(): void {
  settings.muted.value = !settings.muted.value;
}

export function MuteSign() {
  useLayoutEffect(() => {
    const stop = new AbortController();
    onPageKeys({ sound: toggleMute }, stop.signal);
    return () => stop.abort();
  }, []);
  if (!settings.muted.value) return null;
  return (
    <div class="mute-sign" onPointerUp={giveBackKeys}>
      <IconButton icon="muted" label={say("soundOff")} testId="mute-sign" onClick={toggleMute} />
    </div>
  );
}
