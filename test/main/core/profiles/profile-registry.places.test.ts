// Where the registry keeps profiles: several of them, one place chosen twice, the demo, and unknown ones.
import { describe, expect, it } from 'vitest';
import type { StoreChoice } from '../../../../main/core/ports/token-places';
import { outcomeOf } from '../../../support/core-graph';
import { makeTokens } from '../../../support/make-jwt';
import { makeRecord } from '../../../support/make-record';
import { TestServices } from '../../../support/make-services';
import { putProfile } from '../../../support/put-profile';

const file = (path: string): StoreChoice => ({ kind: 'file', path });

describe('places of profiles', () => {
  it('of several profiles are kept apart: each has its entry, and one move moves one', async () => {
    const services = await new TestServices().signedIn();
    const added = await services.registry.add('second', 'Second account');
    expect([added.id, added.name, added.store, added.isDemo]).toEqual([
      'second',
      'Second account',
      { kind: 'keychain' },
      false,
    ]);
    expect(services.index.list().at(-1)).toEqual({
      id: 'second',
      name: 'Second account',
      store: { kind: 'keychain' },
      hasTokens: false,
    });
    const tokens = makeTokens(services.clock.nowMs());
    await added.manager.setTokens(tokens);
    expect([services.keychain('second').kept?.tokens, services.keychain().kept?.tokens === tokens]).toEqual([
      tokens,
      false,
    ]);
    await services.registry.moveTokens('second', file('/second'));
    expect(services.index.list().map(({ id, store, hasTokens }) => [id, store.kind, hasTokens])).toEqual([
      ['default', 'keychain', true],
      ['second', 'file', true],
    ]);
    expect([services.keychain('second').kept, services.keychain().kept === undefined]).toEqual([undefined, false]);
  });

  it('that were chosen before are found again by the next run', async () => {
    const services = await new TestServices().signedIn();
    await services.registry.moveTokens('default', file('/tokens'));
    const next = new TestServices();
    for (const entry of services.index.list()) await putProfile(next.index, entry);
    const kept = services.storeFor('default', file('/tokens')).kept;
    next.storeFor('default', file('/tokens')).kept = kept;
    await next.registry.open();
    expect(next.registry.list().map(({ id, store }) => [id, store])).toEqual([['default', file('/tokens')]]);
    expect(next.registry.get('default').manager.getRecord()).toBe(kept);
  });

  it('that are the present one change nothing and ask nothing', async () => {
    const services = await new TestServices().signedIn();
    for (const choice of [{ kind: 'keychain' }, file('/tokens'), file('/tokens')] as const) {
      await services.registry.moveTokens('default', choice);
    }
    const store = services.storeFor('default', file('/tokens'));
    const calls = store.calls.length;
    await services.registry.moveTokens('default', file('/tokens'));
    expect([store.calls.length, store.kept === undefined]).toEqual([calls, false]);
  });

  it('differ by their path, also when both are files', async () => {
    const services = await new TestServices().signedIn();
    await services.registry.moveTokens('default', file('/one'));
    await services.registry.moveTokens('default', file('/two'));
    const kept = ['/one', '/two'].map((path) => services.storeFor('default', file(path)).kept?.recordGeneration);
    expect(kept).toEqual([undefined, 1]);
    expect(services.registry.get('default').store).toEqual(file('/two'));
  });

  it('in memory are noted, and left again after a sign-out', async () => {
    const services = await new TestServices().signedIn();
    await services.registry.moveTokens('default', { kind: 'memory' });
    expect(services.index.list()).toMatchObject([{ store: { kind: 'memory' } }]);
    expect(services.keychain().kept).toBeUndefined();
    await services.registry.get('default').manager.clear();
    await services.registry.moveTokens('default', { kind: 'keychain' });
    expect(services.index.list()).toMatchObject([{ store: { kind: 'keychain' }, hasTokens: false }]);
  });

  it('of the demo stay in memory, and the refusal says so', async () => {
    const services = new TestServices();
    const demo = services.registry.addForThisRun('demo', 'demo', services.gateway);
    expect([demo.store, demo.manager.place.store.place]).toEqual([{ kind: 'memory' }, 'This run only']);
    await expect(services.registry.moveTokens('demo', file('/demo'))).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: 'The demo account is kept in memory only.',
      remedy: 'Nothing was changed.',
    });
  });

  it('of a profile that does not exist cannot be asked for', async () => {
    const services = await new TestServices().signedIn();
    expect(() => services.registry.get('nobody')).toThrow(
      expect.objectContaining({ code: 'TOKEN_NOT_FOUND', message: 'There is no such account.' }),
    );
    expect(await outcomeOf(services.registry.moveTokens('nobody', file('/x')))).toBe('TOKEN_NOT_FOUND');
  });

  it('that work are left alone when others are tried again', async () => {
    const services = await new TestServices().signedIn();
    const calls = services.keychain().calls.length;
    services.registry.retryFailedStores();
    await services.clock.advance(0);
    expect(services.keychain().calls).toHaveLength(calls);
  });
});

