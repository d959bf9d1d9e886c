// @ts-check
// An installed package on a desktop: its entry, icons, file type, and what a double click on a backup opens.
import { basename, join } from 'node:path';
import { projectRoot } from '../../build/project-root.mjs';
import { chown, mkdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { startApp } from './app.mjs';
import { makeBackup } from './from-typescript.mjs';
import { poll } from './poll.mjs';
import { demand } from './trial.mjs';

const ENTRY = '/usr/share/applications/axiom-token-manager.desktop';
const METAINFO = '/usr/share/metainfo/trade.axiom_token_manager.desktop.metainfo.xml';
const MIME = 'application/vnd.axiom-token-manager.backup';
const LONG_AGO_MS = 1_000_000_000_000;
/** Pictures for people to look at. */
const PICTURES = join(projectRoot, 'test/results/packages');
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
  await trial.check('AppStream metainfo', () =>
    world.besideIt(['appstreamcli', 'validate', '--no-net', join(root, METAINFO)]),
  );
  await trial.check('icons of all sizes', async () => {
    const icons = SIZES.flatMap((size) =>
      [`apps/axiom-token-manager`, `mimetypes/application-vnd.axiom-token-manager.backup`].map(
        (name) => `/usr/share/icons/hicolor/${size}x${size}/${name}.png`,
      ),
    );
    /** @type {string[]} */
    const missing = [];
    for (const icon of icons) await readFile(join(root, icon)).catch(() => missing.push(icon));
    demand(missing.length === 0, `missing: ${missing.join(', ')}`);
  });
  await trial.step('tools of a desktop', addTools);
  const { bytes, passphrase } = await makeBackup();
  const backup = join(scratch.person.home, 'My backup.axiombackup');
  await writeFile(backup, bytes);
  // A file that is read for the first time after a write gets that time as its access time.
  await utimes(backup, LONG_AGO_MS / 1000, Date.now() / 1000);
  await chown(backup, scratch.person.uid, scratch.person.gid);
  await trial.check('type of a backup', async () => {
    const byXdg = await world.asPerson(['xdg-mime', 'query', 'filetype', backup], {
      env: { ...env, XDG_CURRENT_DESKTOP: 'GNOME' },
    });
    const byGio = await world.asPerson(['gio', 'info', '-a', 'standard::content-type', backup], { env });
    const said = `xdg-mime says ${byXdg.trim()}, gio ${byGio.trim().split('\n').at(-1)}`;
    demand(byXdg.trim() === MIME && byGio.includes(MIME), said);
    const handler = await world.asPerson(['gio', 'mime', MIME], { env });
    demand(handler.includes('axiom-token-manager.desktop'), `no app opens it: ${handler.trim()}`);
  });
  await trial.check('a double click on a backup opens Restore', async () => {
    const app = await startApp({ scratch, stage, world, command: ['gio', 'launch', ENTRY, backup] });
    try {
      await stage.waitUntilSignedIn();
      await stage.waitForWindow(/^Axiom Token Manager/);
      const wanted = /^StartupWMClass=(.*)$/m.exec(await readFile(join(root, ENTRY), 'utf8'))?.[1];
      const seen = await stage.windowClass();
      demand(
        seen.includes(wanted ?? ''),
        `the window is of class ${seen.join(', ')}, the desktop entry says ${wanted}`,
      );
      await poll('the app has read the backup', async () => (await stat(backup)).atimeMs > LONG_AGO_MS);
      const page = await stage.waitForWindow(/^Axiom Token Manager/);
      // Its passphrase field has the focus; with the right passphrase the next page comes.
      await stage.type(passphrase);
      await stage.keys('Return');
      await stage.waitForWindow(/^Axiom Token Manager/, page);
      await mkdir(PICTURES, { recursive: true });
      await stage.savePicture(join(PICTURES, `restore-${basename(root)}.png`.replace(/-\w{6}\.png$/, '.png')));
    } finally {
      await stage.trayHost.click('Quit').catch(() => undefined);
      await app.allGone();
    }
  });
}
