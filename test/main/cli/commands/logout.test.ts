import { expect, it } from 'vitest';
import { called } from '../../../support/command-line/called';
import { makeProfileState } from '../../../support/command-line/make-answers';

const answers = {
  'profiles.list': () => ({ profiles: [makeProfileState()] }),
  logout: () => ({ profile: 'main', removed: ['tokens in memory and in the system keychain'] }),
};
const callsOf = ({ calls }: Awaited<ReturnType<typeof called>>) => calls.map(([name]) => name);

it('asks with the account and its place, then signs out', async () => {
  const done = await called(['logout'], { terminal: 'person', typed: ['y\r'], answers });
  expect([done.ending, done.stdout, callsOf(done)]).toEqual([
    0,
    'Signed out: main. Removed: tokens in memory and in the system keychain.\n',
    ['profiles.list', 'logout'],
  ]);
  expect(done.stderr).toContain('Sign out of main (keychain)?');
});

it('does nothing after a no', async () => {
  const done = await called(['logout'], { terminal: 'person', typed: ['n\r'], answers });
  expect([done.ending, callsOf(done)]).toEqual([2, ['profiles.list']]);
});

it('needs --yes where nobody is', async () => {
  expect((await called(['logout'], { answers })).ending).toBe(2);
  expect((await called(['logout', '--yes'], { answers })).ending).toBe(0);
});

it('reports an account that does not exist', async () => {
  const done = await called(['logout', '-p', 'x', '--yes'], { answers });
  expect([done.ending, callsOf(done)]).toEqual([3, ['profiles.list']]);
});

it('names the account as the window does', async () => {
  const logout = () => ({ profile: 'default', name: 'main', removed: ['nothing was there'] });
  const done = await called(['logout', '--yes'], { answers: { ...answers, logout } });
  expect(done.stdout).toBe('Signed out: main (-p default). Removed: nothing was there.\n');
});

it('names the places that it does not reach', async () => {
  const logout = () => ({ profile: 'main', removed: ['nothing was there'], remaining: ['main: may still be there.'] });
  const done = await called(['logout', '--yes'], { answers: { ...answers, logout } });
  expect([done.ending, done.stderr]).toEqual([8, 'Still there: main: may still be there.\n']);
});
