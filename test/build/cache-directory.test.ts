import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cacheDirectory } from '../../build/cache-directory.mjs';

describe('the cache of the build scripts', () => {
  it.each([
    ['where XDG_CACHE_HOME says', { XDG_CACHE_HOME: '/cache' }, '/cache'],
    ['in the home folder when it is not set', {}, join(homedir(), '.cache')],
    ['in the home folder when it is empty', { XDG_CACHE_HOME: '' }, join(homedir(), '.cache')],
  ])('is %s', (_where, env, folder) => {
    expect(cacheDirectory(env)).toBe(join(folder, 'axiom-token-manager'));
  });
});
