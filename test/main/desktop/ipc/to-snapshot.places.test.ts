// The snapshot of a place with a problem: label, facet, problem and action must agree.
import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { createHandlers } from '../../../../main/desktop/ipc/handlers/handlers';
import { outcomeOf } from '../../../support/core-graph';
import { failing } from '../../../support/fakes/auth-gateway/scripted-auth-gateway';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../support/make-jwt';
import { makeRecord } from '../../../support/make-record';
import { TestServices } from '../../../support/make-services';
import { putProfile } from '../../../support/put-profile';

const FILE = { kind: 'file', path: '/drive/tokens.json' } as const;
const MISSING = {
  message: 'The file with the saved tokens is not at /drive/tokens.json.',
  remedy: 'Is its disk connected?',
  isMissing: true,
};
const SECOND = 1_000;

/** An account whose tokens are in a file, read or not yet. */
async function inFile() {
  const services = new TestServices();
  await putProfile(services.index, { id: 'default', name: 'main', store: FILE, hasTokens: true });
  const store = services.storeFor('default', FILE);
  store.kept = makeRecord(3, FAKE_START_MS);
  const status = () => {
    const [profile] = services.snapshot().profiles;
    if (!profile) throw new Error('there is a profile');
    return profile;
  };
  const open = async () => {
    await services.registry.open();
    return services.registry.get('default').manager;
  };
  return { services, store, status, open, handlers: createHandlers(services) };
}

describe('a file that is not there at the start', () => {
  it('is reported as missing, never as signed out, and one press looks again', async () => {
    const { store, status, open, handlers } = await inFile();
    store.fail(['load'], 'STORAGE_UNAVAILABLE', MISSING);
    await open();
    expect(status()).toMatchObject({
      storage: 'unavailable',
      headline: { label: 'Token file is not there', action: 'look-again', tone: 'attention' },
      problem: { message: MISSING.message, remedy: MISSING.remedy },
    });
    expect(await outcomeOf(handlers.retryStorage({ profileId: 'default' }))).toBe('STORAGE_UNAVAILABLE');
    store.fail(['load']);
    await handlers.retryStorage({ profileId: 'default' });
    expect(status()).toMatchObject({ storage: 'saved', headline: { kind: 'good' } });
    expect(status()).not.toHaveProperty('problem');
  });
});

describe('a file that another program has emptied', () => {
  it('is described the same way in headline and problem, and one press saves again', async () => {
    const { services, store, status, open, handlers } = await inFile();
    const manager = await open();
    store.kept = undefined;
    store.fail(['load'], 'STORAGE_UNAVAILABLE', MISSING);
    await manager.retryStorage();
    expect(status()).toMatchObject({
      headline: {
        kind: 'unsaved',
        label: 'In memory only, no longer saved',
        action: 'save-again',
        actionLabel: 'Save again',
      },
      facetWords: { storage: { words: 'No longer saved', tone: 'attention' } },
      problem: { message: MISSING.message, remedy: expect.stringContaining('save them again, or sign out') },
    });
    await handlers.retryStorage({ profileId: 'default' });
    expect([store.saved.length, services.activity.list()[0]?.text]).toEqual([1, 'Tokens saved again']);
  });
});

describe('a file that cannot be understood', () => {
  it('is not reported for some seconds, although a refresh already waits for it; then it is, and a good file ends it at once', async () => {
    const { services, store, status, open } = await inFile();
    await open();
    store.fail(['load'], 'STORAGE_CORRUPT');
    expect(await outcomeOf(services.registry.get('default').refresher.refresh('person'))).toBe('STORAGE_CORRUPT');
    await services.clock.advance(3 * SECOND);
    expect(status()).toMatchObject({ session: 'ok', storage: 'saved', headline: { kind: 'good' } });
    expect(status()).not.toHaveProperty('problem');
    await services.clock.advance(3 * SECOND);
    expect(status()).toMatchObject({ session: 'held-up', storage: 'corrupt', problem: { code: 'STORAGE_CORRUPT' } });
    store.fail(['load']);
    await services.registry.get('default').manager.retryStorage();
    expect(status()).toMatchObject({ session: 'ok', storage: 'saved', headline: { kind: 'good' } });
  });

  it('is still opening at the start', async () => {
    const { services, store, status, open } = await inFile();
    store.fail(['load'], 'STORAGE_CORRUPT');
    await open();
    expect(status()).toMatchObject({ storage: 'opening', headline: { kind: 'opening' } });
    expect(status()).not.toHaveProperty('problem');
    await services.clock.advance(6 * SECOND);
    expect(status()).toMatchObject({ storage: 'corrupt', headline: { kind: 'corrupt' } });
  });
});

