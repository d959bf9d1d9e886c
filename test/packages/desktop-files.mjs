// @ts-check
// How an installed package stands on a desktop: its entry, its icons, its file type, and what a double click on a backup opens.
import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { startApp } from './app.mjs';
import { poll } from './poll.mjs';
import { demand } from './trial.mjs';

const ENTRY = '/usr/share/applications/axiom-token-manager.desktop';
const METAINFO = '/usr/share/metainfo/trade.axiom_token_manager.desktop.metainfo.xml';
const MIME = 'application/vnd.axiom-token-manager.backup';
const SIZES = [16, 24, 32, 48, 64, 128, 256, 512];

/**
 * @param {{trial: import('./trial.mjs').Trial, scratch: import('./scratch.mjs').Scratch, stage: import('./stage.mjs').Stage,
 *   world: import('./world.mjs').World, addTools: () => Promise<unknown>}} options `addTools` installs what a desktop has and the package need not bring
 */
export async function checkDesktopFiles({ trial, scratch, stage, world, addTools }) {
  const { root } = world;
  const { env } = stage;
  await trial.check('desktop entry', async () => {
    await world.besideIt(['desktop-file-validate', join(root, ENTRY)]);
    const entry = await readFile(join(root, ENTRY), 'utf8');
    demand(!entry.includes('--no-sandbox'), 'it starts the app without its sandbox');
    demand(entry.includes(`MimeType=`) && entry.includes(MIME), 'it does not name the type of backups');
  });
  await trial.check('AppStream metainfo', () => world.besideIt(['appstreamcli', 'validate', '--no-net', join(root, METAINFO)]));
  await trial.check('icons of all sizes', async () => {
    const icons = SIZES.flatMap((size) => [`apps/axiom-token-manager`, `mimetypes/application-vnd.axiom-token-manager.backup`].map((name) => `/usr/share/icons/hicolor/${size}x${size}/${name}.png`));
    const missing = [];
    for (const icon of icons) await readFile(join(root, icon)).catch(() => missing.push(icon));
    demand(missing.length === 0, `missing: ${missing.join(', ')}`);
  });
  await trial.step('tools of a desktop', addTools);
  const backup = join(scratch.person.home, 'My backup.axiombackup');
  await trial.check('type of a backup', async () => {
    await world.asPerson(['sh', '-c', 'echo nothing > "$0"', backup], { env });
    const byXdg = await world.asPerson(['xdg-mime', 'query', 'filetype', backup], { env });
    const byGio = await world.asPerson(['gio', 'info', '-a', 'standard::content-type', backup], { env });
    demand(byXdg.trim() === MIME && byGio.includes(MIME), `xdg-mime says ${byXdg.trim()}, gio ${byGio.trim().split('\n').at(-1)}`);
    const handler = await world.asPerson(['gio', 'mime', MIME], { env });
    demand(handler.includes('axiom-token-manager.desktop'), `no app opens it: ${handler.trim()}`);
  });
  await trial.check('a double click on a backup opens Restore', async () => {
    const app = await startApp({ scratch, stage, world, command: ['gio', 'launch', ENTRY, backup] });
    try {
      await stage.waitUntilSignedIn();
      const entry = await readFile(join(root, ENTRY), 'utf8');
      const wanted = /^StartupWMClass=(.*)$/m.exec(entry)?.[1];
      await stage.waitForWindow(/^Axiom Token Manager|Restore/);
      const seen = await stage.windowClass();
      demand(wanted?.toLowerCase() === seen?.toLowerCase(), `the window is of class ${seen}, the desktop entry says ${wanted}`);
      await poll('Restore is shown', async () => /backup|restore/i.test(await stage.activityText()));
    } finally {
      await stage.trayHost.click('Quit').catch(() => undefined);
      await app.allGone();
    }
  });
}
