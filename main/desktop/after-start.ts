// Delays work that the start does not have to wait for.
import type { Clock } from '../core/ports/clock';
import type { Logger } from '../core/ports/logger';
import type { AppBrokerParts } from './open-broker';
import type { Closer } from './quitting';

/** The desktop needs several D-Bus round trips to show a new tray icon; this process must not be busy meanwhile. */
const TRAY_MS = 300;

/** Resolves when the tray icon is most likely visible. The command line waits longer than that for a starting app. */
export function afterStart(clock: Clock): Promise<void> {
  return new Promise((resolve) => void clock.setTimer(TRAY_MS, resolve));
}

/** Opens something then; returns at once a function that closes it. A failure is logged with the message `trouble`. */
export function openAfterStart(
  { clock, logger }: { readonly clock: Clock; readonly logger: Logger },
  trouble: string,
  open: () => Promise<Closer>,
): Closer {
  let isOver = false;
  const opened = afterStart(clock).then(async () => (isOver ? undefined : await open()));
  opened.catch((error: unknown) => logger.error(trouble, error));
  return async () => {
    isOver = true;
    await (await opened)?.();
  };
}

/** Opens the socket for programs then; its code is not run before. */
export function openBrokerAfterStart(parts: AppBrokerParts): Closer {
  return openAfterStart(parts, 'programs could not be served over the socket', async () =>
    (await import('./open-broker')).openAppBroker(parts),
  );
}
