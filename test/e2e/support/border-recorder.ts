// Records in the main process everything that is sent to pages from now on: answers of calls and pushes, as JSON texts. For tests that search
// it for secrets.
import type { ElectronApplication } from 'playwright-core';

/** One message from main to a page. */
export interface Crossing {
  readonly channel: string;
  readonly json: string;
}

/** Starts recording. The app must have registered its calls. */
export async function recordBorder(electronApp: ElectronApplication): Promise<void> {
  const count = await electronApp.evaluate(({ BrowserWindow, ipcMain }) => {
    const crossings: { channel: string; json: string }[] = [];
    (globalThis as { crossings?: unknown }).crossings = crossings;
    type Handler = (...args: unknown[]) => unknown;
    // Electron's own table of handlers; there is no public way to wrap them.
    const { _invokeHandlers: handlers } = ipcMain as unknown as { _invokeHandlers: Map<string, Handler> };
    for (const [channel, handler] of handlers) {
      const record = (answer: unknown): void => {
        crossings.push({ channel, json: JSON.stringify(answer) ?? '' });
      };
      handlers.set(channel, async (event: unknown, ...args: unknown[]) => {
        // Older versions answer through the event, newer ones by the handler's result.
        const answering = event as { _reply?: (answer: unknown) => void };
        const reply = answering._reply?.bind(answering);
        if (reply) {
          answering._reply = (answer) => {
            record(answer);
            reply(answer);
          };
        }
        const answer = await handler(event, ...args);
        if (!reply) record(answer);
        return answer;
      });
    }
    for (const { webContents } of BrowserWindow.getAllWindows()) {
      const send = webContents.send.bind(webContents);
      webContents.send = (channel: string, ...args: unknown[]) => {
        crossings.push({ channel, json: JSON.stringify(args) });
        send(channel, ...args);
      };
    }
    return handlers.size;
  });
  if (count === 0) throw new Error('Electron keeps its handlers elsewhere; nothing would be recorded.');
}

/** Everything recorded so far. */
export function crossingsSoFar(electronApp: ElectronApplication): Promise<Crossing[]> {
  return electronApp.evaluate(() => (globalThis as { crossings?: Crossing[] }).crossings ?? []);
}
