// Events of the app's main process that a test is about to cause by other means.
import type { JSHandle } from 'playwright-core';

/**
 * Resolves with what the handle's promise resolves with. The handle comes from an awaited `evaluateHandle` that returned
 * `{ heard: new Promise(...) }`: only then does the main process listen for sure before the page, which is reached over another
 * connection, does what is to be heard.
 */
export function awaitEvent<T>(handle: JSHandle<{ readonly heard: Promise<T> }>): Promise<T> {
  return handle.evaluate(({ heard }) => heard);
}
