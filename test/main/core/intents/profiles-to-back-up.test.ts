import { expect, it } from 'vitest';
import { profilesToBackUp } from '../../../../main/core/intents/profiles-to-back-up';
import { TestServices } from '../../../support/make-services';

it('has the existing records, and the reason for each missing one', async () => {
  const services = await new TestServices().signedIn();
  await services.registry.addNamed('empty');
  const { done, failed } = await profilesToBackUp(services.registry.list());
  expect(done.map(({ id, name, record }) => [id, name, record.tokens.accountId])).toEqual([
    ['default', 'main', 'account-1'],
  ]);
  expect(failed).toMatchObject([{ profileId: 'empty', code: 'TOKEN_NOT_FOUND' }]);
});

it.each([
  ['nothing', undefined, 'There are no tokens in main to back up.'],
  ['a locked keychain', 'STORAGE_LOCKED', 'The place where tokens are kept is locked or cannot be read.'],
] as const)('refuses a backup of %s', async (_what, code, message) => {
  const services = new TestServices();
  services.keychain().fail(['load'], code);
  await services.registry.open();
  await expect(profilesToBackUp(services.registry.list())).rejects.toMatchObject({ message });
  await services.registry.addNamed('empty');
  await expect(profilesToBackUp(services.registry.list())).rejects.toMatchObject({
    code: code ?? 'TOKEN_NOT_FOUND',
    message: expect.stringContaining(code === undefined ? 'main: It has no tokens. empty: It has no tokens.' : message),
    remedy: expect.stringMatching(code === undefined ? /^Sign in/ : /^Unlock it/),
  });
});
