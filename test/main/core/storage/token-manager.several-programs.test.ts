// Two programs with one profile: one of them signs in, signs out or dies, and the other one finds the result.
import { describe, expect, it } from 'vitest';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { outcomeOf } from '../../../support/core-graph';
import { settle } from '../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../support/make-jwt';
import { dueAfterMs } from '../../../support/moments';
import { Machine } from '../../../support/machine';
import { Programs } from '../../../support/programs';

compareSecretsByText();

const MINUTE_MS = 60_000;

describe('while another program refreshes', () => {
  it('a sign-in works at once, waits with its write, and is shown as unsaved meanwhile', async () => {
    const programs = new Programs();
    const { manager } = await programs.started();
    const release = await programs.newLock().acquire('keychain:default', 0);
    const tokens = makeTokens(programs.clock.nowMs());
    const signedIn = manager.setTokens(tokens);
    await programs.clock.advance(2_000);
    expect(manager.getTokens()).toBe(tokens);
    expect([manager.storageFacet, programs.store.saved]).toEqual(['unsaved', []]);
    // That refresh's result is older than the sign-in, whatever its generation.
    programs.store.kept = programs.record(2);
    release?.();
    await signedIn;
    expect([manager.storageFacet, programs.store.kept?.recordGeneration]).toEqual(['saved', 3]);
    expect(programs.store.kept?.tokens).toBe(tokens);
  });

  it('a sign-out is written only when that is over', async () => {
    const programs = new Programs();
    const { manager } = await programs.started();
    const release = await programs.newLock().acquire('keychain:default', 0);
    const cleared = manager.clear();
    await programs.clock.advance(2_000);
    expect([manager.getTokens(), programs.store.calls.includes('clear')]).toEqual([undefined, false]);
    programs.store.kept = programs.record(2);
    release?.();
    await cleared;
    expect(programs.store.kept).toBeUndefined();
  });

  it('a sign-out that cannot wait longer says so, and is finished later', async () => {
    const programs = new Programs();
    const { manager } = await programs.started();
    const release = await programs.newLock().acquire('keychain:default', 0);
    const cleared = outcomeOf(manager.clear());
    await programs.clock.advance(70_000);
    expect(await cleared).toBe('TIMEOUT');
    release?.();
    await programs.clock.advance(MINUTE_MS);
    expect([programs.store.kept, manager.storageFacet]).toEqual([undefined, 'saved']);
  });

  it('a start reads the tokens without the journal, which is the other one’s', async () => {
    const programs = new Programs();
    const newer = programs.record(2);
    await programs.journal.seal(newer);
    const release = await programs.newLock().acquire('keychain:default', 0);
    const { manager } = programs.program();
    const loaded = manager.load();
    await programs.clock.advance(2_000);
    await loaded;
    expect([manager.getRecord()?.recordGeneration, manager.storageFacet]).toEqual([1, 'saved']);
    expect(programs.files.sealed).toBeDefined();
    release?.();
  });
});

describe('a program that died with the answer sealed and not saved', () => {
  it('has its answer saved by another one before that one refreshes', async () => {
    const programs = new Programs();
    const { manager, refresher } = await programs.started();
    programs.clock.jumpWall(10 * MINUTE_MS);
    const rotated = programs.record(2);
    await programs.journal.seal(rotated);
    await refresher.refresh('automatic');
    expect(programs.gateway.asked).toEqual([]);
    expect(manager.getTokens()).toEqual(rotated.tokens);
    expect([programs.store.kept?.recordGeneration, programs.files.sealed]).toEqual([2, undefined]);
  });

  it('has its pair sent, not the one it had used up, when that is due as well', async () => {
    const programs = new Programs();
    const { refresher } = await programs.started();
    const rotated = programs.record(2);
    await programs.journal.seal(rotated);
    programs.clock.jumpWall(dueAfterMs(rotated.tokens));
    await refresher.refresh('automatic');
    expect(programs.gateway.asked.map(({ current }) => current)).toEqual([rotated.tokens]);
    expect(programs.store.kept?.recordGeneration).toBe(3);
  });

  it('before the answer is remembered: a refusal is then explained', async () => {
    const programs = new Programs();
    const { manager, refresher } = await programs.started();
    programs.files.intent = { recordGeneration: 1, startedAtMs: programs.clock.nowMs() };
    await refresher.refresh('person');
    expect([programs.gateway.asked.length, manager.wasInterrupted]).toEqual([1, false]);
    programs.files.intent = { recordGeneration: 2, startedAtMs: programs.clock.nowMs() };
    expect(await manager.reloadIfNewer()).toBe(false);
    expect(manager.wasInterrupted).toBe(true);
  });
});

