// The one file that talks to ipcMain and sends to pages. Everything about trust and content is decided in register-handlers.ts.
import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import type { IpcEndpoint } from './register-handlers';
import type { IpcSender } from './trusted-sender';

/** The endpoint for the windows that `ownWindows` lists at the time of asking. */
export function createElectronEndpoint(ownWindows: () => readonly WebContents[]): IpcEndpoint {
  const alive = (): readonly WebContents[] => ownWindows().filter((contents) => !contents.isDestroyed());
  return {
    handle(channel, listener) {
      ipcMain.handle(channel, (event, payload: unknown) => listener(senderOf(event), payload));
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
      const gone = (): void => {
        contents.off('did-start-navigation', navigates).off('render-process-gone', gone).off('destroyed', gone);
        listener();
      };
      const navigates = (_event: unknown, _url: string, isInPlace: boolean, isMainFrame: boolean): void => {
        if (isMainFrame && !isInPlace) gone();
      };
      contents.on('did-start-navigation', navigates).on('render-process-gone', gone).on('destroyed', gone);
    },
    isOwnWindow: (id) => alive().some((contents) => contents.id === id),
  };
}

/** Reads the frame at once: after an await it may be gone, and then it is null or throws, by version. */
function senderOf(event: IpcMainInvokeEvent): IpcSender {
  try {
    const frame = event.senderFrame as IpcMainInvokeEvent['senderFrame'] | null;
    return { webContentsId: event.sender.id, isTopFrame: frame?.parent === null, url: frame?.url ?? '' };
  } catch {
    return { webContentsId: -1, isTopFrame: false, url: '' };
  }
}
