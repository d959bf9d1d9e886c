// Reports when the machine wakes up, is unlocked, or gets its network back. The composition root then has lifecycle and tray check
// everything again. Gets its event sources as parameters, so that it is tested without Electron.
import { type Clock, delayToNextCheckMs, type Unsubscribe } from '../../../core/ports/clock';

/** Why everything is checked again. */
export type WakeReason = 'resumed' | 'unlocked' | 'online';

/** The used part of Electron's `powerMonitor`. */
export interface PowerSource {
  on(event: 'resume' | 'unlock-screen', listener: () => void): unknown;
  removeListener(event: 'resume' | 'unlock-screen', listener: () => void): unknown;
}

/** Calls `onWake` each time; the result stops it. Call it after the app is ready. */
export function watchWakeEvents(options: {
  readonly power: PowerSource;
  /** Electron's `net.isOnline`: a hint that there is any network at all. The main process gets no event for it, so it is read once a minute. */
  readonly isOnline: () => boolean;
  readonly clock: Clock;
  readonly onWake: (reason: WakeReason) => void;
}): Unsubscribe {
  const { power, clock, onWake } = options;
  const resumed = (): void => onWake('resumed');
  const unlocked = (): void => onWake('unlocked');
  let wasOnline = options.isOnline();
  let cancelTimer: Unsubscribe = () => {};
  const checkOnline = (): void => {
    const isOnline = options.isOnline();
    if (isOnline && !wasOnline) onWake('online');
    wasOnline = isOnline;
    scheduleCheck();
  };
  const scheduleCheck = (): void => {
    cancelTimer = clock.setTimer(delayToNextCheckMs(clock, Infinity), checkOnline);
  };
  power.on('resume', resumed);
  power.on('unlock-screen', unlocked);
  scheduleCheck();
  return () => {
    cancelTimer();
    power.removeListener('resume', resumed);
    power.removeListener('unlock-screen', unlocked);
  };
}
