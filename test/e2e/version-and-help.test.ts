// --version and --help of the package: by launcher and program, on standard output, without a screen; nothing is opened or locked.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { packageLayout } from '../../build/packages/package-checks.mjs';
import { startApplication } from '../../build/virtual-desktop/application.mjs';
import { projectRoot } from '../../build/project-root.mjs';
import { temporaryFolder } from '../support/temporary-folder';

const { executable } = packageLayout(join(projectRoot, 'release/linux-unpacked'));

/** The package's output for these arguments, and the content of its data folder afterwards. */
async function said(...args: readonly string[]) {
  const home = await temporaryFolder();
  const userData = join(home, 'data');
  const { DISPLAY: _x, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
  const application = startApplication({
    executable,
    args: [...args, `--user-data-dir=${userData}`, `--state-directory=${join(home, 'state')}`],
    env: { ...env, HOME: home },
  });
  const [out, err, code] = await Promise.all([text(application.stdout), text(application.stderr), application.exited]);
  return {
    out,
    err,
    code,
    locks: (await readdir(userData).catch(() => [])).filter((name) => name.startsWith('Singleton')),
  };
}

it.each([
  ['--version', /^Axiom Token Manager [^\n]+\n$/],
  ['--help', /^Axiom Token Manager [^\n]+\n\nUsage: axiom-token-manager [^]*--hidden[^]*--help/],
])('%s', async (asked, words) => {
  const { out, code, locks } = await said(asked);
  expect(out).toMatch(words);
  const { version } = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8'));
  expect(out.startsWith(`Axiom Token Manager ${version}\n`)).toBe(true);
  expect([code, locks]).toEqual([0, []]);
});

it('without a screen it says what helps for a package, without colours', async () => {
  const { out, err, code } = await said();
  expect([out, code]).toEqual(['', 1]);
  expect(err).toContain('There is no screen to show the window on: DISPLAY is not set.\n');
  expect(err).not.toContain('npm start');
  expect(err).not.toContain('\u001B');
});
