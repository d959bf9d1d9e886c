// Decides who may call: only the top frame of the app's own page in one of the app's own windows. Pure; register-handlers.ts checks it first.

/** The caller, as electron-endpoint.ts describes it. */
export interface IpcSender {
  readonly webContentsId: number;
  /** False for frames inside a page, and when the frame is already gone. */
  readonly isTopFrame: boolean;
  /** The calling frame's address; empty when the frame is gone. */
  readonly url: string;
}

/** Whether a caller is trusted. `isOwnWindow`: whether that window has the app's preload script. */
export function isTrustedSender(sender: IpcSender, isOwnWindow: (webContentsId: number) => boolean): boolean {
  return sender.isTopFrame && isOwnPage(sender.url) && isOwnWindow(sender.webContentsId);
}

function isOwnPage(url: string): boolean {
  try {
    // `origin` is "null" for the app's own scheme, so scheme and host are compared; neither contains port or user.
    const { protocol, host, username, password } = new URL(url);
    return protocol === 'app:' && host === 'bundle' && username === '' && password === '';
  } catch {
    return false;
  }
}
