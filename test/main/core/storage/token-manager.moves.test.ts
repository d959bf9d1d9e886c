// Moves that fail half-way, over crashes and with refreshes in between: the newest pair is in one place, and the other copy is removed.
import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import type { StoreChoice } from '../../../../main/core/ports/token-places';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { outcomeOf } from '../../../support/core-graph';
import { makeTokens } from '../../../support/make-jwt';
import { Machine, type Run } from '../../../support/machine';

compareSecretsByText();

const MINUTE = 60_000;
const FILE = { kind: 'file', path: '/tokens.json' } as const satisfies StoreChoice;

async function signedIn() {
  const machine = new Machine();
  const run = await machine.signedIn();
  return { machine, run, keychain: machine.store(), file: machine.store(FILE) };
}

const move = (run: Run, choice: StoreChoice = FILE) => outcomeOf(run.registry.moveTokens('default', choice));
const state = (run: Run) => [run.manager().getTokens(), run.manager().storageFacet, run.manager().storageFailure];
const placeOf = (run: Run) => run.registry.get('default').store.kind;

describe('a move that cannot be noted', () => {
  it('leaves the old place in use and no copy; the next try works', async () => {
    const { machine, run, keychain, file } = await signedIn();
    const { tokens } = machine.store().kept ?? {};
    machine.index.breakWith(new AxiomTokenError('STORAGE_FULL'));
    expect(await move(run)).toBe('STORAGE_FULL');
    expect([placeOf(run), keychain.kept?.tokens, file.kept]).toEqual(['keychain', tokens, undefined]);
    machine.index.breakWith(undefined);
    expect([await move(run), placeOf(run)]).toEqual([undefined, 'file']);
    expect([keychain.kept, file.kept?.tokens]).toEqual([undefined, tokens]);
  });

  it('and whose copy cannot be removed: the next try uses that copy, also after refreshes', async () => {
    const { machine, run, keychain, file } = await signedIn();
    machine.index.breakWith(new AxiomTokenError('STORAGE_FULL'));
    file.fail(['clear'], 'STORAGE_DENIED');
    expect(await move(run)).toBe('STORAGE_FULL');
    machine.index.breakWith(undefined);
    file.fail(['clear']);
    await run.refresher().refresh('person');
    expect([await move(run), placeOf(run), keychain.kept]).toEqual([undefined, 'file', undefined]);
    expect(file.kept?.tokens).toEqual(run.manager().getTokens());
  });

  it('and a crash before the copy could be removed: the old place counts', async () => {
    const { machine, run, keychain, file } = await signedIn();
    const { tokens } = keychain.kept ?? {};
    const save = file.save.bind(file);
    file.save = async (record) => {
      await save(record);
      run.crash();
    };
    void move(run);
    await machine.clock.advance(0);
    file.save = save;
    const next = await machine.started();
    expect([placeOf(next), state(next)]).toEqual(['keychain', [tokens, 'saved', undefined]]);
    expect([await move(next), file.kept?.tokens, keychain.kept]).toEqual([undefined, tokens, undefined]);
  });
});

describe('a move after which the former place cannot be cleared', () => {
  it('has the newest pair at the new place after a refresh, and the former copy is removed later', async () => {
    for (const isRestarted of [false, true]) {
      const { machine, run, keychain, file } = await signedIn();
      keychain.fail(['clear'], 'STORAGE_LOCKED');
      expect(await move(run)).toBe('STORAGE_LOCKED');
      await run.refresher().refresh('person');
      const newest = run.manager().getTokens();
      expect([file.kept?.tokens, run.manager().storageFacet]).toEqual([newest, 'saved']);
      const last = isRestarted ? await machine.restarted(run) : run;
      keychain.fail(['clear']);
      await machine.clock.advance(MINUTE);
      expect([placeOf(last), state(last)]).toEqual(['file', [newest, 'saved', undefined]]);
      expect([keychain.kept, file.kept?.tokens]).toEqual([undefined, newest]);
    }
  });

  it('is finished later even if the former place hides the copy for a while', async () => {
    const { machine, run, keychain } = await signedIn();
    const record = keychain.kept;
    keychain.fail(['load', 'clear'], 'STORAGE_LOCKED');
    await move(run);
    keychain.kept = undefined;
    keychain.fail(['load', 'clear']);
    const next = await machine.restarted(run);
    await machine.clock.advance(MINUTE);
    keychain.kept = record;
    await machine.clock.advance(2 * MINUTE);
    expect([keychain.kept, next.manager().storageFailure]).toEqual([undefined, undefined]);
  });

  it('and a sign-out before that removes both', async () => {
    const { machine, run, keychain, file } = await signedIn();
    keychain.fail(['load', 'clear'], 'STORAGE_LOCKED');
    await move(run);
    await outcomeOf(run.manager().clear());
    const next = await machine.restarted(run);
    keychain.fail(['load', 'clear']);
    await machine.clock.advance(MINUTE);
    expect([keychain.kept, file.kept, next.manager().getTokens()]).toEqual([undefined, undefined, undefined]);
  });

  it('and back again before that keeps the tokens', async () => {
    const { machine, run, keychain, file } = await signedIn();
    const { tokens } = keychain.kept ?? {};
    keychain.fail(['clear'], 'STORAGE_LOCKED');
    await move(run);
    expect([await move(run, { kind: 'keychain' }), placeOf(run)]).toEqual([undefined, 'keychain']);
    keychain.fail(['clear']);
    await machine.clock.advance(2 * MINUTE);
    const next = await machine.restarted(run);
    await machine.clock.advance(2 * MINUTE);
    expect([state(next), keychain.kept?.tokens, file.kept]).toEqual([[tokens, 'saved', undefined], tokens, undefined]);
  });

  it('after a crash between the removal and its note ends at the next start', async () => {
    const { machine, run, keychain } = await signedIn();
    const remove = keychain.clear.bind(keychain);
    keychain.clear = async () => {
      await remove();
      run.crash();
    };
    void move(run);
    await machine.clock.advance(0);
    keychain.clear = remove;
    const next = await machine.started();
    expect([placeOf(next), next.manager().storageFailure, machine.index.list()[0]?.removing]).toEqual([
      'file',
      undefined,
      undefined,
    ]);
  });
});

