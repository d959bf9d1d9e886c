// Sign-out and "Clear all": what is always removed, what remains when a place cannot be cleared, and the messages.
import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../../../main/core/base/errors';
import { createHandlers } from '../../../../main/desktop/ipc/handlers/handlers';
import { outcomeOf } from '../../../support/core-graph';
import { FAKE_START_MS, settle } from '../../../support/fakes/clock/fake-clock';
import { makeRecord } from '../../../support/make-record';
import { TestServices } from '../../../support/make-services';

const MAIN = { profileId: 'default' };
const ALL = { profileIds: ['default', 'hedge', 'test'] };

/** Three profiles with tokens; the token of main is in the clipboard. */
async function threeProfiles() {
  const services = await new TestServices().signedIn();
  const handlers = createHandlers(services);
  for (const name of ['Hedge', 'Test']) {
    const { profileId } = await handlers.addProfile({ name });
    await services.registry.get(profileId).manager.setTokens(services.gateway.issue().tokens);
  }
  await handlers.copyAccessToken(MAIN);
  const inMemory = () => services.registry.list().filter(({ manager }) => manager.getTokens()).length;
  return { services, handlers, inMemory };
}

describe('"Clear all" with one place that fails', () => {
  it.each<ErrorCode>(['STORAGE_LOCKED', 'STORAGE_UNAVAILABLE', 'STORAGE_DENIED', 'TIMEOUT', 'INTERNAL'])(
    'clears all others, the memory of all and the clipboard, and names what remains: %s',
    async (code) => {
      const { services, handlers, inMemory } = await threeProfiles();
      services.keychain('hedge').fail(['clear', 'load'], code);
      const { removed, remaining } = await handlers.clearTokens(ALL);
      expect(removed).toEqual([
        'main: tokens in memory and in the system keychain',
        'Test: tokens in memory and in the system keychain',
        'A copied access token on the clipboard',
      ]);
      expect(remaining).toMatchObject([{ profileId: 'hedge', name: 'Hedge', code }]);
      expect(remaining?.[0]?.message).toContain(
        'removed from memory and from the clipboard, but could not be removed from',
      );
      expect(inMemory()).toBe(0);
      expect([services.keychain().kept, services.keychain('test').kept, services.onClipboard]).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
      expect(services.keychain('hedge').kept).toBeDefined();
    },
  );

  it('does not wait with the others, nor with the clipboard, for a place that hangs', async () => {
    const { services, handlers, inMemory } = await threeProfiles();
    const release = services.keychain().hold('load');
    const clearing = handlers.clearTokens(ALL);
    await settle();
    expect([inMemory(), services.onClipboard]).toEqual([0, undefined]);
    expect([services.keychain('hedge').kept, services.keychain('test').kept]).toEqual([undefined, undefined]);
    release();
    expect(await clearing).not.toHaveProperty('remaining');
  });

  it('names no profile twice', async () => {
    const { handlers } = await threeProfiles();
    expect((await handlers.clearTokens({ profileIds: ['hedge', 'hedge'] })).removed).toEqual([
      'Hedge: tokens in memory and in the system keychain',
      'A copied access token on the clipboard',
    ]);
  });
});

it('does not say "nothing was there" of a place that could not be read before', async () => {
  const services = new TestServices();
  services.keychain().fail(['load'], 'STORAGE_LOCKED');
  await services.registry.open();
  services.keychain().fail(['load']);
  expect(await createHandlers(services).clearTokens({ profileIds: ['default'] })).toEqual({
    removed: ['main: whatever was in the system keychain'],
  });
});

describe('a sign-out whose removal fails', () => {
  it.each<[ErrorCode, string]>([
    ['STORAGE_LOCKED', 'Unlock it: what is saved there is then removed automatically.'],
    ['STORAGE_DENIED', 'Allow access: what is saved there is then removed automatically.'],
    ['STORAGE_UNAVAILABLE', 'The removal is tried again automatically.'],
  ])('clears the clipboard too, and says what is gone and what is not: %s', async (code, remedy) => {
    const { services, handlers } = await threeProfiles();
    services.keychain().fail(['clear', 'load'], code);
    await expect(handlers.signOut(MAIN)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(
        /^The tokens were removed from memory and from the clipboard, but could not be removed from the system keychain\. \S/,
      ),
      remedy,
    });
    expect(services.onClipboard).toBeUndefined();
    expect(services.activity.list()[0]?.text).toBe('Tokens were removed from memory, but not from where they are kept');
  });

  it('does not claim anything of the clipboard when no token was on it', async () => {
    const { services, handlers } = await threeProfiles();
    await services.clipboard.clearOurs();
    services.keychain().fail(['clear', 'load'], 'STORAGE_LOCKED');
    await expect(handlers.signOut(MAIN)).rejects.toMatchObject({
      message: expect.stringMatching(/^The tokens were removed from memory, but could not/),
    });
  });

  it('does not promise to remove what belongs to another server', async () => {
    const services = new TestServices();
    services.keychain().kept = makeRecord(1, FAKE_START_MS, { origin: 'https://other.example' });
    await services.registry.open();
    await expect(createHandlers(services).signOut(MAIN)).rejects.toMatchObject({
      code: 'WRONG_ORIGIN',
      remedy: 'They are untouched. Start the app for the server they belong to.',
    });
    expect(services.keychain().kept).toBeDefined();
  });

  it('is made automatically when the place can be reached again', async () => {
    const { services, handlers } = await threeProfiles();
    services.keychain().fail(['clear', 'load'], 'STORAGE_LOCKED');
    expect(await outcomeOf(handlers.signOut(MAIN))).toBe('STORAGE_LOCKED');
    services.keychain().fail(['clear', 'load']);
    await services.clock.advance(10 * 60_000);
    expect(services.keychain().kept).toBeUndefined();
  });
});

it('names a file by its path, and memory as memory', async () => {
  const { handlers } = await threeProfiles();
  await handlers.chooseStorage({ profileId: 'hedge', kind: 'file' });
  await handlers.chooseStorage({ profileId: 'test', kind: 'memory' });
  const { removed } = await handlers.clearTokens({ profileIds: ['hedge', 'test'] });
  expect(removed.slice(0, 2)).toEqual(['Hedge: tokens in memory and in /home/person/chosen', 'Test: tokens in memory']);
});
