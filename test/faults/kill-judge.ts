// C1's verdict on one kill: what the next program found, beside what the server holds and what had been saved before. Pure.
import type { FaultAnswer, Pair } from '../support/faults/fault-process-protocol';
import type { Deed } from './kill-points';

/** All that is known after a kill. */
export interface KillFacts {
  readonly deed: Deed;
  /** The points that were passed during the deed. */
  readonly trace: readonly string[];
  /** What was saved before the deed; absent when signed out. */
  readonly before: Pair | undefined;
  /** What the server takes now. */
  readonly server: Pair | undefined;
  /** What the next program came up with. */
  readonly found: FaultAnswer;
  /** Every pair that the server ever gave. */
  readonly wasIssued: (pair: Pair) => boolean;
}

/**
 * `held`: as it must be. `window`: killed between the server's answer and its seal, so that the former pair is here; no client can do better.
 * `unsaved sign-in`: a first sign-in whose answer was not yet in the store, which holds the journal's key; the person is asked again.
 * `lost`: a pair that was saved, or that the server had given and the journal had, is not here. `torn`: not a pair. `wrong`: any other surprise.
 */
export type Verdict = 'held' | 'window' | 'unsaved sign-in' | 'lost' | 'torn' | 'wrong';

export function judgeKill(facts: KillFacts): Verdict {
  const { deed, trace, before, server, found } = facts;
  const passed = (point: string): boolean => trace.includes(point);
  if (found.storage === 'STORAGE_CORRUPT') return 'torn';
  if (found.pair && !facts.wasIssued(found.pair)) return 'torn';
  // It could be read, and nothing is left to be written.
  if (found.storage !== 'saved') return 'wrong';
  if (deed === 'clear') {
    if (!found.pair) return 'held';
    if (!isSame(found.pair, before)) return 'wrong';
    // The mark in the index was on disk: the next start has to finish what the person began.
    return passed('index.update:after') ? 'wrong' : 'held';
  }
  if (isSame(found.pair, server)) return 'held';
  if (deed === 'sign-in') {
    if (found.pair) return 'wrong';
    const wasAsked = passed('sign-in.send:before');
    return wasAsked && !passed('store.save:after') ? 'unsaved sign-in' : 'lost';
  }
  if (deed === 'start' || deed === 'move') return 'lost';
  const call = deed === 'refresh' ? 'refresh.send' : 'sign-in.send';
  const isInWindow = passed(`${call}:before`) && !passed('journal.writeSealed:after');
  if (!isInWindow || !isSame(found.pair, before)) return 'lost';
  // The next refresh may be refused; then the person is told why.
  return deed === 'refresh' && !found.wasInterrupted ? 'wrong' : 'window';
}

export function isSame(a: Pair | undefined, b: Pair | undefined): boolean {
  return a?.access === b?.access && a?.refresh === b?.refresh;
}
