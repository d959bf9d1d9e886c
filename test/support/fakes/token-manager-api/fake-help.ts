// Main's data for the help pages, for the window's API without a main process.
import type { CallReply } from '../../../../preload/contract/schemas';
import { waysToUse } from '../../../../main/handout/program-ways';

/** The facts of an installed copy. */
export const FAKE_FACTS: CallReply<'describeApp'>['facts'] = [
  { name: 'Version', value: '0.1.0' },
  { name: 'Runs as', value: 'AppImage, ~/Applications/Axiom-Token-Manager-0.1.0-x86_64.AppImage' },
  { name: 'System', value: 'Linux 6.1.0-28-amd64, x64' },
  { name: 'Electron', value: '45.4.1' },
  { name: 'Chromium', value: '148.0.7778.96' },
  { name: 'Node', value: '24.15.0' },
  { name: 'Settings and list of accounts', value: '~/.config/axiom-token-manager' },
  { name: 'Locks and sealed files', value: '~/.local/state/axiom-token-manager' },
  { name: 'Log', value: '~/.config/axiom-token-manager/logs' },
];

/** The checks of a computer with some problems. */
export const FAKE_FINDINGS: CallReply<'checkComputer'>['findings'] = [
  { id: 'versions', title: 'Versions', verdict: 'ok', detail: 'App 0.1.0; Electron 45.4.1; Linux 6.1.0, x64.' },
  {
    id: 'keychain',
    title: 'System keychain',
    verdict: 'wrong',
    detail: 'KWallet answers as the system keychain, but the tokens of main are kept by GNOME Keyring.',
    remedy: 'Start GNOME Keyring again, or choose in the window to keep the tokens in KWallet from now on.',
  },
  { id: 'clock', title: 'Clock', verdict: 'not-run', detail: 'Axiom did not answer, so its clock is not known.' },
  {
    id: 'tray',
    title: 'Tray icon',
    verdict: 'warning',
    detail: 'This desktop shows no tray icons, so the app keeps its window instead.',
    remedy: 'GNOME needs the extension "AppIndicator and KStatusNotifierItem Support" for them.',
  },
];

/** The lines for an account, with the command line in the path. */
export function fakeWays(profileId: string): CallReply<'describeProgramWays'>['ways'] {
  return [
    ...waysToUse({ command: ['axiom-tokens'], profileId, apiOrigin: 'https://api.axiom.trade', platform: 'linux' }),
  ];
}
