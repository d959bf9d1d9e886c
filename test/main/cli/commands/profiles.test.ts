import { describe, expect, it } from 'vitest';
import { called, type CallWorld } from '../../../support/command-line/called';
import { makeProfileState } from '../../../support/command-line/make-answers';

const answers: CallWorld['answers'] = {
  'profiles.list': () => ({ profiles: [makeProfileState()] }),
  'profiles.add': ({ name }) => ({ id: 'p2', name }),
  'profiles.rename': ({ name }) => ({ id: 'p2', name }),
  'profiles.remove': ({ profile = '' }) => ({ removed: profile }),
  'profiles.default': ({ profile = 'main' }) => ({ id: profile }),
};

describe('axiom-tokens profiles', () => {
  it.each([
    ['list', [], '* main  Signed in · works 15 min · keychain · a@b.test\n'],
    ['add', ['second'], 'Added second.\n'],
    ['rename', ['second', 'hedge'], 'It is called hedge now.\n'],
    ['remove', ['second', '--yes'], 'Removed second.\n'],
    ['default', [], 'main\n'],
    ['default', ['second'], 'second\n'],
  ])('%s %j', async (command, words, stdout) => {
    expect(await called(['profiles', command, ...words], { answers })).toMatchObject({ ending: 0, stdout });
    const { stdout: json } = await called(['profiles', command, ...words, '--json'], { answers });
    expect(JSON.parse(json)).toHaveProperty('schema', expect.stringMatching(/^axiom-tokens\.[a-z-]+\.v1$/));
  });

  it('name an account as the window does, and its id where that is another text', async () => {
    const named: CallWorld['answers'] = {
      'profiles.remove': () => ({ removed: 'unicode', name: 'Ünïcode' }),
      'profiles.default': () => ({ id: 'bert-bot', name: 'foo' }),
    };
    const stdoutOf = async (...words: string[]) => (await called(['profiles', ...words], { answers: named })).stdout;
    expect(await stdoutOf('remove', 'Ünïcode', '--yes')).toBe('Removed Ünïcode (-p unicode).\n');
    expect(await stdoutOf('default', 'foo')).toBe('foo (-p bert-bot)\n');
    expect(await stdoutOf('default')).toBe('foo\n');
  });

  it('add says how that account is signed in', async () => {
    expect((await called(['profiles', 'add', 'my second'], { answers })).stderr).toBe(
      "It is signed out. Sign in with: axiom-tokens login --as 'my second'\n",
    );
  });

  it.each([
    ['add', ''],
    ['rename', 'second', ' '],
  ])('%s takes no empty name', async (...words) => {
    const { ending, stderr, calls } = await called(['profiles', ...words], { answers });
    expect([ending, calls]).toEqual([2, []]);
    expect(stderr).toContain('An account needs a name.');
  });

  it('list says how to begin where there are none', async () => {
    const { stdout } = await called(['profiles', 'list'], { answers: { 'profiles.list': () => ({ profiles: [] }) } });
    expect(stdout).toBe('There are no accounts yet. Sign in: axiom-tokens login\n');
  });

  it('remove asks where there is somebody, and does nothing else unless that is agreed to', async () => {
    const remove = (typed: string) =>
      called(['profiles', 'remove', 'second'], { answers, terminal: 'person', typed: [typed] });
    expect((await remove('y\n')).calls).toEqual([['profiles.remove', { profile: 'second' }]]);
    expect(await remove('\n')).toMatchObject({ ending: 2, stdout: '', calls: [] });
    const alone = await called(['profiles', 'remove', 'second'], { answers });
    expect(alone).toMatchObject({ ending: 2, stdout: '', calls: [], stderr: expect.stringContaining('Add --yes') });
    const quiet = await called(['profiles', 'remove', 'second', '--no-input'], { answers, terminal: 'person' });
    expect(quiet).toMatchObject({ ending: 2, calls: [] });
  });
});

it('says what stays behind of an account that leaves the list', async () => {
  const remove = () => ({ removed: 'second', remaining: ['second: may still be there.'], left_behind: [] });
  const done = await called(['profiles', 'remove', 'second', '--yes'], {
    answers: { ...answers, 'profiles.remove': remove },
  });
  expect([done.ending, done.stdout, done.stderr]).toEqual([
    8,
    'Removed second.\n',
    'Still there: second: may still be there.\n',
  ]);
});
