// Copies the access token; main writes the clipboard, the token does not come here. Knows until when it is in there.
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
  /** When main takes the token out of the clipboard again; absent when nothing was copied. */
  readonly clearsAtMs: number | undefined;
  /** Main has taken it out before its time. */
  readonly forget: () => void;
}

/** What is said while the token is in the clipboard. */
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
  return { copy, isBusy: call.isBusy, failure: call.failure, clearsAtMs, forget };
}
