// The entries of the audit trail that may still be folded with repeats, and what ends that. Pure; used by KeptTrail and fold-trail.ts.
import type { NewTrailEntry, TrailEntry } from './trail-entry';

type Facts = Pick<NewTrailEntry, 'event' | 'consumer' | 'profileId' | 'rule'>;

/** Whether an event gives (true) or takes away (false) access. */
const GIVES: Readonly<Record<Exclude<TrailEntry['event'], 'policy'>, boolean>> = {
  'handed-out': true,
  allowed: true,
  resumed: true,
  refused: false,
  blocked: false,
  forgotten: false,
  paused: false,
};

/**
 * Entries that are open for repeats. An entry closes the opposite ones of its program and account; a pause or resume closes those of all. Otherwise a repeat
 * after it would be shown as if it had come before.
 */
export class OpenFolds<Open extends { readonly entry: Facts }> {
  /** By program and account, oldest first. */
  readonly #groups = new Map<string, Map<string, Open>>();

  get(key: string, entry: Facts): Open | undefined {
    return this.#groups.get(groupOf(entry))?.get(key);
  }

  set(key: string, open: Open): void {
    const name = groupOf(open.entry);
    const group = this.#groups.get(name) ?? new Map<string, Open>();
    this.#groups.set(name, group);
    group.delete(key);
    group.set(key, open);
  }

  delete(key: string, { entry }: Open): void {
    const name = groupOf(entry);
    const group = this.#groups.get(name);
    group?.delete(key);
    if (group?.size === 0) this.#groups.delete(name);
  }

  /** Removes and returns the entries that this entry closes. */
  takeOpposite(entry: Facts): readonly (readonly [string, Open])[] {
    const isOfAll = entry.event === 'paused' || entry.event === 'resumed';
    const own = isOfAll ? undefined : this.#groups.get(groupOf(entry));
    const groups = isOfAll ? [...this.#groups.values()] : own ? [own] : [];
    const ended = groups.flatMap((group) => [...group]).filter(([, open]) => isOpposite(open.entry, entry));
    for (const [key, open] of ended) this.delete(key, open);
    return ended;
  }
}

function isOpposite(former: Facts, entry: Facts): boolean {
  if (former.event === 'policy' || entry.event === 'policy')
    return former.event === entry.event && former.rule !== entry.rule;
  return GIVES[former.event] !== GIVES[entry.event];
}

/** The group of an entry: its program and account; for a policy only the account, whoever changes it. */
function groupOf({ event, consumer, profileId }: Facts): string {
  if (event === 'policy') return `\n${profileId}`;
  return `${consumer.programId}\n${profileId}`;
}