describe('a sign-out that was cut short', () => {
  const cutShort = async () => {
    const services = await new TestServices().signedIn();
    services.keychain().fail(['clear'], 'STORAGE_LOCKED');
    expect(await outcomeOf(services.registry.get('default').manager.clear())).toBe('STORAGE_LOCKED');
    const next = new TestServices();
    for (const entry of services.index.list()) await putProfile(next.index, entry);
    next.keychain().kept = services.keychain().kept;
    return next;
  };

  it('is finished by the next start', async () => {
    const next = await cutShort();
    expect(next.keychain().kept).toBeDefined();
    await next.registry.open();
    const { manager } = next.registry.get('default');
    expect([manager.getTokens(), manager.storageFacet, next.keychain().kept]).toEqual([undefined, 'saved', undefined]);
    expect(next.index.list()).toMatchObject([
      { id: 'default', name: 'main', store: { kind: 'keychain' }, hasTokens: false },
    ]);
    expect(next.gateway.asked).toEqual([]);
  });

  it('is finished later when the store is still locked, and nothing is shown as signed in meanwhile', async () => {
    const next = await cutShort();
    next.keychain().fail(['load', 'clear'], 'STORAGE_LOCKED');
    await next.registry.open();
    const { manager } = next.registry.get('default');
    expect([manager.getTokens(), manager.storageFacet]).toEqual([undefined, 'locked']);
    next.keychain().fail(['load', 'clear']);
    await manager.retryStorage();
    expect([manager.getTokens(), manager.storageFacet, next.keychain().kept]).toEqual([undefined, 'saved', undefined]);
  });

  it('removes what is left of tokens that are gone already', async () => {
    const next = await cutShort();
    next.keychain().kept = undefined;
    await next.registry.open();
    expect([next.keychain().calls.at(-1), next.index.list()[0]?.removing]).toEqual(['load', undefined]);
  });

  it('keeps the profile in the list until it is finished, since nobody else would finish it', async () => {
    const services = await new TestServices().signedIn();
    await services.registry.add('second', 'Second account');
    const release = services.keychain().hold('clear');
    const cleared = services.registry.get('default').manager.clear();
    await services.clock.advance(0);
    await expect(services.registry.remove('default')).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: 'The sign-out of main is not finished yet, so it stays in the list.',
    });
    release();
    await cleared;
    await services.registry.remove('default');
    expect(services.registry.list().map(({ id }) => id)).toEqual(['second']);
  });

  it('does not remove a sign-in that was made since', async () => {
    const next = await cutShort();
    const since = makeRecord(9, next.clock.nowMs() + 1);
    next.keychain().kept = since;
    await next.registry.open();
    expect([next.registry.get('default').manager.getRecord(), next.keychain().kept]).toEqual([since, since]);
  });

  it('is cancelled by a new sign-in', async () => {
    const next = await cutShort();
    next.keychain().fail(['load', 'clear'], 'STORAGE_LOCKED');
    await next.registry.open();
    const { manager } = next.registry.get('default');
    const tokens = makeTokens(next.clock.nowMs());
    await manager.setTokens(tokens);
    expect(next.keychain().saved).toEqual([]);
    next.keychain().fail(['load', 'clear']);
    await manager.retryStorage();
    expect([next.keychain().kept?.tokens === tokens, next.index.list()[0]?.hasTokens]).toEqual([true, true]);
    expect(next.index.list()[0]?.removing).toBeUndefined();
  });
});
