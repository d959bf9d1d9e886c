// Folds identical entries of the audit trail within a minute into one, filters them, and finds missing numbers. Pure; KeptTrail reads and writes the lines.
import { formatRfc3339 } from '../core/base/rfc3339';
import { consumerKey } from './consumer';
import { OpenFolds } from './open-folds';
import type { NewTrailEntry, TrailEntry } from './trail-entry';
import type { TrailFilter } from './handout-state';

/** The time within which identical entries are folded. */
export const FOLD_MS = 60_000;

/** The key of an entry; identical entries (consumer, event, account, token, outcome) have the same key. */
export function foldKey(entry: NewTrailEntry): string {
  const { event, via, consumer, by, profileId, kind, rule, code, reason, tag } = entry;
  const who = [consumer.kind, consumerKey(consumer), by && consumerKey(by)];
  return JSON.stringify([event, via, ...who, profileId, kind, rule, code, reason, tag]);
}

/** Whether an entry at `atMs` can be folded into one that began at `beganAtMs`. */
export function isWithinFold(beganAtMs: number, atMs: number): boolean {
  return Math.abs(atMs - beganAtMs) < FOLD_MS;
}

/** Folds entry after entry, oldest first. The details of the first one (process, time left) are shown. */
export class Folding {
  readonly #folded: TrailEntry[] = [];
  readonly #places = new OpenFolds<{ readonly entry: TrailEntry; readonly at: number }>();

  add(entry: TrailEntry): void {
    this.#places.takeOpposite(entry);
    const key = foldKey(entry);
    const at = this.#places.get(key, entry)?.at;
    const open = at === undefined ? undefined : this.#folded[at];
    if (at !== undefined && open && isWithinFold(open.atMs, entry.atMs)) {
      const lastAtMs = Math.max(open.lastAtMs, entry.lastAtMs);
      const lastId = entry.id > open.id ? { lastId: entry.id } : {};
      this.#folded[at] = { ...open, ...lastId, count: open.count + entry.count, lastAtMs };
    } else {
      this.#places.set(key, { entry, at: this.#folded.push(entry) - 1 });
    }
  }

  newestFirst(): readonly TrailEntry[] {
    return [...this.#folded].reverse();
  }
}

/** Whether an entry matches the filter, apart from its time. */
export function isWanted(entry: TrailEntry, { profileId, consumer, tag, event }: TrailFilter): boolean {
  // An entry without an account is about all accounts, so it matches each.
  if (profileId !== undefined && entry.profileId !== undefined && entry.profileId !== profileId) return false;
  if (tag !== undefined && entry.tag !== tag) return false;
  if (event !== undefined && entry.event !== event) return false;
  if (consumer === undefined) return true;
  const { name, programId } = entry.consumer;
  return programId === consumer || name.toLowerCase().includes(consumer.toLowerCase());
}

/** Filters folded entries, newest first. */
export function chooseEntries(folded: readonly TrailEntry[], filter: TrailFilter): readonly TrailEntry[] {
  const { sinceMs = -Infinity, most } = filter;
  // Filter only after folding: an entry that does not match may have ended the folding of one that does.
  return folded.filter((entry) => entry.lastAtMs >= sinceMs && isWanted(entry, filter)).slice(0, most);
}

/** The gaps in the numbers, in words, newest first. Entries without a number are not in the file yet and are skipped. */
export function findGaps(newestFirst: readonly TrailEntry[], sinceMs = -Infinity): readonly string[] {
  const numbered = newestFirst.filter(({ id }) => id > 0);
  return numbered.flatMap((newer, index) => {
    const older = numbered[index + 1];
    if (!older || newer.id - older.id <= 1 || newer.lastAtMs < sinceMs) return [];
    const [first, last] = [older.id + 1, newer.id - 1];
    const what = first === last ? `Entry ${first} is missing` : `Entries ${first} to ${last} are missing`;
    return [`${what}: lost, damaged or taken out, between ${inWords(older.lastAtMs)} and ${inWords(newer.atMs)}.`];
  });
}

function inWords(timeMs: number): string {
  return formatRfc3339(timeMs) ?? 'an unknown time';
}
