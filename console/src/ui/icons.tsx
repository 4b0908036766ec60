// Our own line icons, drawn on a grid of 24.

import type { VNode } from "preact";

const PATHS = {
  inbox: "M4 4h16v16H4zM4 14h5l1 2h4l1-2h5",
  form: "M6 3h9l4 4v14H6zM14 3v5h5M9 13h7M9 17h5",
  money: "M3 6h18v12H3zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6M6 9v0M18 15v0",
  chart: "M4 20V4M4 20h16M8 16v-5M12 16V8M16 16v-3",
  supplier: "M4 21V8l8-5 8 5v13M9 21v-6h6v6",
  settings: "M4 7h10M18 7h2M4 17h2M10 17h10M14 5v4M8 15v4",
  search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14M16 16l5 5",
  upload: "M12 16V4M7 9l5-5 5 5M4 20h16",
  check: "M4 12l5 6L20 5",
  close: "M5 5l14 14M19 5L5 19",
  trash: "M4 7h16M9 7V4h6v3M6 7l1 14h10l1-14M10 11v6M14 11v6",
  download: "M12 4v12M7 11l5 5 5-5M4 20h16",
  next: "M9 5l7 7-7 7",
  back: "M15 5l-7 7 7 7",
  place: "M12 21s7-6 7-12a7 7 0 1 0-14 0c0 6 7 12 7 12zM12 7a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5",
  plus: "M12 5v14M5 12h14",
  warn: "M12 3L2 20h20zM12 10v4M12 17v0",
  mail: "M3 5h18v14H3zM3 6l9 7 9-7",
  more: "M5 12v0M12 12v0M19 12v0",
  zoom: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14M16 16l5 5M8 11h6M11 8v6",
  again: "M20 12a8 8 0 1 1-3-6M20 3v5h-5",
  file: "M6 3h9l4 4v14H6zM14 3v5h5",
} as const;

export type IconName = keyof typeof PATHS;

export const Icon = ({ name }: { name: IconName }): VNode => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={PATHS[name]} />
  </svg>
);
