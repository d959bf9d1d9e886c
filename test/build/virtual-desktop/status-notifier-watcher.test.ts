import { describe, expect, it } from 'vitest';
import { parseItemAddress } from '../../../build/virtual-desktop/status-notifier-watcher.mjs';

describe('where a tray item is', () => {
  it.each([
    ['an object path of the caller', '/org/ayatana/NotificationItem/app', ':1.7', '/org/ayatana/NotificationItem/app'],
    ['a bus name', 'org.kde.StatusNotifierItem-42-1', 'org.kde.StatusNotifierItem-42-1', '/StatusNotifierItem'],
    ['a name and a path', ':1.9/org/chromium/StatusNotifierItem/3', ':1.9', '/org/chromium/StatusNotifierItem/3'],
  ])('is read from %s', (_form, argument, service, path) => {
    expect(parseItemAddress(argument, ':1.7')).toEqual({ service, path, owner: ':1.7' });
  });
});
