// Which folder variables count, and the messages about the others.
import { describe, expect, it } from 'vitest';
import { correctFolderVariables } from '../../../main/desktop/start-environment';

const HOME = '/home/jo';

describe('variables that name folders', () => {
  it.each([
    ['as usual', { HOME, XDG_CONFIG_HOME: '/c', TMPDIR: '/t' }, { HOME, XDG_CONFIG_HOME: '/c', TMPDIR: '/t' }, []],
    ['empty', { HOME, XDG_CONFIG_HOME: '', TMPDIR: '' }, { HOME, XDG_CONFIG_HOME: '' }, []],
    ['of settings relative', { HOME, XDG_CONFIG_HOME: 'c' }, { HOME }, ['XDG_CONFIG_HOME is "c", which is not']],
    [
      'all relative',
      { HOME, XDG_CONFIG_HOME: './c', XDG_DATA_HOME: '~/d', XDG_RUNTIME_DIR: 'r' },
      { HOME },
      ['XDG_CONFIG_HOME is "./c"', 'XDG_DATA_HOME is "~/d"', 'XDG_RUNTIME_DIR is "r"'],
    ],
    [
      'without a home',
      {},
      { HOME: '/recorded' },
      ['HOME is not set; /recorded is used, which is your home folder in this computer'],
    ],
    ['with an empty home', { HOME: '' }, { HOME: '/recorded' }, ['HOME is not set; /recorded is used']],
    [
      'with a relative home',
      { HOME: 'jo' },
      { HOME: '/recorded' },
      ['HOME is "jo", which is not an absolute path; /recorded'],
    ],
  ])('%s', (_what, given, corrected, words) => {
    const env: NodeJS.ProcessEnv = { ...given };
    const notes = correctFolderVariables(env, () => '/recorded');
    expect(env).toEqual(corrected);
    expect(notes).toEqual(words.map((part) => expect.stringContaining(part) as unknown));
  });

  it('do not change HOME if the system has no record of it', () => {
    const env: NodeJS.ProcessEnv = { HOME: 'jo' };
    expect(correctFolderVariables(env, () => undefined)).toEqual([]);
    expect(env).toEqual({ HOME: 'jo' });
  });
});
