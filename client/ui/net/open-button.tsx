// The button that opens a trace from a file, and what went wrong with the last one.
// Owns: their markup. Must not: read files.
import { useRef } from "preact/hooks";
import { IconButton } from "../icon-button.tsx";
import { say } from "../strings.ts";
import { openError, openTrace } from "./trace-file.ts";

export function OpenButton() {
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton
        icon="open"
        label={say("openTrace")}
        testId="open-trace"
        onClick={() => field.current?.click()}
      />
      <input
        ref={field}
        type="file"
        accept=".json,application/json"
        hidden
        data-testid="trace-file"
        aria-label={say("openTrace")}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file !== undefined) void openTrace(file);
          // The same file may be chosen again.
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}

export function OpenError() {
  return (
    <p class="open-error" role="alert" data-testid="open-error">
      {openError.value}
    </p>
  );
}
