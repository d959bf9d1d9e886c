// Tells when the machine is back: after sleep, after unlocking, after the network returned. The composition root lets the lifecycle and the tray
// re-check everything then. Takes the sources as values, so that it is tested without Electron.
import { type Clock, delayToNextLookMs, type Unsubscribe } from '../../../core/ports/clock';

/** Why everything is to be re-checked. */
export type WakeReason = 'resumed' | 'unlocked' | 'online';

/** Electron's `powerMonitor`, as far as it is used. */
export interface PowerSource {
  on(event: 'resume' | 'unlock-screen', listener: () => void): unknown;
  removeListener(event: 'resume' | 'unlock-screen', listener: () => void): unknown;
}

/** Calls `onWake` at each return; the result stops that. Call it after the app is ready. */
export function watchWakeEvents(options: {
  readonly power: PowerSource;
  /** Electron's `net.isOnline`: a hint that there is any network at all. No event tells of it in the main process, so it is asked once a minute. */
  readonly isOnline: () => boolean;
  readonly clock: Clock;
  readonly onWake: (reason: WakeReason) => void;
}): Unsubscribe {
  const { power, clock, onWake } = options;
  const resumed = (): void => onWake('resumed');
  const unlocked = (): void => onWake('unlocked');
  let wasOnline = options.isOnline();
  let cancelTimer: Unsubscribe = () => {};
  const look = (): void => {
    const isOnline = options.isOnline();
    if (isOnline && !wasOnline) onWake('online');
    wasOnline = isOnline;
    lookAgain();
  };
  const lookAgain = (): void => {
    cancelTimer = clock.setTimer(delayToNextLookMs(clock, Infinity), look);
  };
  power.on('resume', resumed);
  power.on('unlock-screen', unlocked);
  lookAgain();
  return () => {
    cancelTimer();
    power.removeListener('resume', resumed);
    power.removeListener('unlock-screen', unlocked);
  };
}
