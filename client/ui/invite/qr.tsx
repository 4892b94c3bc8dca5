// A link as a QR code.
// Owns: its drawing: one path of squares. Must not: know what the link leads to.

import { useMemo } from "preact/hooks";
import qrcode from "qrcode-generator";
import { say } from "../strings.ts";

/** Light around it that readers need, in squares. */
const MARGIN = 3;

export function Qr({ text }: { text: string }) {
  const { path, side } = useMemo(() => squaresOf(text), [text]);
  return (
    <svg class="qr" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={say("qrLabel")} data-testid="qr">
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#05070f" shape-rendering="crispEdges" />
    </svg>
  );
}

function squaresOf(text: string): { path: string; side: number } {
  const code = qrcode(0, "M");
  code.addData(text);
  code.make();
  const count = code.getModuleCount();
  let path = "";
  for (let row = 0; row < count; row++)
    for (let column = 0; column < count; column++)
      if (code.isDark(row, column)) path += `M${column + MARGIN} ${row + MARGIN}h1v1h-1z`;
  return { path, side: count + 2 * MARGIN };
}
