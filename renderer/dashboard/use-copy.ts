// Copies the access token: main writes the clipboard, the token is not sent to the window. Keeps the time at which main removes it again.
import { useState } from 'preact/hooks';
import type { Failure } from '../../preload/contract/schemas';
import { useApp } from '../state/app-context';
import { useCall } from '../state/use-call';
import { longDuration } from '../text/duration';

/** The copy button of a profile. */
export interface CopyState {
  readonly copy: () => Promise<void>;
  readonly isBusy: boolean;
  readonly failure: Failure | undefined;
  /** When main removes the token from the clipboard; absent when nothing was copied. */
  readonly clearsAtMs: number | undefined;
  /** Call it when main has removed the token earlier. */
  readonly forget: () => void;
  readonly forgetFailure: () => void;
}

/** The note while the token is in the clipboard. */
export function copiedWords(leftMs: number): string {
  return `Copied. Taken out of the clipboard in ${longDuration(leftMs)}`;
}

/** Copying the token of a profile. */
export function useCopy(profileId: string): CopyState {
  const { api, ticker, announce } = useApp();
  const call = useCall();
  const [clearsAtMs, setClearsAtMs] = useState<number | undefined>(undefined);
  const copy = async () => {
    const outcome = await call.run(() => api.copyAccessToken({ profileId }));
    if (!outcome?.ok) return;
    const leftMs = outcome.value.clearsAfterSeconds * 1000;
    setClearsAtMs(ticker.secondMs() + leftMs);
    announce(copiedWords(leftMs));
  };
  const forget = () => setClearsAtMs(undefined);
  const { isBusy, failure, forgetFailure } = call;
  return { copy, isBusy, failure, clearsAtMs, forget, forgetFailure };
}
