// The checks have their own tests. Here: the app's parameters for them. In the real app: e2e/open-services.test.ts.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createAppDoctor } from '../../../main/desktop/app-doctor';
import { FakeAutostart } from '../../support/fakes/autostart/fake-autostart';
import { FakeClock } from '../../support/fakes/clock/fake-clock';
import { ScriptedTransport } from '../../support/fakes/http-transport/scripted-http-transport';
import { ScriptedKeychainHost } from '../../support/fakes/keychain/scripted-keychain-host';
import { createMemoryProfileIndex } from '../../support/fakes/profile-index/memory-profile-index';
import { temporaryFolder } from '../../support/temporary-folder';

it('looks at the app’s own folders, socket, versions and copy', async () => {
  const home = await temporaryFolder();
  const data = join(home, 'config', 'App');
  await mkdir(data, { recursive: true, mode: 0o700 });
  const app = {
    getPath: (name: string) => (name === 'userData' ? data : join(home, 'config')),
    getVersion: () => '1.2.3',
    isPackaged: false,
  };
  const doctor = createAppDoctor(
    {
      app,
      core: { index: createMemoryProfileIndex([], []) },
      clock: new FakeClock(),
      endpoints: { siteOrigin: 'http://127.0.0.1:9', apiOrigins: ['http://127.0.0.1:9'], isSimulator: true },
      transport: new ScriptedTransport(() => new Promise(() => undefined)),
      keychainHost: new ScriptedKeychainHost(),
      stateDirectory: join(home, 'state'),
      copy: {
        look: () => ({ kind: 'gone' }),
        state: { kind: 'gone' },
        onChange: () => () => undefined,
      },
    },
    new FakeAutostart(),
    {
      argv: ['app', '--no-sandbox'],
      env: { PATH: process.env['PATH'], XDG_RUNTIME_DIR: home, XDG_CONFIG_HOME: join(home, 'config') },
      execPath: '/opt/app/app-bin',
      platform: 'linux',
      versions: { ...process.versions, electron: '45.0.0', chrome: '148.0' },
      ...(process.geteuid ? { geteuid: process.geteuid } : {}),
    },
  );
  const findings = await doctor.run(undefined, ['versions', 'files', 'socket', 'autostart', 'sandbox']);
  expect(findings).toMatchObject([
    {
      id: 'versions',
      verdict: 'warning',
      detail: expect.stringMatching(/^App 1\.2\.3; Electron 45\.0\.0; Chromium 148/),
    },
    { id: 'files', verdict: 'ok' },
    { id: 'socket', verdict: 'wrong', detail: expect.stringMatching(/^The app runs, but programs cannot reach it/) },
    { id: 'autostart', verdict: 'ok' },
    { id: 'sandbox', verdict: 'warning', detail: expect.stringContaining('--no-sandbox') },
  ]);
});
