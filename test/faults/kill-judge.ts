// C1's verdict on one kill: what the next program found, compared with the server's state and what was saved before. Pure.
import type { FaultAnswer, Pair } from '../support/faults/fault-process-protocol';
import type { Deed } from './kill-points';

/** The facts after a kill. */
export interface KillFacts {
  readonly deed: Deed;
  /** The points passed during the operation. */
  readonly trace: readonly string[];
  /** The pair saved before the operation; absent when signed out. */
  readonly before: Pair | undefined;
  /** The pair that the server accepts now. */
  readonly server: Pair | undefined;
  /** The next program's pair. */
  readonly found: FaultAnswer;
  /** All pairs that the server has issued. */
  readonly wasIssued: (pair: Pair) => boolean;
}

/**
 * `held`: correct. `window`: killed between the server's answer and sealing it, so that only the old pair is here; no client can do better.
 * `unsaved sign-in`: a first sign-in whose answer was not in the store yet, which holds the journal's key; the person is asked again.
 * `lost`: a pair that was saved, or issued and in the journal, is missing. `torn`: not a pair. `wrong`: any other result.
 */
export type Verdict = 'held' | 'window' | 'unsaved sign-in' | 'lost' | 'torn' | 'wrong';

export function judgeKill(facts: KillFacts): Verdict {
  const { deed, trace, before, server, found } = facts;
  const passed = (point: string): boolean => trace.includes(point);
  if (found.storage === 'STORAGE_CORRUPT') return 'torn';
  if (found.pair && !facts.wasIssued(found.pair)) return 'torn';
  // Readable, and nothing is left to be written.
  if (found.storage !== 'saved') return 'wrong';
  if (deed === 'clear') {
    if (!found.pair) return 'held';
    if (!isSame(found.pair, before)) return 'wrong';
    // The removal was noted in the index: the next start must finish it.
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
  // The next refresh may be refused; then the person gets the reason.
  return deed === 'refresh' && !found.wasInterrupted ? 'wrong' : 'window';
}

export function isSame(a: Pair | undefined, b: Pair | undefined): boolean {
  return a?.access === b?.access && a?.refresh === b?.refresh;
}
