// The desktop's notifications, for sign-in-reminder.ts and notice-presenter.ts: through Electron, on Linux over the session bus. Decides nothing.
// Without a notification service nothing happens. No call waits for the desktop: main's thread hands out tokens.
import { app, type NativeImage, Notification } from 'electron';
import type { Clock } from '../../../core/ports/clock';
import type { Logger } from '../../../core/ports/logger';
import { createBusNotes, type NotePicture } from './bus-notes';
import { keyedNotes } from './keyed-notes';
import type { DesktopNotifier } from './sign-in-reminder';

export interface NotifierParts {
  /** The picture beside the text on Linux; other systems use the app's icon. */
  readonly icon: NativeImage;
  readonly platform: NodeJS.Platform;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** This desktop's notifications. `dispose` closes those that are shown. */
export function createNotifier(parts: NotifierParts): DesktopNotifier & { dispose(): void } {
  const { icon, platform, clock, logger } = parts;
  if (platform !== 'linux') return electronNotifier(logger);
  const { env } = process;
  const notes = createBusNotes({
    appName: app.getName(),
    // Set by Electron.
    desktopFile: env['CHROME_DESKTOP'],
    picture: () => pictureOf(icon),
    env,
    clock,
    logger,
  });
  return keyedNotes(notes);
}

/** The size at which desktops show it. */
const PICTURE_SIZE = 64;

function pictureOf(icon: NativeImage): NotePicture | undefined {
  if (icon.isEmpty()) return undefined;
  const small = icon.resize({ width: PICTURE_SIZE, height: PICTURE_SIZE });
  // The bytes are blue, green, red, alpha.
  const rgba = small.toBitmap();
  for (let at = 0; at < rgba.length; at += 4) {
    const blue = rgba.readUInt8(at);
    rgba.writeUInt8(rgba.readUInt8(at + 2), at);
    rgba.writeUInt8(blue, at + 2);
  }
  return { ...small.getSize(), rgba };
}

function electronNotifier(logger: Logger): DesktopNotifier & { dispose(): void } {
  // Referenced while shown: a garbage-collected notification gets no click event.
  const shown = new Map<string, Notification>();
  const close = (key: string): void => {
    shown.get(key)?.close();
    shown.delete(key);
  };
  const show: DesktopNotifier['show'] = (key, { title, body, onClick, action }) => {
    close(key);
    if (!Notification.isSupported()) return;
    const notification = new Notification({
      title,
      body,
      ...(action === undefined ? {} : { actions: [{ type: 'button', text: action.label }] }),
    });
    notification.on('click', onClick);
    // Electron passes an index, but there is only one button.
    if (action) notification.on('action', () => action.onPress());
    notification.on('close', () => {
      if (shown.get(key) === notification) shown.delete(key);
    });
    notification.on('failed', (_event, reason) => logger.warn('a notification could not be shown', { reason }));
    shown.set(key, notification);
    notification.show();
  };
  return {
    show,
    renew(key, note) {
      if (shown.has(key)) show(key, note);
    },
    close,
    dispose() {
      for (const key of [...shown.keys()]) close(key);
    },
  };
}
