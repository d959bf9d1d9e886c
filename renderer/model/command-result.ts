// The result of a tray, menu or shortcut command in the words of the window's own buttons. Pure; used by the row of buttons and the frame.
import type { PressDone } from '../../preload/contract/press-schema';
import type { ProfileStatus } from '../../preload/contract/schemas';
import type { DateTexts } from '../text/date-texts';
import { longDuration } from '../text/duration';
import { failureWords } from './failure-place';
import { pressWords, refreshResult, RESULT_SHOWN_MS } from './press-result';

/** The note while the token is in the clipboard. */
export function copiedWords(leftMs: number): string {
  return `Copied. Cleared from the clipboard in ${longDuration(leftMs)}`;
}

/** When main clears the token from the clipboard; `undefined` when nothing was copied. */
export function clearsAtMs({ result, atMs }: PressDone): number | undefined {
  return result.kind === 'copied' ? atMs + result.clearsAfterSeconds * 1000 : undefined;
}

/** The text at this time; `undefined` once it is over. A failure stays until it is closed. */
export function commandResultWords(
  done: PressDone,
  profile: Pick<ProfileStatus, 'token' | 'session'>,
  nowMs: number,
  dates: DateTexts,
): string | undefined {
  const { result, atMs } = done;
  if (result.kind === 'failed') return failureWords(result.failure);
  if (profile.session === 'paused' || profile.token === 'none') return undefined;
  if (result.kind === 'copied') {
    const leftMs = (clearsAtMs(done) ?? 0) - nowMs;
    return leftMs > 0 ? copiedWords(leftMs) : undefined;
  }
  if (nowMs - atMs > RESULT_SHOWN_MS) return undefined;
  return pressWords(refreshResult(result.wasSent), atMs, dates);
}
