// Cuts the trail into pages that fit into a line of the socket. Pure.
import type { TrailEntry } from './trail-entry';

/** Of the entries of a page as JSON: half a line of the socket. */
export const PAGE_BYTES = 128 * 1024;

const ENCODER = new TextEncoder();

/** The number of the last numbered entry that was told, and how many without a number were told after it. */
export const CURSOR_PATTERN = /^\d{1,16}-\d{1,6}$/;

export interface TrailPage {
  readonly entries: readonly TrailEntry[];
  /** What to ask for as `before` to get the next page; absent where this is the last one. */
  readonly next?: string;
}

/** Newest first. Where the entry of the cursor is gone, it goes on with the next older one. `before` absent: from the newest on. */
export function trailPage(
  newestFirst: readonly TrailEntry[],
  before: string | undefined,
  mostBytes = PAGE_BYTES,
): TrailPage {
  const begin = before === undefined ? 0 : placeAfter(newestFirst, before);
  let end = begin;
  let bytes = 0;
  for (let entry = newestFirst[end]; entry; entry = newestFirst[end]) {
    bytes += ENCODER.encode(JSON.stringify(entry)).length + 1;
    if (bytes > mostBytes && end > begin)
      return { entries: newestFirst.slice(begin, end), next: cursorAt(newestFirst, end) };
    end++;
  }
  return { entries: newestFirst.slice(begin) };
}

function placeAfter(newestFirst: readonly TrailEntry[], before: string): number {
  const [id = 0, skipped = 0] = before.split('-').map(Number);
  if (id === 0) return skipped;
  const at = newestFirst.findIndex((entry) => entry.id > 0 && entry.id <= id);
  if (at < 0) return newestFirst.length;
  return newestFirst[at]?.id === id ? at + 1 + skipped : at;
}

function cursorAt(newestFirst: readonly TrailEntry[], end: number): string {
  let last = end - 1;
  while (last >= 0 && newestFirst[last]?.id === 0) last--;
  return `${newestFirst[last]?.id ?? 0}-${end - 1 - last}`;
}
