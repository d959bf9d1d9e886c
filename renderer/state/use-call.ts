// One call to main at a time, with its busy state and its last failure. Used by every view that calls main.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Failure, Outcome } from '../../preload/contract/schemas';

export interface CallState {
  readonly isBusy: boolean;
  /** Absent after a success, while busy, and when the person cancelled. */
  readonly failure: Failure | undefined;
  /** Runs `call`. `undefined` when another call is running (then nothing is sent) or when the view was removed in the meantime. */
  readonly run: <Value>(call: () => Promise<Outcome<Value>>) => Promise<Outcome<Value> | undefined>;
  readonly forgetFailure: () => void;
}

/** The call state of a view. */
export function useCall(): CallState {
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const isRunning = useRef(false);
  const isRemoved = useRef(false);
  useEffect(() => {
    isRemoved.current = false;
    return () => {
      isRemoved.current = true;
    };
  }, []);

  const run = async <Value>(call: () => Promise<Outcome<Value>>): Promise<Outcome<Value> | undefined> => {
    if (isRunning.current) return undefined;
    isRunning.current = true;
    setIsBusy(true);
    setFailure(undefined);
    const outcome = await call();
    isRunning.current = false;
    if (isRemoved.current) return undefined;
    setIsBusy(false);
    if (!outcome.ok && outcome.failure.code !== 'CANCELLED') setFailure(outcome.failure);
    return outcome;
  };
  return { isBusy, failure, run, forgetFailure: () => setFailure(undefined) };
}
