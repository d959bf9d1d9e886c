// What is remembered of programs, asked for anew every few seconds while the page is seen: other programs change it as well. Used by the page of the programs.
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
