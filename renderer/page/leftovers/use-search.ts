// One search at a time: starts it, requests step after step, and stops when it is done, cancelled, or the page is left.
import { useRef, useState } from 'preact/hooks';
import type { Leftover } from '../../../preload/contract/leftover-schema';
import type { CallRequest, Failure } from '../../../preload/contract/schemas';
import { afterStep, beginSearch, searchEnd, type SearchState } from '../../model/search-model';
import { useApp } from '../../state/app-context';
import { useCall } from '../../state/use-call';

/** The search of the page. */
export interface Search {
  /** Absent before the first search. */
  readonly state: SearchState | undefined;
  /** From the press until the last answer; no other search can start. */
  readonly isBusy: boolean;
  readonly failure: Failure | undefined;
  /** `onBegun` is called once the folder is known. */
  readonly begin: (where: CallRequest<'startSearch'>['where'], onBegun: () => void) => Promise<void>;
  readonly cancel: () => void;
}

/** Searches; `onFound` gets the files of each step. */
export function useSearch(onFound: (found: readonly Leftover[]) => void): Search {
  const { api, announce } = useApp();
  const call = useCall();
  const [state, setState] = useState<SearchState | undefined>(undefined);
  const isCancelled = useRef(false);

  const begin: Search['begin'] = async (where, onBegun) => {
    const begun = await call.run(() => api.startSearch({ where }));
    if (!begun?.ok) return;
    const { searchId, folder } = begun.value;
    isCancelled.current = false;
    onBegun();
    announce(`Looking in ${folder}.`);
    let now = beginSearch(folder);
    while (now.phase === 'looking') {
      setState(now);
      const step = await call.run(() => api.continueSearch({ searchId }));
      // The page was left.
      if (!step) return;
      now = step.ok ? afterStep(now, step.value) : { ...now, phase: 'failed' };
      if (step.ok) onFound(step.value.found);
      if (now.phase === 'looking' && isCancelled.current) now = { ...now, phase: 'cancelled' };
    }
    setState(now);
    // A failure is announced by its own note.
    if (now.phase !== 'failed') announce(searchEnd(now).message);
  };
  // Shown at once, although the answer in flight may still add files.
  const cancel = () => {
    isCancelled.current = true;
    setState((now) => now && { ...now, phase: 'cancelled' });
  };
  return { state, isBusy: call.isBusy || state?.phase === 'looking', failure: call.failure, begin, cancel };
}
