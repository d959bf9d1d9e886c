// Copies a secret to the clipboard and removes it later, if it is still there. clipboard.ts is the real device; the handlers call this for
// "Copy access token". Keeps a salted hash of what it wrote, never the secret.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { type Clock, MAX_TIMER_MS, type Unsubscribe } from '../../../core/ports/clock';
import type { Logger } from '../../../core/ports/logger';
import type { Secret } from '../../../core/base/secret';

/** One of the places that a copied text lies in. */
export interface ClipboardBuffer {
  readText(): Promise<string>;
  clear(): void;
}

/** The system's clipboard. */
export interface ClipboardDevice {
  /** Writes a text, marked as secret where the platform knows such a mark. */
  writeSecret(text: string): Promise<void>;
  /** All that such a text lies in then: the clipboard, and on Linux the selection, which a middle click pastes. */
  readonly buffers: readonly ClipboardBuffer[];
}

export interface SecretClipboard {
  /** Copies the secret; after `clearAfterMs` it is removed, unless something else was copied since. */
  copy(secret: Secret, clearAfterMs: number): Promise<void>;
  /** Removes the copied secret now: for quit, pause, sign-out and clear. True when it was still there; never rejects. */
  clearOurs(): Promise<boolean>;
}

interface Copied {
  readonly salt: Buffer;
  readonly hash: Buffer;
  readonly clearAtMs: number;
}

/** Uses one timer, from the first copy on. */
export function createSecretClipboard(device: ClipboardDevice, clock: Clock, logger: Logger): SecretClipboard {
  let copied: Copied | undefined;
  let cancelTimer: Unsubscribe = () => {};
  let writing: Promise<void> = Promise.resolve();

  const clearOurs = async (): Promise<boolean> => {
    cancelTimer();
    const ours = copied;
    copied = undefined;
    if (!ours) return false;
    // A write that is still running would end after the check below, and the secret would stay.
    await writing.catch(() => undefined);
    const cleared = await Promise.all(device.buffers.map((buffer) => clearOf(buffer, ours)));
    return cleared.includes(true);
  };
  const clearOf = async (buffer: ClipboardBuffer, ours: Copied): Promise<boolean> => {
    try {
      // Only our own text may be removed. It is read again, because there is no event when it changes.
      if (!timingSafeEqual(hashOf(await buffer.readText(), ours.salt), ours.hash)) return false;
      buffer.clear();
      return true;
    } catch (error) {
      logger.error('the clipboard could not be cleared', error);
      return false;
    }
  };
  const scheduleClear = (until: Copied): void => {
    // The wall clock decides, in steps: a timer alone stops while the machine sleeps.
    const leftMs = until.clearAtMs - clock.nowMs();
    cancelTimer = clock.setTimer(Math.min(MAX_TIMER_MS, Math.max(0, leftMs)), () => {
      if (copied !== until) return;
      if (clock.nowMs() >= until.clearAtMs) void clearOurs();
      else scheduleClear(until);
    });
  };

  return {
    async copy(secret, clearAfterMs) {
      cancelTimer();
      const text = secret.expose();
      const salt = randomBytes(16);
      // Set before the write: if the write fails half-way, the text is still removed.
      const mine: Copied = { salt, hash: hashOf(text, salt), clearAtMs: clock.nowMs() + clearAfterMs };
      copied = mine;
      scheduleClear(mine);
      writing = device.writeSecret(text);
      await writing;
    },
    clearOurs,
  };
}

function hashOf(text: string, salt: Buffer): Buffer {
  return createHash('sha256').update(salt).update(text).digest();
}
