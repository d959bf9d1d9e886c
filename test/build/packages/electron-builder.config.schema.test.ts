// Checks the whole configuration with electron-builder's own schema, which refuses unknown names and values.
import { validateConfiguration } from 'app-builder-lib/out/util/config/config.js';
import { describe, expect, it } from 'vitest';
import { packageConfig } from '../../../build/packages/electron-builder.config.mjs';
import { macConfig } from '../../../build/packages/mac/config.mjs';
import { windowsConfig } from '../../../build/packages/windows/config.mjs';

/** As electron-builder gets it. A copy, because the check converts texts and numbers in place. */
const validate = (config: object) =>
  validateConfiguration(JSON.parse(JSON.stringify(config)) as never, { isEnabled: false } as never);

const SIGNED = {
  CSC_LINK: 'certificate.p12',
  APPLE_API_KEY: 'key.p8',
  APPLE_API_KEY_ID: 'id',
  APPLE_API_ISSUER: 'issuer',
};
const AZURE = {
  AZURE_SIGN_ENDPOINT: 'https://weu.codesigning.azure.net',
  AZURE_SIGN_ACCOUNT: 'account',
  AZURE_SIGN_PROFILE: 'profile',
  AZURE_SIGN_PUBLISHER: 'publisher',
};

describe('the configuration', () => {
  it('is one that electron-builder knows', async () => {
    await expect(validate(packageConfig)).resolves.toBeUndefined();
  });

  it.each([
    { signing: 'nothing', env: {} },
    { signing: 'a certificate and the notary', env: SIGNED },
    { signing: 'Azure', env: AZURE },
  ])('is so when packages are signed by $signing', async ({ env }) => {
    await expect(validate({ ...packageConfig, ...macConfig(env), ...windowsConfig(env) })).resolves.toBeUndefined();
  });

  it.each([
    { part: 'name', change: { productname: 'Axiom' } },
    { part: 'name for macOS', change: { mac: { ...packageConfig.mac, hardenedruntime: true } } },
    { part: 'name for Windows', change: { nsis: { ...packageConfig.nsis, perUser: true } } },
    { part: 'name for Linux', change: { linux: { ...packageConfig.linux, categories: 'Utility' } } },
    { part: 'fuse', change: { electronFuses: { ...packageConfig.electronFuses, runAsnode: false } } },
    { part: 'value', change: { nsis: { ...packageConfig.nsis, oneClick: 'sometimes' } } },
  ])('is refused with a wrong $part', async ({ change }) => {
    await expect(validate({ ...packageConfig, ...change })).rejects.toThrow('Invalid configuration object');
  });
});