describe('a place that belongs to another profile', () => {
  it('is refused with its name, also by a link', async () => {
    const { machine, run } = await signedIn();
    await move(run);
    await run.registry.add('second', 'Second');
    await run.manager('second').setTokens(makeTokens(machine.clock.nowMs(), 15 * MINUTE, 'account-2'));
    machine.links.set('/link.json', FILE.path);
    for (const path of [FILE.path, '/link.json']) {
      await expect(run.registry.moveTokens('second', { kind: 'file', path })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        message: 'main keeps its tokens there already.',
      });
    }
  });

  it('is given to one only when two move there at once', async () => {
    const { machine, run, file } = await signedIn();
    await run.registry.add('second', 'Second');
    await run.manager('second').setTokens(makeTokens(machine.clock.nowMs(), 15 * MINUTE, 'account-2'));
    const outcomes = await Promise.all([move(run), outcomeOf(run.registry.moveTokens('second', FILE))]);
    expect(outcomes.filter((outcome) => outcome === undefined)).toHaveLength(1);
    const owner = run.registry.list().find(({ store }) => store.kind === 'file');
    expect([
      file.kept?.tokens,
      run.registry
        .list()
        .map(({ store }) => store.kind)
        .sort(),
    ]).toEqual([owner?.manager.getTokens(), ['file', 'keychain']]);
    for (const { manager } of run.registry.list()) expect(manager.storageFacet).toBe('saved');
  });
});

describe('one pair in two profiles', () => {
  it('is refused to an empty one that moves to a file with a copy of it, before anything changes', async () => {
    const { machine, run, file } = await signedIn();
    await run.registry.add('second', 'Second');
    const kept = machine.store().kept;
    file.kept = kept;
    await expect(run.registry.moveTokens('second', FILE)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: 'These tokens are in main already.',
    });
    const second = run.registry.get('second');
    expect([second.store.kind, second.manager.storageFailure, file.kept]).toEqual(['keychain', undefined, kept]);
  });

  it('is refused with the name of the one that has it, also when its place is read later', async () => {
    const { machine, run } = await signedIn();
    await run.registry.add('second', 'Second');
    const tokens = run.manager().getTokens() ?? machine.gateway.issue().tokens;
    await expect(run.manager('second').setTokens(tokens)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: 'These tokens are in main already.',
    });
    machine.lock();
    const next = await machine.restarted(run);
    await next.manager('second').setTokens(tokens);
    machine.unlock();
    await machine.clock.advance(MINUTE);
    const holders = next.registry
      .list()
      .filter(({ manager }) => manager.getTokens()?.refreshToken.equals(tokens.refreshToken));
    expect(holders.map(({ id }) => id)).toEqual(['second']);
    await machine.clock.advance(10 * MINUTE);
    const sent = machine.gateway.asked.filter(({ current }) => current.refreshToken.equals(tokens.refreshToken));
    expect(sent).toHaveLength(1);
  });
});

describe('a sign-out after a move away from a drive that did not answer', () => {
  it.each([
    ['removes what the Rust client has refreshed there before it', 0, false],
    ['leaves what a person has signed in with there after it', 2 * MINUTE, true],
  ])('%s', async (_what, laterMs, isLeft) => {
    const { machine, run, file } = await signedIn();
    await move(run);
    file.fail(['load', 'save', 'clear'], 'STORAGE_UNAVAILABLE');
    await move(run, { kind: 'keychain' });
    await machine.clock.advance(MINUTE);
    const nowMs = machine.clock.nowMs() + laterMs;
    const { origin } = machine.store().kept ?? { origin: '' };
    file.kept = { tokens: makeTokens(nowMs), origin, recordGeneration: 0, savedAtMs: nowMs };
    await machine.clock.advance(MINUTE);
    await outcomeOf(run.manager().clear());
    const next = await machine.restarted(run);
    await machine.clock.advance(10 * MINUTE);
    file.fail(['load', 'save', 'clear']);
    await next.manager().retryStorage();
    await machine.clock.advance(10 * MINUTE);
    expect([file.kept !== undefined, next.manager().getTokens()]).toEqual([isLeft, undefined]);
  });
});
