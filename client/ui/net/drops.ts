// Files that are dropped on the page while a network panel is shown.
// Owns: the listening. Must not: read them (trace-file.ts does).
import { signal } from "@preact/signals";
import { openTrace } from "./trace-file.ts";

/** True while a file is held over the page. */
export const dragging = signal(false);

/** Opens what is dropped, until the returned function is called. A file that misses the panel would replace the page. */
export function listenForDrops(): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const hold = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    dragging.value = true;
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    dragging.value = false;
    const file = event.dataTransfer?.files[0];
    if (file !== undefined) void openTrace(file);
  };
  const leave = (event: DragEvent): void => {
    if (event.relatedTarget === null) dragging.value = false;
  };
  window.addEventListener("dragover", hold, { signal });
  window.addEventListener("dragleave", leave, { signal });
  window.addEventListener("drop", drop, { signal });
  return () => {
    stop.abort();
    dragging.value = false;
  };
}
