// A skimmer as a picture of its pilot, in the pilot's colour.
// Must not: know whose it is (--hue and --tint of the parent say).
export function Emblem() {
  return (
    <svg class="emblem" viewBox="-32 -32 64 64" aria-hidden="true">
      <circle r="30" />
      <path d="M22 0 -12 -13 -5 0 -12 13z" />
      <circle class="core" cx="2" r="4" />
    </svg>
  );
}
