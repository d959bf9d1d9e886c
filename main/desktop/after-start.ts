// Puts off what a start need not wait for.
import type { Clock } from '../core/ports/clock';
import type { Logger } from '../core/ports/logger';
import type { AppBrokerParts } from './open-broker';
import type { Closer } from './quitting';

/** A desktop shows a tray icon some questions and answers after it was made; nothing must hold up this process meanwhile. */
const TRAY_MS = 300;

/** Resolves when the tray icon is most likely shown. The command line waits longer than that for an app that starts. */
export function afterStart(clock: Clock): Promise<void> {
  return new Promise((resolve) => void clock.setTimer(TRAY_MS, resolve));
}

/** Opens something then, and answers at once with what ends it. That it could not be opened is logged, in the words of `trouble`. */
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

/** Serves programs over the socket then; the code of it is not run before. */
export function openBrokerAfterStart(parts: AppBrokerParts): Closer {
  return openAfterStart(parts, 'programs could not be served over the socket', async () =>
    (await import('./open-broker')).openAppBroker(parts),
  );
}
