import { describe, expect, it } from 'vitest';
import { createProgress } from '../../build/progress.mjs';
import { CommandError } from '../../build/run-command.mjs';
import { SetupError } from '../../build/setup-error.mjs';
import { findMissingPackages, installMissingPackages } from '../../build/system-packages.mjs';

const PACKAGES_OF_THE_APP =
  'libgtk-3-0 libnss3 libasound2 libgbm1 libatk-bridge2.0-0 libxss1 libxtst6 libnotify4 '.concat(
    'libsecret-1-0 libxshmfence1 libcups2 libdrm2 xdg-utils fonts-inter fonts-dejavu-core python3 python3-pip ca-certificates',
  );

/** A machine with `installed` packages, in dpkg-query's format; every command is recorded. */
function machine(installed: string, overrides: Partial<Parameters<typeof findMissingPackages>[0]> = {}) {
  const commands: string[] = [];
  const written: string[] = [];
  const system: Parameters<typeof findMissingPackages>[0] = {
    platform: 'linux',
    isRoot: true,
    hasProgram: async () => true,
    run: async (command, args) => {
      if (command === 'sh') return installed;
      commands.push([command, ...args].join(' '));
      return command === 'apt-get' && args[0] === '-q' ? 'Need to get 130 MB of archives.\n235 newly installed' : '';
    },
    ...overrides,
  };
  const progress = createProgress({ write: (text) => written.push(text), nowMs: () => 0 });
  return { system, progress, commands, text: () => written.join('') };
}

const all = PACKAGES_OF_THE_APP.split(' ')
  .map((name) => `${name} installed `)
  .join('\n');

describe('the system packages', () => {
  it('need nothing when all are installed', async () => {
    const { system, progress, commands, text } = machine(all);
    await installMissingPackages(system, { isHeadless: false, progress });
    expect([commands, text()]).toEqual([[], '']);
  });

  it('include the virtual desktop only where there is no display', async () => {
    const { system } = machine(all);
    expect(await findMissingPackages(system, { isHeadless: false })).toEqual([]);
    expect(await findMissingPackages(system, { isHeadless: true })).toContain('xvfb');
  });

  it('include the tools that make and test packages, and a browser, only where they are needed', async () => {
    const { system } = machine(all);
    const need = { isHeadless: false, forPackages: true };
    expect(await findMissingPackages(system, need)).toContain('squashfs-tools');
    expect(await findMissingPackages(system, need)).not.toContain('mmdebstrap');
    expect(await findMissingPackages(system, { ...need, forPackageTests: true })).toContain('mmdebstrap');
    expect(await findMissingPackages(system, need)).not.toContain('chromium');
    expect(await findMissingPackages(system, { isHeadless: false, forBrowserTests: true })).toEqual(['chromium']);
  });

  it('count as there when a renamed package provides the old name', async () => {
    const renamed = all.replace('libgtk-3-0 installed ', 'libgtk-3-0t64 installed libgtk-3-0 (= 3.24.41)');
    expect(await findMissingPackages(machine(renamed).system, { isHeadless: false })).toEqual([]);
  });

  it('count as missing when one was removed and left its configuration', async () => {
    const removed = all.replace('libnss3 installed', 'libnss3 config-files');
    expect(await findMissingPackages(machine(removed).system, { isHeadless: false })).toEqual(['libnss3']);
  });

  it('are none on systems that are not Linux', async () => {
    expect(await findMissingPackages(machine('', { platform: 'darwin' }).system, { isHeadless: true })).toEqual([]);
  });

  it('are installed through apt as root, repairing what a killed run left, with one line of progress', async () => {
    const { system, progress, commands, text } = machine(all.replace('libnss3 installed', 'libnss3 not-installed'));
    await installMissingPackages(system, { isHeadless: false, progress });
    expect(commands).toEqual([
      'dpkg --configure -a',
      'apt-get update -q',
      'apt-get -q install -y --no-install-recommends libnss3',
    ]);
    expect(text()).toBe('- system packages (1 and what they need) ... 235 packages, 130 MB, 0.0 s\n');
  });

  it('are not installed by an ordinary user, who gets the exact command', async () => {
    const { system, progress, commands } = machine(all.replace('libgbm1 installed', 'libgbm1 not-installed'), {
      isRoot: false,
    });
    const error = await installMissingPackages(system, { isHeadless: false, progress }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(SetupError);
    expect((error as SetupError).remedy).toContain(
      'sudo apt-get update && sudo apt-get install -y --no-install-recommends libgbm1',
    );
    expect(commands).toEqual([]);
  });

  it('that cannot be downloaded end with a message and the next step', async () => {
    const { system, progress } = machine('', {
      run: async (command) => {
        if (command === 'sh') return '';
        throw new CommandError('apt-get ended with exit code 100', 'Temporary failure resolving the mirror');
      },
    });
    const error = await installMissingPackages(system, { isHeadless: false, progress }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(SetupError);
    expect((error as SetupError).message).toContain('Temporary failure resolving');
    expect((error as SetupError).remedy).toContain('Check the network');
  });
});
