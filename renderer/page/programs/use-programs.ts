// The decisions about programs, polled every few seconds while the page is visible, because other programs change them. Used by the programs page.
import { useEffect, useState } from 'preact/hooks';
import type { CallReply, Failure } from '../../../preload/contract/schemas';
import { useApp } from '../../state/app-context';
import { useRound } from '../../state/use-round';

const EVERY_MS = 5_000;

export interface ProgramsState {
  /** Absent until the first answer. */
  readonly reply?: CallReply<'listPrograms'>;
  readonly failure?: Failure;
  readonly look: () => void;
}

export function usePrograms(): ProgramsState {
  const { api } = useApp();
  const round = useRound(EVERY_MS);
  const [looks, setLooks] = useState(0);
  const [state, setState] = useState<Omit<ProgramsState, 'look'>>({});
  useEffect(() => {
    let isLeft = false;
    void api.listPrograms(undefined).then((outcome) => {
      if (isLeft) return;
      if (outcome.ok) setState({ reply: outcome.value });
      else setState((before) => ({ ...before, failure: outcome.failure }));
    });
    return () => {
      isLeft = true;
    };
  }, [round, looks]);
  return { ...state, look: () => setLooks((before) => before + 1) };
}