describe('a profile that another program signed in to another account', () => {
  it('is not overwritten by a refresh: nothing is sent, and the message says what is there', async () => {
    const programs = new Programs();
    programs.store.kept = programs.record(1, makeTokens(programs.clock.nowMs(), 900_000, 'account-1'));
    const { manager, refresher } = await programs.started();
    const others = programs.record(1, makeTokens(programs.clock.nowMs(), 900_000, 'account-2'), 'b'.repeat(32));
    programs.store.kept = others;
    expect(await outcomeOf(refresher.refresh('person'))).toBe('WRONG_ACCOUNT');
    expect([programs.gateway.asked, programs.store.kept]).toEqual([[], others]);
    expect([manager.storageFacet, manager.storageFailure?.code]).toEqual(['unavailable', 'WRONG_ACCOUNT']);
    // As the error message promises.
    await manager.clear();
    expect([manager.getRecord(), programs.store.kept]).toEqual([others, others]);
    expect(manager.storageFacet).toBe('saved');
  });

  it('keeps those tokens when it is signed out, and comes back with them', async () => {
    const programs = new Programs();
    programs.store.kept = programs.record(1, makeTokens(programs.clock.nowMs(), 900_000, 'account-1'));
    const { manager } = await programs.started();
    const others = programs.record(1, makeTokens(programs.clock.nowMs(), 900_000, 'account-2'), 'b'.repeat(32));
    programs.store.kept = others;
    await manager.clear();
    expect([programs.store.calls.includes('clear'), manager.getRecord()]).toEqual([false, others]);
    expect([manager.storageFacet, manager.hasUnsavedTokens]).toEqual(['saved', false]);
  });

  it('does not lose those tokens to a sign-in', async () => {
    const programs = new Programs();
    programs.store.kept = programs.record(1, makeTokens(programs.clock.nowMs(), 900_000, 'account-1'));
    const { manager } = await programs.started();
    const others = programs.record(1, makeTokens(programs.clock.nowMs(), 900_000, 'account-2'), 'b'.repeat(32));
    programs.store.kept = others;
    await manager.setTokens(makeTokens(programs.clock.nowMs(), 900_000, 'account-1'));
    expect([manager.storageFailure?.code, programs.store.kept]).toEqual(['WRONG_ACCOUNT', others]);
  });
});

describe('a write that is tried again', () => {
  it('is cancelled by a sign-in that a person has made in another program since', async () => {
    const programs = new Programs();
    const { manager, refresher } = await programs.started();
    await programs.clock.advance(2 * MINUTE_MS);
    programs.store.fail(['save'], 'STORAGE_UNAVAILABLE');
    await refresher.refresh('person');
    // Before that refresh, and after its start.
    const signIn = programs.record(1, makeTokens(programs.clock.nowMs() - MINUTE_MS), 'b'.repeat(32));
    programs.store.kept = signIn;
    programs.store.fail(['save']);
    await manager.retryStorage();
    expect([manager.getRecord(), programs.store.kept, manager.storageFacet]).toEqual([signIn, signIn, 'saved']);
  });

  it('first reads what another program may have saved since', async () => {
    const programs = new Programs();
    const { manager, refresher } = await programs.started();
    programs.store.fail(['save'], 'STORAGE_UNAVAILABLE');
    await refresher.refresh('person');
    expect(manager.storageFacet).toBe('unsaved');
    // From a version without sign-in ids.
    const { signInId: _, ...older } = programs.record(6, makeTokens(programs.clock.nowMs() - MINUTE_MS));
    programs.store.kept = older;
    programs.store.fail(['save']);
    await manager.retryStorage();
    expect([manager.storageFacet, programs.store.kept?.recordGeneration]).toEqual(['saved', 7]);
    await settle();
    expect(programs.table.size).toBe(0);
  });
});

describe('a pair that is pasted before this program has seen what another did with it', () => {
  const started = async () => {
    const machine = new Machine();
    const other = await machine.signedIn();
    const own = await new Machine([], machine).started();
    const pair = other.manager().getTokens() ?? makeTokens(0);
    return { machine, other: other.manager(), refresher: other.refresher(), own: own.manager(), pair };
  };

  it('is a new sign-in where the other has signed out of it, and stays', async () => {
    const { machine, other, own, pair } = await started();
    await other.clear();
    await own.setTokens({ ...pair });
    await machine.clock.advance(MINUTE_MS);
    await own.retryStorage();
    expect([own.getTokens(), machine.store().kept?.tokens]).toEqual([pair, pair]);
  });

  it('is a new sign-in over the one that was made there meanwhile, with that beside it', async () => {
    const { machine, other, own, pair } = await started();
    await machine.clock.advance(MINUTE_MS);
    const later = makeTokens(machine.clock.nowMs());
    await other.setTokens(later);
    await own.setTokens({ ...pair });
    await other.retryStorage();
    expect([own.getTokens(), other.getTokens()]).toEqual([pair, pair]);
    expect(own.replaced?.tokens).toEqual(later);
  });

  it('does not replace what the other has refreshed', async () => {
    const { machine, other, refresher, own, pair } = await started();
    await machine.clock.advance(MINUTE_MS);
    await refresher.refresh('person');
    await own.setTokens({ ...pair });
    expect(own.getTokens()).toEqual(other.getTokens());
    expect(own.holds(pair)).toBe(false);
  });
});

it.each([false, true])(
  'that have moved tokens away end the sign-in in the other, also after another client has refreshed them there: %s',
  async (isRenewed) => {
    const FILE = { kind: 'file', path: '/home/person/tokens.json' } as const;
    const machine = new Machine([{ id: 'default', name: 'main', store: FILE, hasTokens: false }]);
    const one = await machine.signedIn();
    const entry = { id: 'default', name: 'main', store: FILE, hasTokens: true } as const;
    const two = await new Machine([entry], machine).started();
    const file = machine.file(FILE.path);
    await machine.clock.advance(MINUTE_MS);
    const nowMs = machine.clock.nowMs();
    const renewed = { tokens: makeTokens(nowMs), origin: 'https://axiom.trade', recordGeneration: 0, savedAtMs: nowMs };
    if (isRenewed) file.kept = renewed;
    await machine.filesChanged();
    await machine.clock.advance(MINUTE_MS);
    await two.registry.moveTokens('default', { kind: 'keychain' });
    await machine.filesChanged();
    await machine.clock.advance(20 * MINUTE_MS);
    expect([one.manager().getTokens(), file.kept, two.refresher().failure]).toEqual([undefined, undefined, undefined]);
    expect(two.manager().isExpired()).toBe(false);
  },
);
