// A file that was opened from outside, as by a double click. A backup opens the page for restores at once where that costs nothing; elsewhere it waits for a
// press. Used by App; the page takes what was chosen.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ChosenBackup } from '../../preload/contract/backup-preview-schema';
import type { Failure, RendererApi } from '../../preload/contract/schemas';
import { CAN_BE_LEFT } from './kept-view';
import type { PageName } from './route';

/** A backup that can be taken. Another object each time, also for the same file. */
export interface OfferedBackup {
  readonly fileName: string;
}

export interface OpenedFileState {
  readonly offered: OfferedBackup | undefined;
  /** Why the last one could not be opened or taken. */
  readonly failure: Failure | undefined;
  /** Chosen on the page for restores from now on, in place of what was chosen there. */
  readonly chosen: ChosenBackup | undefined;
  /** Takes the offered one and shows that page; a failure leaves all as it is, and can be tried again. */
  readonly take: () => Promise<void>;
  /** The page has it. */
  readonly forgetChosen: () => void;
  /** Takes the failure off, else the offer. */
  readonly close: () => void;
  /** Something is typed in a place that could be left otherwise; the result ends that. */
  readonly hold: () => () => void;
  /** Whether nothing would be lost by leaving the page now. */
  readonly canLeave: () => boolean;
}

/** `page`: the one that is shown; `undefined` until there is one. */
export function useOpenedFile(api: RendererApi, page: PageName | undefined, showRestore: () => void): OpenedFileState {
  const [offered, setOffered] = useState<OfferedBackup | undefined>(undefined);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const [chosen, setChosen] = useState<ChosenBackup | undefined>(undefined);
  const early = useRef<OfferedBackup | undefined>(undefined);
  const isTaking = useRef(false);
  const holds = useRef(0);

  const take = async (backup: OfferedBackup) => {
    if (isTaking.current) return setOffered(backup);
    isTaking.current = true;
    const outcome = await api.takeOpenedBackup(undefined);
    isTaking.current = false;
    // Another one may have come meanwhile.
    setOffered((now) => (now === undefined || now === backup ? (outcome.ok ? undefined : backup) : now));
    setFailure(outcome.ok ? undefined : outcome.failure);
    if (!outcome.ok) return;
    setChosen(outcome.value);
    showRestore();
  };
  const canLeave = () => page === undefined || (CAN_BE_LEFT[page] && holds.current === 0);
  // Once for each, when it comes: a page that is left later is no reason to show another one.
  const offer = (backup: OfferedBackup) => {
    if (page === undefined) early.current = backup;
    else if (canLeave()) void take(backup);
    else setOffered(backup);
  };
  const newest = useRef(offer);
  newest.current = offer;
  useEffect(
    () =>
      api.subscribe('fileOpened', (told) => {
        setFailure(told.kind === 'backup' ? undefined : told.failure);
        if (told.kind === 'backup') newest.current({ fileName: told.fileName });
      }),
    [api],
  );
  const hasPage = page !== undefined;
  useLayoutEffect(() => {
    const backup = early.current;
    early.current = undefined;
    if (backup) offer(backup);
  }, [hasPage]);

  return {
    offered,
    failure,
    chosen,
    take: async () => (offered ? take(offered) : undefined),
    forgetChosen: () => setChosen(undefined),
    close: () => (failure ? setFailure(undefined) : setOffered(undefined)),
    canLeave,
    hold() {
      holds.current++;
      return () => {
        holds.current--;
      };
    },
  };
}
