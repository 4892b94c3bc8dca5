// Small buttons with a drawing instead of a word.
// Owns: the drawings. Must not: know what the buttons do.

const ICONS = {
  save: "M8 1v8M4.5 6 8 9.5 11.5 6M2 11v3h12v-3",
  open: "M8 9.5V1.5M4.5 5 8 1.5 11.5 5M2 11v3h12v-3",
  flask: "M6 1.5h4M7 1.5V6L2.5 13.2q-.5 1.3.9 1.3h9.2q1.4 0 .9-1.3L9 6V1.5M4.6 10h6.8",
  more: "M9.5 2H14v4.5M6.5 14H2V9.5M14 2 9.5 6.5M2 14l4.5-4.5",
  less: "M14 6.5H9.5V2M2 9.5h4.5V14M9.5 6.5 14 2M6.5 9.5 2 14",
  link: "M6.5 9.5 9.5 6.5M7 4.5 9 2.5q2-1.5 4 .3t.5 4L11.5 9M9 11.5l-2 2q-2 1.5-4-.3t-.5-4L4.5 7",
  muted: "M2 6v4h2.5L8 13V3L4.5 6zM10.5 6.2l4 3.6M14.5 6.2l-4 3.6",
  gear: "M8 5.6a2.4 2.4 0 1 0 0 4.8a2.4 2.4 0 1 0 0-4.8M6.7 1h2.6l.4 2 1.3.7 1.9-.7 1.3 2.2-1.5 1.4v1.5l1.5 1.4-1.3 2.2-1.9-.7-1.3.7-.4 2H6.7l-.4-2-1.3-.7-1.9.7-1.3-2.2 1.5-1.4V6.6L1.8 5.2 3.1 3l1.9.7L6.3 3z",
  previous: "M10.5 2.5 5 8l5.5 5.5",
  next: "M5.5 2.5 11 8l-5.5 5.5",
  camera: "M1.5 5h3L6 3h4l1.5 2h3v8.5h-13zM8 6.5a2.5 2.5 0 1 1 0 5a2.5 2.5 0 1 1 0-5",
  crown: "M2 12.5h12M2.5 10 2 4.5 5.5 7 8 3l2.5 4L14 4.5 13.5 10z",
  duel: "M2.5 2.5 11 11M9 13l4-4M13.5 13.5 12 12M13.5 2.5 5 11M7 13 3 9M2.5 13.5 4 12",
  rush: "M8 1.5 14 5v6l-6 3.5L2 11V5zM8 5.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5",
  party:
    "M5.5 7.5a2.3 2.3 0 1 0 0-4.6a2.3 2.3 0 1 0 0 4.6M1.2 13q.2-3.8 4.3-3.8t4.3 3.8M10.5 3a2.2 2.2 0 0 1 0 4.3M11.8 9.4q3 .4 3 3.6",
  invite: "M6 7.5a2.7 2.7 0 1 0 0-5.4a2.7 2.7 0 1 0 0 5.4M1 14q.3-4.6 5-4.6t5 4.6M13 5.5v5M10.5 8h5",
  list: "M2 3.5h12M2 8h12M2 12.5h12",
  lock: "M3.5 7h9v7h-9zM5.5 7V4.6q0-2.6 2.5-2.6t2.5 2.6V7",
  close: "M3 3l10 10M13 3 3 13",
  chat: "M2 3h12v8H8l-3.5 3v-3H2zM5 6h6M5 8.5h4",
  send: "M2 8h10M8 3.5 12.5 8 8 12.5",
  whisper: "M2 3h12v8H8l-3.5 3v-3H2zM5 7h0M8 7h0M11 7h0",
  trophy: "M5 2h6v5q0 3-3 3t-3-3zM5 3.5H2.5q0 4 3 4M11 3.5h2.5q0 4-3 4M8 10v3M5 14h6",
  copy: "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",
  flag: "M4 14.5V2M4 2.5h8.5L10.5 6l2 3.5H4",
} as const;
export type IconName = keyof typeof ICONS;

interface IconButtonProps {
  icon: IconName;
  label: string;
  testId?: string;
  onClick: () => void;
}

export function IconButton({ icon, label, testId, onClick }: IconButtonProps) {
  return (
    <button
      type="button"
      class="icon-button"
      data-testid={testId}
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={ICONS[name]} />
    </svg>
  );
}
