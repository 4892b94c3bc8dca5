// One plot: what it shows and the newest values in words, and its canvas, drawn ten times a second while it is shown.
// Owns: the canvas and its sharpness. Must not: draw when nothing changes.
import { effect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { NetTrace } from "../../net/net-trace.ts";
import { hud } from "../hud-state.ts";
import { say } from "../strings.ts";
import { useCalmPace } from "./pace.ts";
import { drawPlot } from "./plot-picture.ts";
import type { PlotKind, PlotLine } from "./plots.ts";

interface PlotProps {
  kind: PlotKind;
  trace: NetTrace;
  /** False for a trace that does not change any more. */
  running: boolean;
}

export function Plot({ kind, trace, running }: PlotProps) {
  return (
    <figure class={kind.wide ? "plot wide" : "plot"}>
      <figcaption>
        <span>{say(kind.title)}</span>
        <span class="values">
          {kind.lines.map((line) => (
            <Newest key={line.series} line={line} kind={kind} trace={trace} running={running} />
          ))}
          <small>{say(kind.unit)}</small>
        </span>
      </figcaption>
      <PlotCanvas kind={kind} trace={trace} running={running} />
    </figure>
  );
}

/** The newest value in its line's colour. */
function Newest({ line, kind, trace, running }: PlotProps & { line: PlotLine }) {
  useCalmPace(running);
  const value = (trace.samples[line.series].at(-1) ?? 0) * (line.times ?? 1);
  return (
    <span title={say(line.name)} style={{ color: line.colour }}>
      {kind.lines.length > 1 && <i>{say(line.name)} </i>}
      {fixed(value, line.digits ?? 0)}
    </span>
  );
}

/** Without a minus before zero. */
const fixed = (value: number, digits: number): string => (Number(value.toFixed(digits)) || 0).toFixed(digits);

function PlotCanvas({ kind, trace, running }: PlotProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const surface = canvas.current;
    const pen = surface?.getContext("2d");
    if (!surface || !pen) return;
    const draw = (): void => {
      sharpen(surface, pen);
      drawPlot(pen, kind, trace.samples, surface.clientWidth, surface.clientHeight);
    };
    // Watching its size also draws it for the first time.
    const sizes = new ResizeObserver(draw);
    sizes.observe(surface);
    const stop = running ? effect(() => void (hud.beat.value > 0 && draw())) : undefined;
    return () => {
      sizes.disconnect();
      stop?.();
    };
  }, [kind, trace, running]);
  return <canvas ref={canvas} role="img" aria-label={say(kind.title)} />;
}

/** As many pixels as the screen has there; setting a canvas's size empties it, so only when it changes. */
function sharpen(surface: HTMLCanvasElement, pen: CanvasRenderingContext2D): void {
  const ratio = window.devicePixelRatio || 1;
  const width = Math.round(surface.clientWidth * ratio);
  const height = Math.round(surface.clientHeight * ratio);
  if (surface.width === width && surface.height === height) return;
  surface.width = width;
  surface.height = height;
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
}
