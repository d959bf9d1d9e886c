// One call to main at a time, with "is it under way" and its last failure. Used by every page that asks for something.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Failure, Outcome } from '../../preload/contract/schemas';

/** A call under way or over. */
export interface CallState {
  readonly isBusy: boolean;
  /** Absent after a success, while busy, and when the person cancelled. */
  readonly failure: Failure | undefined;
  /** Runs `call` unless one is under way; `undefined` then, or when the view has gone meanwhile. */
  readonly run: <Value>(call: () => Promise<Outcome<Value>>) => Promise<Outcome<Value> | undefined>;
  readonly forgetFailure: () => void;
}

/** The state of one kind of call in a view. */
export function useCall(): CallState {
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const isRunning = useRef(false);
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
    };
  }, []);

  const run = async <Value>(call: () => Promise<Outcome<Value>>): Promise<Outcome<Value> | undefined> => {
    if (isRunning.current) return undefined;
    isRunning.current = true;
    setIsBusy(true);
    setFailure(undefined);
    const outcome = await call();
    isRunning.current = false;
    if (isGone.current) return undefined;
    setIsBusy(false);
    if (!outcome.ok && outcome.failure.code !== 'CANCELLED') setFailure(outcome.failure);
    return outcome;
  };
  return { isBusy, failure, run, forgetFailure: () => setFailure(undefined) };
}
