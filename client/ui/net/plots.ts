// Which series are plotted together, in which colours, and how their scales are.
// Owns: that table. Must not: draw.
import { SAMPLE_MS, type Series } from "../../net/net-trace.ts";
import type { StringKey } from "../strings.ts";

export interface PlotLine {
  series: Series;
  name: StringKey;
  colour: string;
  /** Down to zero: for what is nothing most of the time. */
  filled?: boolean;
  /** The series is multiplied by this. */
  times?: number;
  /** Behind the point, of its newest value. */
  digits?: number;
}

export interface PlotKind {
  title: StringKey;
  unit: StringKey;
  /** The scale reaches at least from `least` to `most`. */
  least: number;
  most: number;
  /** … but never further than this: one outlier would flatten all the others. */
  cap?: number;
  lines: readonly PlotLine[];
  /** Where values should be. */
  band?: readonly [number, number];
  /** On a narrow screen it takes the whole width. */
  wide?: true;
}

const CYAN = "#5ee7ff";
const GOLD = "#ffd166";
const ROSE = "#ff7aa8";
const LIME = "#9dff7a";
const LILAC = "#b79cff";

const kind = (
  title: StringKey,
  unit: StringKey,
  [least, most]: [number, number],
  lines: PlotLine[],
  more: Partial<PlotKind> = {},
): PlotKind => ({ title, unit, least, most, lines, ...more });

const FRAME: PlotLine = { series: "frameMs", name: "lineFrame", colour: LILAC, filled: true };
const PATCH: PlotLine = { series: "patchGapMs", name: "linePatch", colour: CYAN, filled: true };
/** From bytes in a sample to KB/s. */
const KBS = 1000 / SAMPLE_MS / 1024;

/** Everything that is worth seeing. */
export const PLOTS: readonly PlotKind[] = [
  kind("plotFrame", "unitMs", [0, 50], [FRAME], { cap: 200 }),
  kind("plotPatch", "unitMs", [0, 100], [PATCH], { cap: 500 }),
  kind(
    "plotDelay",
    "unitMs",
    [0, 100],
    [
      { series: "pingMs", name: "linePing", colour: LIME },
      { series: "delayMs", name: "lineDelay", colour: GOLD },
      { series: "jitterMs", name: "lineJitter", colour: ROSE },
    ],
    { cap: 600, wide: true },
  ),
  kind(
    "plotDepth",
    "unitNone",
    [0, 4],
    [
      { series: "starved", name: "lineStarved", colour: ROSE, filled: true },
      { series: "inputDepth", name: "lineDepth", colour: CYAN, digits: 1 },
    ],
    { band: [1, 2], cap: 12, wide: true },
  ),
  kind("plotSlack", "unitMs", [-20, 40], [{ series: "slackMs", name: "lineSlack", colour: GOLD }]),
  kind(
    "plotRate",
    "unitPercent",
    [-3, 3],
    [{ series: "ratePercent", name: "lineRate", colour: LIME, digits: 1 }],
  ),
  kind(
    "plotCorrection",
    "unitU",
    [0, 4],
    [{ series: "correction", name: "lineCorrection", colour: ROSE, filled: true, digits: 1 }],
    // A spawn is a correction of half the map.
    { cap: 40 },
  ),
  kind(
    "plotServer",
    "unitMs",
    [0, 40],
    [
      { series: "tickGapMs", name: "lineGap", colour: ROSE, filled: true },
      { series: "tickMs", name: "lineTick", colour: GOLD },
    ],
    { cap: 200 },
  ),
  kind(
    "plotQueue",
    "unitKb",
    [0, 16],
    [{ series: "queuedKb", name: "lineQueue", colour: LILAC, filled: true }],
  ),
  kind(
    "plotBytes",
    "unitKbs",
    [0, 10],
    [{ series: "bytesIn", name: "lineBytes", colour: CYAN, filled: true, times: KBS, digits: 1 }],
  ),
];

/** The compact one: who was late, the screen or the link. */
export const SHORT_PLOT: PlotKind = kind("plotShort", "unitMs", [0, 100], [PATCH, FRAME], { cap: 500 });
