import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { desktopEntry } from '../../../../main/adapters/autostart/desktop-entry';
import { inspectAutostart } from '../../../../main/adapters/doctor/inspect-autostart';
import { temporaryFolder } from '../../../support/temporary-folder';

async function home(text?: string): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, '.config', 'autostart'), { recursive: true });
  if (text !== undefined) await writeFile(join(folder, '.config', 'autostart', 'axiom-token-manager.desktop'), text);
  return folder;
}
const look = async (text?: string) => inspectAutostart({ env: {}, home: await home(text) });

it('reports what the session starts, and whether it exists', async () => {
  expect(await look()).toEqual({ state: 'off' });
  expect(await look(desktopEntry([process.execPath, '--hidden']))).toEqual({
    state: 'on',
    program: process.execPath,
    canBeRun: true,
  });
  expect(await look(desktopEntry(['/no/such/a b', '--hidden']))).toEqual({
    state: 'on',
    program: '/no/such/a b',
    canBeRun: false,
  });
  expect(await look(`${desktopEntry(['/a'])}Hidden=true\n`)).toEqual({ state: 'off' });
  expect(await look('[Desktop Entry]\nExec=/other\n')).toEqual({ state: 'foreign' });
});

it('asks the app, where it is the app, whether it is this copy', async () => {
  const env = { XDG_CONFIG_HOME: join(await home(desktopEntry([process.execPath])), '.config') };
  const of = (state: 'on' | 'other') => ({ read: async () => state });
  expect(await inspectAutostart({ env, home: '/none', autostart: of('other') })).toMatchObject({ state: 'other' });
  expect(await inspectAutostart({ env, home: '/none', autostart: of('on') })).toMatchObject({ state: 'on' });
});
