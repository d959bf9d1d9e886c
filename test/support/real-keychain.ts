// The real keychain: keytar in a forked child, gnome-keyring on a virtual desktop.
import { createKeychain } from '../../main/adapters/keychain/create-keychain';
import { createKeychainForkHost } from '../../main/adapters/keychain/keychain-fork-host';
import { createSystemClock } from '../../main/adapters/platform/system-clock';
import { bundleKeychainChild } from './bundle-keychain-child';
import { openDesktopSession } from './desktop-session';

/** Unlocked and empty; `env` is for programs that read the same keyring. */
export async function openRealKeychain() {
  const [desktop, bundle] = await Promise.all([
    openDesktopSession({ display: false, keyring: 'unlocked', trayHost: false }),
    bundleKeychainChild(),
  ]);
  const { env } = desktop;
  const keychain = createKeychain({
    host: createKeychainForkHost({ childPath: bundle.childPath, env }),
    clock: createSystemClock(),
    platform: 'linux',
    env,
    isInteractive: () => false,
  });
  return {
    keychain,
    env,
    dispose: async () => {
      keychain.dispose();
      await bundle.dispose();
      await desktop.dispose();
    },
  };
}
