import { beforeEach, expect, it } from 'vitest';
import { previewRestore } from '../../../../main/core/intents/restore-preview';
import type { TokenRecord } from '../../../../main/core/tokens/token-record';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../support/make-jwt';
import { makeRecord } from '../../../support/make-record';
import { TestServices } from '../../../support/make-services';

const OLD = makeRecord(1, FAKE_START_MS - 86_400_000);
let services: TestServices;

beforeEach(async () => {
  services = new TestServices();
  await services.registry.open();
});

const judge = async (id: string, name: string, record: TokenRecord = OLD) => {
  const contents = { createdAtMs: FAKE_START_MS, appVersion: '0.1.0', profiles: [{ id, name, record }] };
  const [judged] = await previewRestore(services, contents, new Map());
  return judged;
};

it('adds to an account without tokens', async () => {
  expect(await judge('default', 'main')).toMatchObject({
    preview: { effect: 'add' },
    offer: { holderIds: [], newName: undefined },
  });
});

it('is a new account where its name is taken, under one that is free', async () => {
  expect(await judge('other', 'main')).toMatchObject({
    preview: { effect: 'add', newName: 'main 2' },
    offer: { newName: 'main 2' },
  });
});

it('is a new account under a free name where its name is the id of another account, or its id the name of another', async () => {
  expect(await judge('other', 'default')).toMatchObject({ offer: { newName: 'default 2' } });
  expect(await judge('main', 'Other')).toMatchObject({ offer: { newName: 'Other' } });
});

it('names the account that is signed in to the same one at Axiom', async () => {
  await services.registry.get('default').manager.setTokens(makeTokens(FAKE_START_MS));
  expect(await judge('other', 'other')).toMatchObject({
    preview: { effect: 'add', holder: { name: 'main', effect: 'replace-newer' } },
    offer: { holderIds: ['default'] },
  });
});

it('is used up once its tokens were exchanged on this computer', async () => {
  await services.registry.get('default').manager.setTokens(OLD.tokens);
  await services.registry.get('default').refresher.refresh('person');
  expect(await judge('other', 'other')).toMatchObject({ preview: { effect: 'used-up' }, offer: { holderIds: [] } });
});

it('is not known where the place could not be read', async () => {
  services = new TestServices();
  services.keychain().fail(['load'], 'STORAGE_LOCKED');
  await services.registry.open();
  expect(await judge('default', 'main')).toMatchObject({ preview: { effect: 'unread' } });
});
