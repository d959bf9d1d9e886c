import { describe, expect, it } from 'vitest';
import { codeDigits } from '../../../renderer/model/code-digits';
import { checkCredentials, checkNewPassphrase, placeFailure } from '../../../renderer/model/failure-place';
import { firstChoice, missingConsents, restoreRequest, restoreRule } from '../../../renderer/model/restore-model';
import { makeFailure } from '../../support/fakes/token-manager-api/fake-token-manager-api';
import { makePreview } from '../../support/make-snapshot';

describe('the code', () => {
  it.each([
    ['123456', '123456'],
    ['123 456', '123456'],
    [' 123-456\n', '123456'],
    ['1234567', '123456'],
    ['abc', ''],
    ['Your code: 987654', '987654'],
  ])('reads %j as %j', (typed, digits) => expect(codeDigits(typed)).toBe(digits));
});

describe('where a failure belongs', () => {
  const places = { INVALID_CREDENTIALS: 'password' } as const;

  it('stands at the field to blame', () => {
    const errors = placeFailure<'password'>(makeFailure('INVALID_CREDENTIALS'), places);
    expect(errors).toEqual({ password: 'Axiom did not accept this e-mail and password. Check both and try again.' });
  });

  it('stands at the form when no field is to blame', () => {
    expect(placeFailure<'password'>(makeFailure('NETWORK'), places)).toEqual({
      form: 'Axiom cannot be reached. Check the internet connection. Your tokens are untouched.',
    });
  });

  it('is nothing when the person cancelled', () => {
    expect(placeFailure<'password'>(makeFailure('CANCELLED'), places)).toEqual({});
  });
});

it('asks for what is missing before anything is sent', () => {
  expect(checkCredentials('', '')).toEqual({ email: 'Type your e-mail address.', password: 'Type your password.' });
  expect(checkCredentials('trader@', 'x')).toEqual({ email: 'This is not a whole e-mail address.' });
  expect(checkCredentials('trader@example.com', 'x')).toEqual({});
});

it('wants a passphrase of twelve characters, twice the same', () => {
  expect(checkNewPassphrase('12345678901', '').passphrase).toContain('1 more is needed');
  expect(checkNewPassphrase('', '').passphrase).toContain('12 more are needed');
  expect(checkNewPassphrase('123456789012', '123456789013')).toHaveProperty('again');
  expect(checkNewPassphrase('🔑🔑🔑🔑🔑🔑', '🔑🔑🔑🔑🔑🔑').passphrase).toContain('6 more');
  expect(checkNewPassphrase('123456789012', '123456789012')).toEqual({});
});

describe('restoring', () => {
  const preview = makePreview(0);

  it('ticks what is safe to begin with, and never what is newer here', () => {
    expect([...firstChoice(preview).chosen]).toEqual(['main', 'test']);
    expect(firstChoice(preview).replaceNewer.size).toBe(0);
  });

  it('asks a second time before newer tokens are replaced', () => {
    const once = { chosen: new Set(['hedge']), replaceNewer: new Set<string>() };
    expect(missingConsents(preview, once)).toEqual(['hedge']);
    const twice = { ...once, replaceNewer: new Set(['hedge']) };
    expect(missingConsents(preview, twice)).toEqual([]);
    expect(restoreRequest(preview, twice)).toEqual({
      backupId: 'backup-1',
      profileIds: ['hedge'],
      replaceNewer: ['hedge'],
    });
  });

  it('sends no consent for a profile that is not chosen, and nothing that is refused', () => {
    const odd = { chosen: new Set(['main', 'research']), replaceNewer: new Set(['hedge']) };
    expect(restoreRequest(preview, odd)).toMatchObject({ profileIds: ['main'], replaceNewer: [] });
  });

  it('says of every effect what it would do', () => {
    for (const effect of ['add', 'same', 'replace-older', 'replace-newer', 'other-account', 'other-origin'] as const) {
      expect(restoreRule(effect).words).toMatch(/\.$/);
    }
    expect(restoreRule('other-account').canChoose).toBe(false);
    expect(restoreRule('same').canChoose).toBe(false);
  });
});
