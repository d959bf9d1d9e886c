import { expect, it } from 'vitest';
import { called } from '../../../support/command-line/called';
import { makeProfileState } from '../../../support/command-line/make-answers';

const answers = {
  'profiles.list': () => ({ profiles: [makeProfileState(), makeProfileState({ id: 'bots', name: 'bots' })] }),
  clear: () => ({ removed: ['main: tokens in memory'], remaining: [] as string[] }),
};

it('clears all, or those that are named', async () => {
  const all = await called(['clear', '--yes'], { answers });
  expect([all.ending, all.stdout, all.calls.at(-1)]).toEqual([
    0,
    'Removed:\n  main: tokens in memory\n',
    ['clear', {}],
  ]);
  const some = await called(['clear', 'bots', '--yes'], { answers });
  expect(some.calls.at(-1)).toEqual(['clear', { profiles: ['bots'] }]);
});

it('asks with all names', async () => {
  const done = await called(['clear'], { terminal: 'person', typed: ['n\r'], answers });
  expect([done.ending, done.calls.length]).toEqual([2, 1]);
  expect(done.stderr).toContain('Remove the tokens of main (keychain), bots (keychain)?');
});

it('fails with what is still there', async () => {
  const done = await called(['clear', '--yes'], {
    answers: { ...answers, clear: () => ({ removed: [], remaining: ['bots: locked'] }) },
  });
  expect([done.ending, done.stderr]).toEqual([8, 'Still there: bots: locked\n']);
});

it('names the places that it does not reach', async () => {
  const left_behind = [{ profile: 'main', place: '/media/usb/t.json', hint: 'Choose it again.' }];
  const clear = () => ({ removed: [], remaining: ['main: may still be there.'], left_behind });
  const done = await called(['clear', '--yes', '--json'], { answers: { ...answers, clear } });
  expect([done.ending, JSON.parse(done.stdout)]).toMatchObject([8, { left_behind }]);
});
