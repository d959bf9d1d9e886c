import { homedir, userInfo } from 'node:os';
import { basename, isAbsolute } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { homeFolder, keychainChildPath } from '../../../../main/cli/session/own-paths';

it.each(['', 'relative', './x'])('the home folder is what the system has on record where HOME is "%s"', (home) => {
  const { HOME } = process.env;
  onTestFinished(() => {
    if (HOME === undefined) delete process.env['HOME'];
    else process.env['HOME'] = HOME;
  });
  expect(homeFolder()).toBe(homedir());
  process.env['HOME'] = home;
  expect(homeFolder()).toBe(userInfo().homedir);
});

it('the keychain’s own process is named by a whole path', () => {
  expect([isAbsolute(keychainChildPath()), basename(keychainChildPath())]).toEqual([true, 'keychain-child.cjs']);
});
