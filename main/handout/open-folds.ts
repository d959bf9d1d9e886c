// Which entries of the trail may still count up, and what ends that. Pure; KeptTrail and fold-trail.ts keep theirs so.
import type { NewTrailEntry, TrailEntry } from './trail-entry';

type Told = Pick<NewTrailEntry, 'event' | 'consumer' | 'profileId' | 'rule'>;

/** Whether what was allowed before is not so after it, or the other way round. */
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
 * Entries that are open for repeats. One ends the contrary ones of its program and account, a pause and its end those of all: what came after it must not be told as if
 * it had come before.
 */
export class OpenFolds<Open extends { readonly entry: Told }> {
  /** By program and account, oldest first. */
  readonly #groups = new Map<string, Map<string, Open>>();

  get(key: string, entry: Told): Open | undefined {
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

  /** Takes out those that this entry ends. */
  takeContrary(entry: Told): readonly (readonly [string, Open])[] {
    const isOfAll = entry.event === 'paused' || entry.event === 'resumed';
    const own = isOfAll ? undefined : this.#groups.get(groupOf(entry));
    const groups = isOfAll ? [...this.#groups.values()] : own ? [own] : [];
    const ended = groups.flatMap((group) => [...group]).filter(([, open]) => isContrary(open.entry, entry));
    for (const [key, open] of ended) this.delete(key, open);
    return ended;
  }
}

function isContrary(former: Told, entry: Told): boolean {
  if (former.event === 'policy' || entry.event === 'policy')
    return former.event === entry.event && former.rule !== entry.rule;
  return GIVES[former.event] !== GIVES[entry.event];
}

/** A policy is the account's, whoever changes it. */
function groupOf({ event, consumer, profileId }: Told): string {
  if (event === 'policy') return `\n${profileId}`;
  return `${consumer.programId}\n${profileId}`;
}