it('a network drive that does not answer is reported after ten seconds', async () => {
  const { services, store, status, open } = await inFile();
  const answer = store.hold('load');
  const opening = open();
  await services.clock.advance(9_999);
  expect(status()).toMatchObject({ headline: { kind: 'opening' } });
  await services.clock.advance(1);
  await opening;
  expect(status()).toMatchObject({
    headline: { label: 'Token file does not answer', action: 'look-again' },
    problem: { code: 'TIMEOUT', message: expect.stringContaining('/drive/tokens.json does not answer') },
  });
  answer();
});

it('tokens of another account in the file delay a refresh, with no blame on Axiom, until they are gone', async () => {
  const { services, store, status, open } = await inFile();
  await open();
  const own = store.kept;
  const stranger = makeTokens(FAKE_START_MS, 15 * 60_000, 'somebody-else');
  store.kept = makeRecord(9, FAKE_START_MS, { tokens: stranger });
  expect(await outcomeOf(services.registry.get('default').refresher.refresh('person'))).toBe('WRONG_ACCOUNT');
  expect(status()).toMatchObject({
    session: 'held-up',
    headline: { label: 'Tokens of another account', action: 'look-again' },
    problem: { code: 'WRONG_ACCOUNT' },
  });
  store.kept = own;
  await services.clock.advance(60 * SECOND);
  expect(status()).toMatchObject({ session: 'ok', headline: { kind: 'good' } });
  expect(store.saved).toEqual([]);
});

describe('what is only not remembered', () => {
  it('is reported beside a headline that says the tokens are fine, and one press tries again', async () => {
    const { services, status, open, handlers } = await inFile();
    const { update } = services.index;
    const full = new AxiomTokenError('STORAGE_FULL', { message: 'There is no space left.' });
    services.index.update = () => Promise.reject(full);
    await open();
    expect(status()).toMatchObject({
      storage: 'saved',
      headline: { kind: 'good' },
      isAsideOnly: true,
      problem: {
        code: 'STORAGE_FULL',
        message: expect.stringMatching(/this change is lost at a restart\. There is no space/),
      },
    });
    services.index.update = update;
    await handlers.retryStorage({ profileId: 'default' });
    expect(status()).not.toHaveProperty('problem');
    expect(services.activity.list()[0]?.text).toBe('Everything is saved and noted now');
  });

  it('does not hide why Axiom is not reached', async () => {
    const { services, status, open } = await inFile();
    services.index.update = () => Promise.reject(new AxiomTokenError('STORAGE_FULL'));
    await open();
    services.gateway.otherwise = failing('NETWORK');
    await services.advanceUntilDue();
    expect(status()).toMatchObject({ session: 'offline', problem: { code: 'NETWORK' } });
  });
});

it('a file that others can read is reported, and no more once one press has closed it', async () => {
  const { services, store, status, open, handlers } = await inFile();
  let isClosed = false;
  store.privacy = {
    isPrivate: async () => isClosed,
    makePrivate: async () => {
      isClosed = true;
    },
  };
  await open();
  expect(status()).toMatchObject({ isOpenToOthers: true, headline: { kind: 'good' } });
  await handlers.makePrivate({ profileId: 'default' });
  expect(status()).not.toHaveProperty('isOpenToOthers');
  expect(services.activity.list()[0]?.text).toBe('Token file closed to other users');
});
