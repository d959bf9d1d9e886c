import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { quotedPath, shownInHome } from '../../../../main/adapters/doctor/shown-in-home';

const home = '/home/me';

it.each([
  ['/home/me/a b', '~/a b'],
  ['/home/me', '/home/me'],
  ['/home/meow/a', '/home/meow/a'],
  ['/mnt/a', '/mnt/a'],
])('%s is shown as %s', (path, shown) => expect(shownInHome(path, { home })).toBe(shown));

it.each(['/home/me/a b', "/home/me/it's", '/home/me/$(id)', '/mnt/a;b', '/home/me/plain.json'])(
  '%s is one word for a shell, and the same',
  (path) => {
    const word = quotedPath(path, { home });
    expect(execFileSync('sh', ['-c', `printf %s ${word}`], { env: { HOME: home } }).toString()).toBe(path);
  },
);
