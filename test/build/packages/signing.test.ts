import { describe, expect, it } from 'vitest';
import { macSigning, signingNotice, windowsSigning } from '../../../build/packages/signing.mjs';
import { SetupError } from '../../../build/setup-error.mjs';

const NOTARY = { APPLE_API_KEY: 'key.p8', APPLE_API_KEY_ID: 'id', APPLE_API_ISSUER: 'issuer' };
const AZURE = {
  AZURE_SIGN_ENDPOINT: 'https://weu.codesigning.azure.net',
  AZURE_SIGN_ACCOUNT: 'account',
  AZURE_SIGN_PROFILE: 'profile',
  AZURE_SIGN_PUBLISHER: 'publisher',
};
const AZURE_LOGIN = { AZURE_TENANT_ID: 'tenant', AZURE_CLIENT_ID: 'client' };
const SECRET = { AZURE_CLIENT_SECRET: 'secret' };
const NO_SECRET = 'AZURE_CLIENT_SECRET or AZURE_CLIENT_CERTIFICATE_PATH or AZURE_USERNAME';

describe('packages for macOS', () => {
  it.each([
    { env: {}, isSigned: false, isNotarized: false, says: 'unsigned, for this computer only' },
    { env: { CSC_LINK: '' }, isSigned: false, isNotarized: false, says: 'unsigned' },
    { env: { CSC_LINK: 'a.p12' }, isSigned: true, isNotarized: false, says: 'signed, but not notarized' },
    { env: { CSC_NAME: 'Somebody' }, isSigned: true, isNotarized: false, says: 'signed, but not notarized' },
    { env: { CSC_LINK: 'a.p12', ...NOTARY }, isSigned: true, isNotarized: true, says: 'signed and notarized' },
  ])('with $env: $says', ({ env, isSigned, isNotarized, says }) => {
    expect(macSigning(env)).toMatchObject({ isSigned, isNotarized, missing: [] });
    expect(signingNotice('darwin', env)).toContain(`macOS: ${says}`);
  });

  it.each([
    { env: { ...NOTARY, CSC_LINK: 'a.p12', APPLE_API_ISSUER: '' }, missing: ['APPLE_API_ISSUER'] },
    { env: { APPLE_API_KEY: 'key.p8' }, missing: ['APPLE_API_KEY_ID', 'APPLE_API_ISSUER', 'CSC_LINK'] },
    { env: NOTARY, missing: ['CSC_LINK'] },
    { env: { CSC_KEY_PASSWORD: 'x' }, missing: ['CSC_LINK'] },
    { env: { ...NOTARY, CSC_KEY_PASSWORD: 'x' }, missing: ['CSC_LINK'] },
  ])('with a part of what is needed, name the rest: $missing', ({ env, missing }) => {
    expect(macSigning(env).missing).toEqual(missing);
    expect(() => signingNotice('darwin', env)).toThrow(SetupError);
    expect(() => signingNotice('darwin', env)).toThrow(`${missing.join(', ')} must be set as well`);
  });
});

describe('packages for Windows', () => {
  it.each([
    { env: {}, isSigned: false, says: 'unsigned, so SmartScreen warns of it' },
    { env: { CSC_LINK: 'a.pfx' }, isSigned: true, says: 'signed.' },
    { env: { WIN_CSC_LINK: 'a.pfx' }, isSigned: true, says: 'signed.' },
    { env: { WIN_CSC_LINK: 'a.pfx', CSC_KEY_PASSWORD: 'x' }, isSigned: true, says: 'signed.' },
    { env: { CSC_LINK: 'a.pfx', WIN_CSC_KEY_PASSWORD: 'x' }, isSigned: true, says: 'signed.' },
    { env: { ...AZURE, ...AZURE_LOGIN, ...SECRET }, isSigned: true, says: 'signed by Azure.' },
    {
      env: { ...AZURE, ...AZURE_LOGIN, AZURE_CLIENT_CERTIFICATE_PATH: 'a.pem' },
      isSigned: true,
      says: 'signed by Azure.',
    },
    {
      env: { ...AZURE, ...AZURE_LOGIN, AZURE_USERNAME: 'me', AZURE_PASSWORD: 'x' },
      isSigned: true,
      says: 'signed by Azure.',
    },
  ])('with $env: $says', ({ env, isSigned, says }) => {
    expect(windowsSigning(env)).toMatchObject({ isSigned, missing: [] });
    expect(signingNotice('win32', env)).toContain(`Windows: ${says}`);
  });

  it('by Azure have the certificate that the variables name', () => {
    expect(windowsSigning({ ...AZURE, ...AZURE_LOGIN }).azure).toEqual({
      endpoint: 'https://weu.codesigning.azure.net',
      codeSigningAccountName: 'account',
      certificateProfileName: 'profile',
      publisherName: 'publisher',
    });
  });

  it.each([
    { env: { WIN_CSC_KEY_PASSWORD: 'x' }, missing: ['WIN_CSC_LINK'] },
    { env: { CSC_KEY_PASSWORD: 'x' }, missing: ['CSC_LINK'] },
    { env: { ...AZURE_LOGIN, ...SECRET }, missing: Object.keys(AZURE) },
    { env: { ...AZURE_LOGIN, ...SECRET, WIN_CSC_LINK: 'a.pfx' }, missing: Object.keys(AZURE) },
    { env: { ...AZURE, ...AZURE_LOGIN }, missing: [NO_SECRET] },
    { env: { ...AZURE, ...AZURE_LOGIN, AZURE_PASSWORD: 'x' }, missing: [NO_SECRET] },
    { env: { ...AZURE, ...AZURE_LOGIN, AZURE_USERNAME: 'me' }, missing: ['AZURE_PASSWORD'] },
    {
      env: { ...AZURE, ...SECRET, AZURE_CLIENT_ID: 'client', AZURE_SIGN_PROFILE: '' },
      missing: ['AZURE_SIGN_PROFILE', 'AZURE_TENANT_ID'],
    },
  ])('with a part of what is needed, name the rest: $missing', ({ env, missing }) => {
    expect(windowsSigning(env).missing).toEqual(missing);
    expect(() => signingNotice('win32', env)).toThrow(`${missing.join(', ')} must be set as well`);
  });
});

it('packages for Linux print nothing, whatever is set for others', () => {
  expect(signingNotice('linux', { APPLE_API_KEY: 'key.p8' })).toBeUndefined();
});
