import { expect, it } from 'vitest';
import { called, type CallWorld } from '../../../support/command-line/called';
import { makeProfileState } from '../../../support/command-line/make-answers';

const answers: CallWorld['answers'] = {
  refresh: ({ ifWithinMs }) => ({
    refreshed: ifWithinMs === undefined ? ['main'] : [],
    not_due: ifWithinMs === undefined ? [] : ['main'],
    profiles: [makeProfileState()],
  }),
};

it.each([
  [[], {}, 'Refreshed: main.'],
  [['-p', 'b'], { profile: 'b' }, 'Refreshed: main.'],
  [['--all', '--if-within', '10m'], { all: true, ifWithinMs: 600_000 }, 'No token was due for a refresh.'],
])('with %j asks for %j', async (flags, params, first) => {
  const { ending, stdout, calls } = await called(['refresh', ...flags], { answers });
  expect([ending, calls, stdout.split('\n')[0]]).toEqual([0, [['refresh', params]], first]);
});

it('calls the account by its name', async () => {
  const profiles = [makeProfileState({ id: 'default', name: 'hedge' })];
  const refresh = () => ({ refreshed: ['default'], not_due: [], profiles });
  expect((await called(['refresh'], { answers: { refresh } })).stdout).toContain('Refreshed: hedge.');
});

it('says that tokens which just came are left as they are', async () => {
  const refresh = () => ({ refreshed: [], not_due: ['main'], profiles: [makeProfileState()] });
  const { ending, stdout } = await called(['refresh'], { answers: { refresh } });
  expect([ending, stdout.split('\n')[0]]).toEqual([0, 'Not refreshed: the tokens were issued a moment ago.']);
});
