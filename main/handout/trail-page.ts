// Cuts the audit trail into pages that fit into one line of the socket's protocol. Pure.
import type { TrailEntry } from './trail-entry';

/** Size of a page's entries as JSON: half of the longest line of the socket's protocol. */
export const PAGE_BYTES = 128 * 1024;

const ENCODER = new TextEncoder();

/** The cursor: the number of the last numbered entry of the page, and how many entries without a number came after it. */
export const CURSOR_PATTERN = /^\d{1,16}-\d{1,6}$/;

export interface TrailPage {
  readonly entries: readonly TrailEntry[];
  /** The cursor to pass as `before` for the next page; absent on the last page. */
  readonly next?: string;
}

/** Newest first. If the entry of the cursor was removed, continues with the next older one. `before` absent: starts with the newest. */
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
