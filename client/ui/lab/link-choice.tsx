// Which link is simulated: none, one of the profiles, or one of one's own making.
// Owns: that form. Must not: simulate.
import { meanRoundTripMs, PROFILES, type Profile } from "../../../shared/lab/profile.ts";
import { type StringKey, say } from "../strings.ts";
import { CUSTOM, CUSTOM_RANGES, type CustomLink, profileOf } from "./lab-address.ts";
import { changeLab, lab } from "./lab-state.ts";

/** The profiles in words; they have English ones of their own for the command line. */
const TITLES: Readonly<Record<string, StringKey>> = {
  "4g": "link4g",
  freeze: "linkFreeze",
  "home-wifi": "linkHomeWifi",
  "shared-uplink": "linkSharedUplink",
  storm: "linkStorm",
  train: "linkTrain",
  transatlantic: "linkTransatlantic",
};

export function LinkChoice() {
  const { link, custom } = lab.value;
  const own = profileOf({ ...lab.value, link: CUSTOM }) as Profile;
  return (
    <fieldset class="links">
      <legend>{say("labLink")}</legend>
      <LinkRow name="" title={say("labNoLink")} chosen={link === ""} />
      {Object.entries(PROFILES).map(
        ([name, profile]) =>
          // The one that does nothing is "none" here.
          profile.title !== PROFILES.loopback.title && (
            <LinkRow
              key={name}
              name={name}
              title={TITLES[name] ? say(TITLES[name]) : profile.title}
              profile={profile}
              chosen={link === name}
            />
          ),
      )}
      <LinkRow name={CUSTOM} title={say("labCustom")} profile={own} chosen={link === CUSTOM} />
      {link === CUSTOM && (
        <div class="sliders">
          <Slider name="rtt" label="sliderRtt" unit="ms" custom={custom} />
          <Slider name="jitter" label="sliderJitter" unit="ms" custom={custom} />
          <Slider name="loss" label="sliderLoss" unit="percent" custom={custom} />
        </div>
      )}
      {link !== "" && <small class="limits">{say("labLimits")}</small>}
    </fieldset>
  );
}

interface LinkRowProps {
  name: string;
  title: string;
  profile?: Profile;
  chosen: boolean;
}

function LinkRow({ name, title, profile, chosen }: LinkRowProps) {
  return (
    <label class="link-row">
      <input
        type="radio"
        name="lab-link"
        value={name}
        data-testid={`link-${name || "none"}`}
        checked={chosen}
        onChange={() => changeLab({ link: name })}
      />
      <span>
        <b>{name || say("labNone")}</b> {title}
      </span>
      {profile !== undefined && <small>{numbersOf(profile)}</small>}
    </label>
  );
}

/** Round trip and loss; cuts and freezes where there are any. */
function numbersOf(profile: Profile): string {
  const { up, down, cutEveryMs } = profile;
  const loss = Math.max(up.loss, down.loss) * 100;
  const parts = [say("ms", { ms: Math.round(meanRoundTripMs(profile)) })];
  if (loss > 0) parts.push(say("lossOf", { percent: loss }));
  if (down.freezeEveryMs > 0) parts.push(say("freezesFor", { seconds: down.freezeForMs / 1000 }));
  if (up.queueEveryMs > 0) parts.push(say("queuesTo", { ms: up.queueMs }));
  if (cutEveryMs > 0) parts.push(say("cutEvery", { seconds: cutEveryMs / 1000 }));
  return parts.join(" · ");
}

interface SliderProps {
  name: keyof CustomLink;
  label: StringKey;
  unit: "ms" | "percent";
  custom: CustomLink;
}

function Slider({ name, label, unit, custom }: SliderProps) {
  const { most, step } = CUSTOM_RANGES[name];
  const value = custom[name];
  return (
    <label class="slider">
      <span>{say(label)}</span>
      <input
        type="range"
        min={0}
        max={most}
        step={step}
        value={value}
        data-testid={`custom-${name}`}
        onInput={(event) => changeLab({ custom: { ...custom, [name]: event.currentTarget.valueAsNumber } })}
      />
      <output>{unit === "ms" ? say("ms", { ms: value }) : say("percent", { percent: value })}</output>
    </label>
  );
}
