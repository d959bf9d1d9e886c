import { expect, it } from 'vitest';
import { namedAccounts, removalQuestion } from '../../../../main/cli/commands/removal-words';
import type { Session } from '../../../../main/cli/session/session';
import { makeProfileState } from '../../../support/command-line/make-answers';

const PROFILES = [makeProfileState(), makeProfileState({ id: 'bots', name: 'Bots', is_default: false })];
const session = { call: async () => ({ profiles: PROFILES }) } as unknown as Session;
const idsOf = async (meant: Parameters<typeof namedAccounts>[1]) =>
  (await namedAccounts(session, meant)).map(({ id }) => id);

it('finds the accounts that are meant', async () => {
  expect(await idsOf('all')).toEqual(['main', 'bots']);
  expect(await idsOf('default')).toEqual(['main']);
  expect(await idsOf(['BOTS'])).toEqual(['bots']);
});

it('refuses one that is not there, before anybody is asked', async () => {
  await expect(idsOf(['main', 'x'])).rejects.toMatchObject({
    code: 'TOKEN_NOT_FOUND',
    remedy: 'There are: main, bots. Nothing was changed.',
  });
});

it('asks with names and places, and names the way back', () => {
  expect(removalQuestion('Sign out of', PROFILES)).toBe(
    'Sign out of main (keychain), Bots (keychain)?\nThis cannot be undone. To use it again, sign in again, or restore a backup made since its last refresh: axiom-tokens backup FILE makes one.\nContinue?',
  );
});
