// Reports whether the screen is locked, and when it gets locked. On macOS and Windows Electron knows it. On Linux the
// desktop's screen saver is asked over the session bus (screen-saver-bus.ts), from the first question on. There
// Electron also reports a screen that is only blank as locked, so its answer is used only if the screen saver gives
// none, and is worded as "blank or locked".
import type { Clock, Unsubscribe } from '../../../core/ports/clock';
import type { Logger } from '../../../core/ports/logger';
import { connectScreenSaverBus, type ScreenSaverBus } from './screen-saver-bus';

/** Longest wait for the desktop's answer. */
const ANSWER_WITHIN_MS = 500;
/** Electron's call requires an idle time; the result does not depend on it here. */
const IDLE_SECONDS = 3600;

/** The used part of Electron's `powerMonitor`. */
export interface LockSource {
  getSystemIdleState(idleSeconds: number): string;
  on(event: 'lock-screen', listener: () => void): unknown;
  removeListener(event: 'lock-screen', listener: () => void): unknown;
}

export interface ScreenLockParts {
  readonly power: LockSource;
  readonly platform: NodeJS.Platform;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly connect?: () => Promise<ScreenSaverBus>;
}

export interface ScreenLockWatch {
  /** Why nobody can be asked. `blank-or-locked`: the desktop does not say which of the two it is. */
  whyNobody(): Promise<'locked' | 'blank-or-locked' | undefined>;
  /** Calls `listener` each time that the screen gets locked; on Linux once {@link watch} or {@link whyNobody} was called. */
  onLock(listener: () => void): Unsubscribe;
  /** Starts listening. */
  watch(): void;
  dispose(): void;
}

export function createScreenLock(parts: ScreenLockParts): ScreenLockWatch {
  const { power, platform, clock, logger } = parts;
  const listeners = new Set<() => void>();
  const locked = (): void => {
    for (const listener of listeners) listener();
  };
  let connection: Promise<ScreenSaverBus | undefined> | undefined;
  let isDisposed = false;

  const connect = async (): Promise<ScreenSaverBus | undefined> => {
    try {
      const bus = await (parts.connect ?? connectScreenSaverBus)();
      if (isDisposed) bus.dispose();
      bus.onLost(() => {
        connection = undefined;
      });
      await bus.onLock(locked);
      return bus;
    } catch (error) {
      connection = undefined;
      logger.info('the desktop does not report whether the screen is locked', {
        reason: error instanceof Error ? error.name : 'unknown',
      });
      return undefined;
    }
  };
  const open = (): Promise<ScreenSaverBus | undefined> =>
    platform === 'linux' && !isDisposed ? (connection ??= connect()) : Promise.resolve(undefined);

  power.on('lock-screen', locked);
  return {
    async whyNobody() {
      const saysLocked = (): boolean => power.getSystemIdleState(IDLE_SECONDS) === 'locked';
      if (platform !== 'linux') return saysLocked() ? 'locked' : undefined;
      let cancel: Unsubscribe = () => {};
      const late = new Promise<undefined>((resolve) => {
        cancel = clock.setTimer(ANSWER_WITHIN_MS, () => resolve(undefined));
      });
      const asked = open().then((bus) => bus?.isLocked());
      const answer = await Promise.race([asked, late]);
      cancel();
      if (answer !== undefined) return answer ? 'locked' : undefined;
      return saysLocked() ? 'blank-or-locked' : undefined;
    },
    onLock(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    watch: () => void open(),
    dispose() {
      isDisposed = true;
      listeners.clear();
      power.removeListener('lock-screen', locked);
      void connection?.then((bus) => bus?.dispose());
    },
  };
}
