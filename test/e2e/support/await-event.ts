// Events of the app's main process that a test is about to cause in another way.
import type { JSHandle } from 'playwright-core';

/**
 * Resolves with the result of the handle's promise. The handle must come from an awaited `evaluateHandle` that returned
 * `{ heard: new Promise(...) }`: only then the main process certainly listens before the page, which is reached over another
 * connection, causes the event.
 */
export function awaitEvent<T>(handle: JSHandle<{ readonly heard: Promise<T> }>): Promise<T> {
  return handle.evaluate(({ heard }) => heard);
}
