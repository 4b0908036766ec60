// Which invoices change, asked with growing pauses: one cheap read where nothing happens.

import { ApiError, call, pause } from "./client";
import type { Changes } from "./types";

const FIRST_PAUSE_MS = 1_000;
const WHILE_READING_MS = 15_000;
const OTHERWISE_MS = 60_000;
const REMEMBERED = 500; // changes: an answer repeats those of the last half minute

type Change = Changes["items"][number];

interface Watch {
  /** What changed since the last time; it is answered before the next question. */
  onChange: (changes: readonly Change[]) => Promise<void>;
  /** Whether something is expected soon. */
  isReading: () => boolean;
  signal: AbortSignal;
}

/** Where to begin: asked before what is watched is read, so that nothing is missed in between. */
export const firstCursor = async (signal: AbortSignal): Promise<string> => (await call<Changes>("/changes", { signal })).next_cursor;

/** Watches until it is aborted. The network may go and come back meanwhile. */
export async function watchChanges(since: string, { onChange, isReading, signal }: Watch): Promise<void> {
  const seen = new Set<string>();
  let cursor = since;
  for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(wait * 1.5, isReading() ? WHILE_READING_MS : OTHERWISE_MS)) {
    await pause(wait);
    while (document.hidden && !signal.aborted) await pause(FIRST_PAUSE_MS);
    if (signal.aborted) return;
    try {
      const answer = await call<Changes>("/changes", { query: { since: cursor }, signal });
      const fresh = answer.items.filter(({ id }) => !seen.has(id));
      if (fresh.length) await onChange(fresh);
      for (const { id } of fresh) seen.add(id);
      for (const id of seen) if (seen.size > REMEMBERED) seen.delete(id); // the oldest first
      cursor = answer.next_cursor;
      if (answer.has_more || fresh.length) wait = FIRST_PAUSE_MS;
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof ApiError) || (error.status > 0 && error.status < 500)) throw error;
    }
  }
}
