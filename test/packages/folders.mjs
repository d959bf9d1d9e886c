// @ts-check
// The two packages without installation, AppImage and folder (tar.gz), used by a person on this computer; also where ordinary users may make
// no namespaces, because of their kernel or because they are in a changed root.
import { chmod, chown, cp, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../../build/run-command.mjs';
import { startApp } from './app.mjs';
import { liveThrough } from './life.mjs';
import { filesBelow, findWrongFiles } from './package-files.mjs';
import { demandRefusal } from './refusal.mjs';
import { openStage } from './stage.mjs';
import { systemWithLibraries } from './system-package.mjs';
import { demand, runTrial } from './trial.mjs';
import { openWorld } from './world.mjs';

/** As people name their folders. */
const FOLDER = 'Programme für mich';

/** @typedef {import('./system-package.mjs').Run} Run */

/** @param {Run} run */
export function tryArchive(run) {
  return runTrial('tar.gz in a folder of the person', run, async (trial) => {
    const { scratch, packages } = run;
    const stage = await openStage(scratch);
    trial.defer(stage.dispose);
    const folder = join(scratch.person.home, FOLDER);
    const program = join(folder, 'app');
    const unpack = async (/** @type {import('./life.mjs').Version} */ version) => {
      // Like a person: the new folder beside the old one, then in its place. A running program keeps its open files.
      const aside = join(folder, 'new');
      await mkdir(aside, { recursive: true });
      await runCommand('tar', ['-xf', String(packages[version]['tar.gz']), '-C', aside, '--no-same-owner']);
      const [name = ''] = await readdir(aside);
      await rm(program, { recursive: true, force: true });
      await rename(join(aside, name), program);
      await rm(aside, { recursive: true });
      await runCommand('chown', ['-R', `${scratch.person.uid}:${scratch.person.gid}`, folder]);
      return '';
    };
    const world = await openWorld({ dir: scratch.dir, person: scratch.person });
    trial.defer(world.dispose);
    const sandbox = await liveThrough({
      trial,
      scratch,
      stage,
      versions: run.versions,
      target: {
        world,
        command: () => [join(program, 'axiom-token-manager')],
        commandLine: () => [join(program, 'axiom-tokens')],
        install: unpack,
        reinstall: () => unpack('newer'),
        wrongFiles: async () => findWrongFiles(await filesBelow(program), { isInstalled: false }),
        remove: () => rm(program, { recursive: true }).then(() => ''),
        leftovers: async () => (await readdir(folder)).map((name) => join(folder, name)),
        saysWhatStays: false,
      },
    });
    await unpack('newer');
    await sayWhereDenied({ trial, run, stage, command: () => [join(program, 'axiom-token-manager')] });
    const denied = await openWorld({ dir: scratch.dir, person: scratch.person, deniesNamespaces: true });
    trial.defer(denied.dispose);
    // The message for root.
    const giveRights = async (/** @type {string} */ folder) => {
      await chown(join(folder, 'chrome-sandbox'), 0, 0);
      await chmod(join(folder, 'chrome-sandbox'), 0o4755);
    };
    await trial.check('the helper that it speaks of does help', async () => {
      const elsewhere = join(scratch.person.home, 'Geräte');
      await cp(program, elsewhere, { recursive: true });
      await giveRights(elsewhere);
      const app = await startApp({ scratch, stage, world: denied, command: [join(elsewhere, 'axiom-token-manager')] });
      trial.defer(() => app.stop());
      await app.meanwhile(stage.waitUntilSignedIn());
      demand((await app.meanwhile(app.demandSandbox())) === 'helper', 'the sandbox is not made by the helper');
      await app.quit();
    });
    await trial.check('where the helper is no help, in a path with spaces: words', async () => {
      await giveRights(program);
      const command = [join(program, 'axiom-token-manager')];
      await demandRefusal({ trial, scratch, stage, world: denied, command, words: [/spaces?\b/] });
    });
    await trial.check('without its program: words', async () => {
      await rm(join(program, 'axiom-token-manager-bin'));
      const command = [join(program, 'axiom-token-manager')];
      await demandRefusal({ trial, scratch, stage, world, command, words: [/is incomplete/] });
    });
    return `in a path with spaces and umlauts, signed in, upgraded, removed, tokens kept; sandbox by ${sandbox}; words where it is denied`;
  });
}

/** @param {Run} run */
export function tryAppImage(run) {
  return runTrial('AppImage', run, async (trial) => {
    const { scratch, packages } = run;
    const stage = await openStage(scratch);
    trial.defer(stage.dispose);
    const image = join(scratch.person.home, FOLDER, 'Axiom Token Manager.AppImage');
    await mkdir(join(scratch.person.home, FOLDER), { recursive: true });
    // The image under the command line's name, as README says.
    const link = join(scratch.person.home, 'axiom-tokens');
    await symlink(image, link);
    const copy = async (/** @type {import('./life.mjs').Version} */ version) => {
      await cp(String(packages[version]['AppImage']), `${image}.new`);
      await chmod(`${image}.new`, 0o755);
      await rename(`${image}.new`, image);
      return '';
    };
    const world = await openWorld({ dir: scratch.dir, person: scratch.person });
    trial.defer(world.dispose);
    const inside = join(scratch.dir, 'image');
    await trial.step('unpack it', async () => {
      await copy('newer');
      const offset = await runCommand(image, ['--appimage-offset']);
      await runCommand('unsquashfs', ['-quiet', '-no-progress', '-o', offset.trim(), '-d', inside, image]);
    });
    await trial.check('the desktop entry inside', async () => {
      const entry = join(inside, 'axiom-token-manager.desktop');
      await runCommand('desktop-file-validate', [entry]);
      demand(!(await readFile(entry, 'utf8')).includes('--no-sandbox'), 'it starts the app without its sandbox');
    });
    await trial.check('the files inside', async () => {
      const wrong = findWrongFiles(await filesBelow(inside), { isInstalled: false });
      demand(wrong.length === 0, wrong.join(', '));
    });
    await rm(inside, { recursive: true });
    const sandbox = await liveThrough({
      trial,
      scratch,
      stage,
      versions: run.versions,
      target: {
        world,
        command: () => [image],
        commandLine: () => [link],
        install: copy,
        reinstall: () => copy('newer'),
        remove: () => rm(image).then(() => ''),
        leftovers: async () => (await readdir(join(scratch.person.home, FOLDER))).map((name) => join(FOLDER, name)),
        saysWhatStays: false,
      },
    });
    await copy('newer');
    await trial.check('without FUSE', async () => {
      const app = await startApp({ scratch, stage, world, command: [image, '--appimage-extract-and-run'] });
      trial.defer(() => app.stop());
      await app.meanwhile(stage.waitUntilSignedIn());
      await app.meanwhile(app.demandSandbox());
      await app.quit();
    });
    await sayWhereDenied({ trial, run, stage, command: () => [image, '--appimage-extract-and-run'] });
    return `through FUSE and without, signed in, upgraded, removed, tokens kept; sandbox by ${sandbox}; words where it is denied`;
  });
}

/**
 * Where it cannot have its sandbox it must explain what helps, and not run.
 * @param {{trial: import('./trial.mjs').Trial, run: Run, stage: import('./stage.mjs').Stage, command: () => readonly string[]}} options
 */
async function sayWhereDenied({ trial, run, stage, command }) {
  const { scratch } = run;
  const { dir, person } = scratch;
  const tryIn = (/** @type {import('./world.mjs').World} */ world) =>
    demandRefusal({ trial, scratch, stage, world, command: command(), words: [/sandbox/, /help|sudo/] });
  await trial.check('namespaces denied by the kernel: words', async () => {
    const world = await openWorld({ dir, person, deniesNamespaces: true });
    trial.defer(world.dispose);
    await tryIn(world);
  });
  await trial.check('in a changed root: words', async () => {
    const root = await systemWithLibraries(run);
    const world = await openWorld({ dir, person, root, shared: [stage.desktop.dir, person.home] });
    trial.defer(world.dispose);
    await tryIn(world);
  });
}
