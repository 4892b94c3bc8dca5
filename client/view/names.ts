// Names over skimmers. Names are strangers' words: they are drawn as text and nothing else.
// Owns: the texts. Must not: decide who is seen.
import type Phaser from "phaser";
import { DEPTH } from "./depths.ts";

const FAMILY = 'system-ui, "Segoe UI", "Noto Sans", "Noto Sans CJK SC", "PingFang SC", sans-serif';

interface Label {
  text: Phaser.GameObjects.Text;
  name: string;
  frame: number;
}

export class Names {
  private readonly scene: Phaser.Scene;
  /** By slot. A text owns a texture, so one is made only for who has been seen. */
  private readonly labels: (Label | undefined)[] = [];
  /** Device pixels per CSS pixel. */
  ratio: number;
  private frame = 0;

  constructor(scene: Phaser.Scene, ratio: number) {
    this.scene = scene;
    this.ratio = ratio;
  }

  begin(): void {
    this.frame += 1;
  }

  /** Shows a name centred above (x, y), u, in the same size whatever the zoom. */
  show(slot: number, name: string, x: number, y: number, zoom: number, alpha: number): void {
    this.labels[slot] ??= this.make();
    const label = this.labels[slot];
    if (label.name !== name) {
      label.name = name;
      label.text.setText(name);
    }
    label.frame = this.frame;
    label.text.setVisible(true).setAlpha(alpha);
    label.text.setPosition(x, y).setScale(this.ratio / zoom);
  }

  end(): void {
    for (const label of this.labels) {
      if (label !== undefined && label.frame !== this.frame) label.text.setVisible(false);
    }
  }

  private make(): Label {
    const text = this.scene.add.text(0, 0, "", {
      fontFamily: FAMILY,
      fontSize: "15px",
      fontStyle: "600",
      color: "#f2f6ff",
      stroke: "rgba(4, 7, 20, 0.85)",
      strokeThickness: 3.5,
      resolution: this.ratio,
    });
    text.setOrigin(0.5, 1).setDepth(DEPTH.names);
    return { text, name: "", frame: 0 };
  }
}
