// Copies the access token: main writes the clipboard, so the token is not sent to the window. Knows when main will clear it.
import { useEffect, useState } from 'preact/hooks';
import type { Failure, ProfileStatus } from '../../preload/contract/schemas';
import { clearsAtMs as clearsAtMsOf, copiedWords } from '../model/command-result';
import { useApp } from '../state/app-context';
import { useCall } from '../state/use-call';

/** The copy button of a profile. */
export interface CopyState {
  readonly copy: () => Promise<void>;
  readonly isBusy: boolean;
  readonly failure: Failure | undefined;
  /** When main removes the token from the clipboard; absent when nothing was copied. */
  readonly clearsAtMs: number | undefined;
  /** Call it when main has cleared the clipboard earlier. */
  readonly forget: () => void;
  readonly forgetFailure: () => void;
}

/** Copies a profile's token, by button, menu or shortcut. */
export function useCopy({ id: profileId, name }: Pick<ProfileStatus, 'id' | 'name'>): CopyState {
  const { api, ticker, announce, pressed } = useApp();
  const call = useCall();
  const [clearsAtMs, setClearsAtMs] = useState<number | undefined>(undefined);
  useEffect(() => {
    const atMs = pressed?.profileId === profileId ? clearsAtMsOf(pressed) : undefined;
    if (atMs !== undefined) setClearsAtMs(atMs);
  }, [pressed]);
  const copy = async () => {
    const outcome = await call.run(() => api.copyAccessToken({ profileId }));
    if (!outcome?.ok) return;
    const leftMs = outcome.value.clearsAfterSeconds * 1000;
    setClearsAtMs(ticker.secondMs() + leftMs);
    announce(`${name}: ${copiedWords(leftMs)}`);
  };
  const forget = () => setClearsAtMs(undefined);
  const { isBusy, failure, forgetFailure } = call;
  return { copy, isBusy, failure, clearsAtMs, forget, forgetFailure };
}
