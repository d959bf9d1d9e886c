import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectBus } from '../../../build/virtual-desktop/bus-connection.mjs';
import { type DesktopSession, openDesktopSession } from '../../support/desktop-session';
import { startTrayHost } from '../../support/tray-host';

describe('the tray host', () => {
  let desktop: DesktopSession;
  beforeEach(async () => {
    desktop = await openDesktopSession({ display: false, keyring: 'none', trayHost: true });
  });
  afterEach(() => desktop.dispose());

  it('is the only one of its session', async () => {
    await expect(startTrayHost({ busAddress: desktop.busAddress })).rejects.toThrow('has a tray already');
  });

  it('says so when no item comes', async () => {
    await expect(desktop.trayHost?.waitForItem(20)).rejects.toThrow('no application put an icon into the tray');
    await expect(desktop.trayHost?.readItem()).rejects.toThrow('no application has an icon in this tray');
  });

  it('sees an item come, and go with its owner', async () => {
    const { trayHost } = desktop;
    const application = await connectBus(desktop.busAddress);
    const watcher = 'org.kde.StatusNotifierWatcher';
    await application.call(watcher, '/StatusNotifierWatcher', watcher, 'RegisterStatusNotifierItem', 's', ['/item']);
    await trayHost?.waitForItem(1000);
    const changed = new Promise<void>((resolve) => trayHost?.onChange(resolve));
    application.dispose();
    await changed;
    expect(trayHost?.hasItem()).toBe(false);
  });
});
