// The frame of a page of the menu: its title, the way back, what it holds.
// Owns: that frame, the focus when it opens, Escape. Must not: know what is in it.
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { IconButton } from "./icon-button.tsx";
import { go } from "./route.ts";
import { say } from "./strings.ts";
import "./page.css";

interface Props {
  title: string;
  testId: string;
  /** Beside the title. */
  tools?: ComponentChildren;
  /** Where the way back leads; by default to the menu. */
  back?: readonly string[];
  children: ComponentChildren;
}

export function Page({ title, testId, tools, back = [], children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), [testId]);
  useEffect(() => {
    // From a field too: there is nothing else that Escape could mean here.
    const hear = (event: KeyboardEvent): void => {
      const elsewhere = event.target instanceof Element && event.target.closest("dialog") !== null;
      if (event.code === "Escape" && !event.defaultPrevented && !event.isComposing && !elsewhere) go(...back);
    };
    window.addEventListener("keydown", hear);
    return () => window.removeEventListener("keydown", hear);
  }, [back.join("/")]);
  return (
    <section class="card page" data-testid={testId} aria-labelledby="page-title">
      <header class="page-head">
        <IconButton icon="previous" label={say("back")} testId="page-back" onClick={() => go(...back)} />
        <h1 id="page-title" tabIndex={-1} ref={heading}>
          {title}
        </h1>
        {tools}
      </header>
      <div class="page-body">{children}</div>
    </section>
  );
}
