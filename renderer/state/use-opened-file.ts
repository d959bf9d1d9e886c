// A file that was opened from outside, for example by a double click. A backup opens the restore page at once if nothing is lost by that; otherwise it waits for a
// press. Used by App; the restore page takes the chosen backup.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ChosenBackup } from '../../preload/contract/backup-preview-schema';
import type { Failure, RendererApi } from '../../preload/contract/schemas';
import { CAN_BE_LEFT } from './kept-view';
import type { PageName } from './route';

/** A backup that can be taken. Each opening makes a new object, also for the same file. */
export interface OfferedBackup {
  readonly fileName: string;
}

export interface OpenedFileState {
  readonly offered: OfferedBackup | undefined;
  /** Why the last file could not be opened or taken. */
  readonly failure: Failure | undefined;
  /** The backup that the restore page should show, in place of its current one. */
  readonly chosen: ChosenBackup | undefined;
  /** Takes the offered backup and shows the restore page; after a failure nothing has changed, and it can be tried again. */
  readonly take: () => Promise<void>;
  /** Called by the restore page when it has the backup. */
  readonly forgetChosen: () => void;
  /** Dismisses the failure, or else the offer. */
  readonly close: () => void;
  /** Marks that something is typed on a page that could otherwise be left; the result ends the mark. */
  readonly hold: () => () => void;
  /** Whether leaving the page now would lose nothing. */
  readonly canLeave: () => boolean;
}

/** `page`: the current page; `undefined` until there is one. */
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
    // Another file may have been opened in the meantime.
    setOffered((now) => (now === undefined || now === backup ? (outcome.ok ? undefined : backup) : now));
    setFailure(outcome.ok ? undefined : outcome.failure);
    if (!outcome.ok) return;
    setChosen(outcome.value);
    showRestore();
  };
  const canLeave = () => page === undefined || (CAN_BE_LEFT[page] && holds.current === 0);
  // Decided once, when the file comes: leaving a page later must not show another page.
  const offer = (backup: OfferedBackup) => {
    if (page === undefined) early.current = backup;
    else if (canLeave()) void take(backup);
    else setOffered(backup);
  };
  const newest = useRef(offer);
  newest.current = offer;
  useEffect(
    () =>
      api.subscribe('fileOpened', (opened) => {
        setFailure(opened.kind === 'backup' ? undefined : opened.failure);
        if (opened.kind === 'backup') newest.current({ fileName: opened.fileName });
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
