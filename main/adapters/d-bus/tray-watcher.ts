// Asks the tray watcher (org.kde.StatusNotifierWatcher) on the session bus whether something shows tray icons. Names and members are those of the
// StatusNotifierItem specification of freedesktop.org. Used by the tray and by `doctor`.
import type { BusConnection } from './connection';
import { Variant } from './values';

export const TRAY_WATCHER = 'org.kde.StatusNotifierWatcher';

/** `host`: something shows icons. `watcher`: icons are collected, but nothing shows them. */
export async function trayHostState(bus: Pick<BusConnection, 'askBus' | 'call'>): Promise<'host' | 'watcher' | 'none'> {
  if ((await bus.askBus('NameHasOwner', 's', [TRAY_WATCHER])) !== true) return 'none';
  const [answer] = await bus.call({
    destination: TRAY_WATCHER,
    path: '/StatusNotifierWatcher',
    interface: 'org.freedesktop.DBus.Properties',
    member: 'Get',
    signature: 'ss',
    body: [TRAY_WATCHER, 'IsStatusNotifierHostRegistered'],
  });
  return answer instanceof Variant && answer.value === true ? 'host' : 'watcher';
}
