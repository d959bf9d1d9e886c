import { describe, expect, it } from 'vitest';
import { checkCredentials, checkNewPassphrase, placeFailure } from '../../../renderer/model/failure-place';
import { makeFailure } from '../../support/fakes/token-manager-api/fake-token-manager-api';

describe('the place of a failure', () => {
  const places = { INVALID_CREDENTIALS: 'password' } as const;

  it('is at the field that caused it', () => {
    const errors = placeFailure<'password'>(makeFailure('INVALID_CREDENTIALS'), places);
    expect(errors).toEqual({ password: 'Axiom did not accept this e-mail and password. Check both and try again.' });
  });

  it('is at the form when no field caused it', () => {
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
  expect(checkCredentials('trader@', 'x')).toEqual({ email: 'This e-mail address is not complete.' });
  expect(checkCredentials('trader@example.com', 'x')).toEqual({});
});

it('needs a passphrase of twelve characters, twice the same', () => {
  expect(checkNewPassphrase('12345678901', '').passphrase).toContain('1 more is needed');
  expect(checkNewPassphrase('', '').passphrase).toContain('12 more are needed');
  expect(checkNewPassphrase('123456789012', '123456789013')).toHaveProperty('again');
  expect(checkNewPassphrase('🔑🔑🔑🔑🔑🔑', '🔑🔑🔑🔑🔑🔑').passphrase).toContain('6 more');
  expect(checkNewPassphrase('123456789012', '123456789012')).toEqual({});
});
