// Asks the tray's watcher (org.kde.StatusNotifierWatcher) on the session bus whether something shows icons, and whose. Names and members are those of the
// StatusNotifierItem specification of freedesktop.org. Used by the tray and by `doctor`.
import type { BusConnection } from './connection';
import { Variant } from './values';

export const TRAY_WATCHER = 'org.kde.StatusNotifierWatcher';

/** `host`: something shows icons. `watcher`: icons are collected, but nothing shows them. */
export async function trayHostState(bus: Pick<BusConnection, 'askBus' | 'call'>): Promise<'host' | 'watcher' | 'none'> {
  if ((await bus.askBus('NameHasOwner', 's', [TRAY_WATCHER])) !== true) return 'none';
  return (await propertyOf(bus, 'IsStatusNotifierHostRegistered')) === true ? 'host' : 'watcher';
}

/** The bus names of the programs with an icon in the tray, one per icon. Rejects when there is no watcher. */
export async function registeredIcons(bus: Pick<BusConnection, 'call'>): Promise<readonly string[]> {
  const items = await propertyOf(bus, 'RegisteredStatusNotifierItems');
  if (!Array.isArray(items)) return [];
  // Some watchers append the icon's object path to the name.
  return items.flatMap((item) => (typeof item === 'string' ? (item.split('/')[0] ?? []) : []));
}

async function propertyOf(bus: Pick<BusConnection, 'call'>, name: string): Promise<unknown> {
  const [answer] = await bus.call({
    destination: TRAY_WATCHER,
    path: '/StatusNotifierWatcher',
    interface: 'org.freedesktop.DBus.Properties',
    member: 'Get',
    signature: 'ss',
    body: [TRAY_WATCHER, name],
  });
  return answer instanceof Variant ? answer.value : undefined;
}
