import { expect, it } from 'vitest';
import { plannedProfile } from '../../../../main/compose/operations/restore-plan';
import type { PreviewedProfile } from '../../../../main/core/intents/restore-preview';

const PREVIEW = { id: 'main', name: 'main', savedAtMs: 0, effect: 'add' } as const;
const plan = (more: Partial<PreviewedProfile['preview']>) => {
  const { effect, words } = plannedProfile({ ...PREVIEW, ...more });
  return [effect, words];
};

it.each([
  [{}, 'add', 'Has no tokens here; gets these.'],
  [{ newName: 'main 2' }, 'add', 'Is added as “main 2”.'],
  [{ effect: 'same' }, 'same', 'Has exactly these tokens here.'],
  [{ effect: 'replace-older' }, 'replace', 'Has older tokens here, which are replaced.'],
  [{ effect: 'replace-newer' }, 'older', 'Has newer tokens here, and stays as it is unless it is named.'],
  [{ effect: 'unread' }, 'refuse', 'Its place here cannot be read now, and may have newer tokens.'],
  [{ effect: 'used-up' }, 'refuse', 'Its tokens were exchanged for newer ones, and are used up.'],
  [{ effect: 'other-origin' }, 'refuse', 'Its tokens are of another server.'],
  [{ effect: 'other-account' }, 'refuse', 'Is signed in to another account here.'],
  [
    { effect: 'other-account', newName: 'x' },
    'add',
    'Is signed in to another account here, so this one is added as x.',
  ],
  [{ holder: { name: 'bot', effect: 'same' } }, 'same', 'bot has exactly these tokens here.'],
  [
    { holder: { name: 'bot', effect: 'replace-older' } },
    'replace',
    'bot is signed in to this account here with older tokens, which are replaced.',
  ],
  [
    { holder: { name: 'bot', effect: 'replace-newer' } },
    'older',
    'bot is signed in to this account here with newer tokens, and stays as it is unless this one is named.',
  ],
  [{ holder: { name: 'bot', effect: 'other-origin' } }, 'refuse', 'bot is signed in to this account here.'],
  [{ twin: 'bot' }, 'add', 'Has no tokens here; gets these. bot in this backup is the same account.'],
] as const)('says of %j: %s', (more, effect, words) => {
  expect(plan(more)).toEqual([effect, words]);
});

it('says why a place cannot be read, where that is the reason', () => {
  const words = (effect: 'unread' | 'add') => plannedProfile({ ...PREVIEW, effect }, 'It is locked.').words;
  expect(words('unread')).toBe('Its place here cannot be read now, and may have newer tokens. It is locked.');
  expect(words('add')).toBe('Has no tokens here; gets these.');
});

it('names the account and its time', () => {
  expect(plannedProfile({ ...PREVIEW, accountId: 'account-1' })).toMatchObject({
    account: 'account-1',
    refreshed_at: '1970-01-01T00:00:00.000Z',
  });
});
