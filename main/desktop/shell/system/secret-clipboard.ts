// Puts a secret on the clipboard and takes it off again, if it is still there. The shell's clipboard.ts reaches the real one; the composition
// root calls this for "Copy access token". Keeps a salted hash of what it wrote, never the secret.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { type Clock, MAX_TIMER_MS, type Unsubscribe } from '../../../core/ports/clock';
import type { Logger } from '../../../core/ports/logger';
import type { Secret } from '../../../core/base/secret';

/** The system's clipboard. */
export interface ClipboardDevice {
  /** Writes a text, marked as secret where the platform knows such a mark. */
  writeSecret(text: string): Promise<void>;
  readText(): Promise<string>;
  clear(): void;
}

/** The clipboard as the composition root holds it. */
export interface SecretClipboard {
  /** Copies the secret; after `clearAfterMs` it is taken off again, unless something else was copied since. */
  copy(secret: Secret, clearAfterMs: number): Promise<void>;
  /** Takes off what was copied, now: for quitting and clearing. True when it was still there; never fails. */
  clearOurs(): Promise<boolean>;
}

interface Copied {
  readonly salt: Buffer;
  readonly hash: Buffer;
  readonly clearAtMs: number;
}

/** The clipboard with its one timer; nothing happens before the first copy. */
export function createSecretClipboard(device: ClipboardDevice, clock: Clock, logger: Logger): SecretClipboard {
  let copied: Copied | undefined;
  let cancelTimer: Unsubscribe = () => {};
  let writing: Promise<void> = Promise.resolve();

  const clearOurs = async (): Promise<boolean> => {
    cancelTimer();
    const ours = copied;
    copied = undefined;
    if (!ours) return false;
    // A copy that is still on its way would come after the look and stay.
    await writing.catch(() => undefined);
    try {
      // Somebody else's text is not ours to remove. The clipboard is asked anew, since it changes without telling.
      if (!timingSafeEqual(hashOf(await device.readText(), ours.salt), ours.hash)) return false;
      device.clear();
      return true;
    } catch (error) {
      logger.error('the clipboard could not be cleared', error);
      return false;
    }
  };
  const wait = (until: Copied): void => {
    // The wall clock counts, in steps: a timer alone would stand still while the machine sleeps.
    const leftMs = until.clearAtMs - clock.nowMs();
    cancelTimer = clock.setTimer(Math.min(MAX_TIMER_MS, Math.max(0, leftMs)), () => {
      if (copied !== until) return;
      if (clock.nowMs() >= until.clearAtMs) void clearOurs();
      else wait(until);
    });
  };

  return {
    async copy(secret, clearAfterMs) {
      cancelTimer();
      const text = secret.expose();
      const salt = randomBytes(16);
      // Remembered before it is written: if writing fails half-way, it is still taken off.
      const mine: Copied = { salt, hash: hashOf(text, salt), clearAtMs: clock.nowMs() + clearAfterMs };
      copied = mine;
      wait(mine);
      writing = device.writeSecret(text);
      await writing;
    },
    clearOurs,
  };
}

function hashOf(text: string, salt: Buffer): Buffer {
  return createHash('sha256').update(salt).update(text).digest();
}
