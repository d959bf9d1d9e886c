// The desktop's notifications through Electron, for sign-in-reminder.ts and notice-presenter.ts. Decides nothing; without a notification service nothing happens.
import { type NativeImage, Notification } from 'electron';
import type { Logger } from '../../../core/ports/logger';
import type { DesktopNotifier } from './sign-in-reminder';

/**
 * The notifications of this desktop. `dispose` closes those still shown. `icon`: a picture beside the words, for Linux; elsewhere the system puts the app's own
 * there.
 */
export function createNotifier(logger: Logger, icon: NativeImage | undefined): DesktopNotifier & { dispose(): void } {
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
      ...(icon === undefined ? {} : { icon }),
      ...(action === undefined ? {} : { actions: [{ type: 'button', text: action.label }] }),
    });
    notification.on('click', onClick);
    // There is only one.
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
