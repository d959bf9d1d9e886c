// Copies a secret to the clipboard and clears it later, if it is still there. clipboard.ts is the real device; used by the handlers for
// "Copy access token". Stores a salted hash of the copied text, never the secret. clipboard-checks.ts decides when to check again.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { type Clock, MAX_TIMER_MS, type Unsubscribe } from '../../../core/ports/clock';
import type { Logger } from '../../../core/ports/logger';
import type { Secret } from '../../../core/base/secret';
import { type Looks, NO_LOOKS_YET, nextLook, type Seen } from './clipboard-checks';

/** A place that a copied text is stored in. */
export interface ClipboardBuffer {
  readText(): Promise<string>;
  clear(): void;
}

/** The system's clipboard. */
export interface ClipboardDevice {
  /** Writes a text, marked as secret if the platform supports that. */
  writeSecret(text: string): Promise<void>;
  /** Everything that then contains the text: the clipboard, and on Linux the selection, which a middle click pastes. */
  readonly buffers: readonly ClipboardBuffer[];
}

export interface SecretClipboard {
  /** Copies the secret; it is cleared after `clearAfterMs`, unless something else was copied since. */
  copy(secret: Secret, clearAfterMs: number): Promise<void>;
  /** Clears the copied secret now: at quit, pause, sign-out and clear. True when it was still there and was removed; never rejects. */
  clearOurs(): Promise<boolean>;
}

/** Replaces a secret that another program restores after the clipboard was emptied. */
const REPLACEMENT = '(the access token was removed from the clipboard)';
const PUT_BACK =
  'The copied access token does not stay off the clipboard: another program, such as a clipboard manager, puts it back. Delete it there';

interface Copied {
  readonly salt: Buffer;
  readonly hash: Buffer;
  readonly clearAfterMs: number;
  /** By both clocks. */
  readonly since: { readonly wallMs: number; readonly monotonicMs: number };
  looks: Looks;
}

/** Uses one timer, from the first copy on. `tell` gets a message for the user when the secret cannot be removed. */
export function createSecretClipboard(
  device: ClipboardDevice,
  clock: Clock,
  logger: Logger,
  tell: (words: string) => void = () => undefined,
): SecretClipboard {
  let copied: Copied | undefined;
  let cancelTimer: Unsubscribe = () => {};
  let writing: Promise<void> = Promise.resolve();
  // One check at a time: two would mistake each other's changes for another program's.
  let looking: Promise<unknown> = Promise.resolve();

  const isOurs = async (buffer: ClipboardBuffer, ours: Copied): Promise<boolean> =>
    // Read each time, because there is no event for changes.
    timingSafeEqual(hashOf(await buffer.readText(), ours.salt), ours.hash);

  const takeOff = async (buffer: ClipboardBuffer, ours: Copied): Promise<Seen> => {
    try {
      // Only our own text may be removed, and not a newer copy.
      if (!(await isOurs(buffer, ours)) || copied !== ours) return 'gone';
      if (!ours.looks.isReplaced) buffer.clear();
      if (!(await isOurs(buffer, ours)) || copied !== ours) return 'taken off';
      await device.writeSecret(REPLACEMENT);
      return (await isOurs(buffer, ours)) ? 'stays' : 'taken off';
    } catch (error) {
      if (ours.looks.unread === 0) logger.error('the clipboard could not be cleared', error);
      return 'unread';
    }
  };

  const look = async (ours: Copied, isAsked: boolean): Promise<boolean> => {
    // A write in progress could finish after the check and leave the secret there.
    await writing.catch(() => undefined);
    if (copied !== ours) return false;
    const seen: Seen[] = [];
    for (const buffer of device.buffers) seen.push(await takeOff(buffer, ours));
    // A check on request does not replace a scheduled one.
    const isBetween = isAsked && ours.looks.ahead !== undefined && seen.every((found) => found === 'gone');
    if (copied === ours && !isBetween) goOn(ours, seen);
    return seen.includes('taken off') && !seen.includes('stays');
  };
  const lookInTurn = (ours: Copied, isAsked = false): Promise<boolean> => {
    const looked = looking.then(() => look(ours, isAsked));
    looking = looked;
    return looked;
  };
  const goOn = (ours: Copied, seen: readonly Seen[]): void => {
    cancelTimer();
    const { looks, waitMs, isPutBack } = nextLook(ours.looks, seen);
    ours.looks = looks;
    if (isPutBack) {
      logger.warn(PUT_BACK);
      tell(PUT_BACK);
    }
    if (waitMs === undefined) copied = undefined;
    else cancelTimer = clock.setTimer(waitMs, () => void lookInTurn(ours));
  };

  const scheduleClear = (ours: Copied): void => {
    // The monotonic clock decides; if it stopped while the machine slept, the wall clock does, in steps.
    const { wallMs, monotonicMs } = ours.since;
    const passedMs = Math.max(clock.monotonicMs() - monotonicMs, clock.nowMs() - wallMs);
    const leftMs = ours.clearAfterMs - passedMs;
    if (leftMs <= 0) void lookInTurn(ours);
    else cancelTimer = clock.setTimer(Math.min(MAX_TIMER_MS, leftMs), () => scheduleClear(ours));
  };

  return {
    async copy(secret, clearAfterMs) {
      cancelTimer();
      const text = secret.expose();
      const salt = randomBytes(16);
      const since = { wallMs: clock.nowMs(), monotonicMs: clock.monotonicMs() };
      // Set before the write: if that fails half-way, the text is still removed.
      const mine: Copied = { salt, hash: hashOf(text, salt), clearAfterMs, since, looks: NO_LOOKS_YET };
      copied = mine;
      scheduleClear(mine);
      writing = device.writeSecret(text);
      await writing;
    },
    clearOurs: async () => (copied ? lookInTurn(copied, true) : false),
  };
}

function hashOf(text: string, salt: Buffer): Buffer {
  return createHash('sha256').update(salt).update(text).digest();
}
