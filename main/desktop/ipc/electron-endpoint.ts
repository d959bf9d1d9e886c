// The one file that uses ipcMain and sends to pages. register-handlers.ts checks sender and content.
import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import type { Clock } from '../../core/ports/clock';
import { leavesPage } from './leaves-page';
import { Presses } from './presses';
import type { IpcEndpoint } from './register-handlers';
import type { IpcSender } from './trusted-sender';

/** The endpoint for the app's own windows. `ownWindows` and `isFocused` are called again for each message. */
export function createElectronEndpoint(
  ownWindows: () => readonly WebContents[],
  isFocused: () => boolean,
  clock: Clock,
): IpcEndpoint {
  const presses = new Presses(clock);
  const watched = new WeakSet<WebContents>();
  // Watched from a page's first call on; the page makes it before anybody can press anything.
  const watchPresses = (contents: WebContents): void => {
    if (watched.has(contents)) return;
    watched.add(contents);
    contents.on('input-event', (_event, input) => presses.note(contents.id, input));
  };
  const alive = (): readonly WebContents[] => ownWindows().filter((contents) => !contents.isDestroyed());
  return {
    handle(channel, listener) {
      ipcMain.handle(channel, (event, payload: unknown) => {
        watchPresses(event.sender);
        return listener(senderOf(event), payload);
      });
      return () => ipcMain.removeHandler(channel);
    },
    send(webContentsId, channel, payload) {
      alive()
        .find(({ id }) => id === webContentsId)
        ?.send(channel, payload);
    },
    oncePageGone(webContentsId, listener) {
      const contents = alive().find(({ id }) => id === webContentsId);
      if (!contents) return listener();
      const onGone = (): void => {
        contents.off('did-start-navigation', onNavigation).off('render-process-gone', onGone).off('destroyed', onGone);
        listener();
      };
      const onNavigation = (...started: Parameters<typeof leavesPage>): void => {
        if (leavesPage(...started)) onGone();
      };
      contents.on('did-start-navigation', onNavigation).on('render-process-gone', onGone).on('destroyed', onGone);
    },
    takePress: (id) => presses.take(id) && isFocused(),
    isOwnWindow: (id) => alive().some((contents) => contents.id === id),
  };
}

/** Reads the frame at once: after an await the frame may be gone, and is then null or throws, depending on the Electron version. */
function senderOf(event: IpcMainInvokeEvent): IpcSender {
  try {
    const frame = event.senderFrame as IpcMainInvokeEvent['senderFrame'] | null;
    return { webContentsId: event.sender.id, isTopFrame: frame?.parent === null, url: frame?.url ?? '' };
  } catch {
    return { webContentsId: -1, isTopFrame: false, url: '' };
  }
}
