// The lab's settings come back from the address as they were, and what is not understood there is as usual.
import assert from "node:assert/strict";
import fc from "fast-check";
import {
  CUSTOM,
  CUSTOM_RANGES,
  type LabSettings,
  profileOf,
  readLab,
  USUAL,
  writeLab,
} from "../../../../client/ui/lab/lab-address.ts";
import { meanRoundTripMs, PROFILES } from "../../../../shared/lab/profile.ts";

const usualCustom = { rtt: 100, jitter: 20, loss: 0 };
const usual: LabSettings = { link: "", custom: usualCustom, switches: { ...USUAL } };
const read = (hash: string): LabSettings => readLab(new URLSearchParams(hash));
const write = (settings: LabSettings, before = ""): string =>
  writeLab(new URLSearchParams(before), settings).toString();

const range = ({ most, step }: { most: number; step: number }) =>
  fc.integer({ min: 0, max: most / step }).map((n) => n * step);
const plain = { noNullPrototype: true };
const settings: fc.Arbitrary<LabSettings> = fc.record(
  {
    link: fc.constantFrom("", CUSTOM, ...Object.keys(PROFILES)),
    custom: fc.record(
      {
        rtt: range(CUSTOM_RANGES.rtt),
        jitter: range(CUSTOM_RANGES.jitter),
        loss: range(CUSTOM_RANGES.loss),
      },
      plain,
    ),
    switches: fc.record(
      {
        prediction: fc.boolean(),
        interpolation: fc.boolean(),
        lagCompensation: fc.boolean(),
        pacing: fc.boolean(),
        ghosts: fc.boolean(),
      },
      plain,
    ),
  },
  plain,
);

describe("the lab in the address", () => {
  it("is not there while all is as usual", () => {
    assert.equal(write(usual), "");
    assert.deepEqual(read(""), usual);
  });

  it("names what is not, and keeps what is not its own", () => {
    const switches = { ...USUAL, ghosts: true, prediction: false };
    assert.equal(write({ ...usual, link: "4g", switches }), "lab=4g&prediction=0&ghosts=1");
    assert.equal(write({ ...usual, link: CUSTOM }), "lab=custom&rtt=100&jitter=20&loss=0");
    assert.equal(write(usual, "trace=&lab=4g&rtt=3&ghosts=1"), "trace=");
  });

  it("comes back as it was", () => {
    fc.assert(
      fc.property(settings, (written) => {
        const back = read(write(written));
        // The sliders of a link that is not chosen are not shared.
        const custom = written.link === CUSTOM ? written.custom : usualCustom;
        assert.deepEqual(back, { ...written, custom });
      }),
    );
  });

  it("takes whatever a stranger wrote there", () => {
    assert.deepEqual(read("lab=toString&prediction=&pacing=yes&ghosts=0"), usual);
    assert.deepEqual(read("lab=custom&rtt=1e9&jitter=-5&loss=x").custom, { rtt: 600, jitter: 0, loss: 0 });
  });
});

describe("the lab's link", () => {
  it("is none, a named profile, or one of one's own with the round trip and loss that it says", () => {
    assert.equal(profileOf(usual), null);
    assert.equal(profileOf({ ...usual, link: "4g" }), PROFILES["4g"]);
    const own = profileOf({ ...usual, link: CUSTOM, custom: { rtt: 120, jitter: 30, loss: 2 } });
    assert.ok(own !== null);
    assert.equal(meanRoundTripMs(own), 120);
    assert.deepEqual([own.up.jitterMs, own.up.loss, own.down.loss], [30, 0.02, 0.02]);
    assert.deepEqual([own.up.stallMs, own.down.stallMs], [220, 270]);
  });

  it("is never quicker than nothing, though the jitter be larger than the round trip", () => {
    const own = profileOf({ ...usual, link: CUSTOM, custom: { rtt: 0, jitter: 50, loss: 0 } });
    assert.deepEqual([own?.up.delayMs, own?.down.delayMs], [0, 0]);
  });
});
