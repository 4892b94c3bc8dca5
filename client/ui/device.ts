// The device in hand, for what is drawn: a signal, and an attribute of the page for style sheets.
// Owns: both. Must not: find out (client/input/last-device.ts does).
import { effect, signal } from "@preact/signals";
import { type Device, lastDevice } from "../input/last-device.ts";

export const device = signal<Device>(lastDevice.value);

/** Follows the device for good. */
export function followDevice(): void {
  lastDevice.listen((value) => (device.value = value));
  device.value = lastDevice.value;
  effect(() => {
    document.documentElement.dataset.device = device.value;
  });
}
