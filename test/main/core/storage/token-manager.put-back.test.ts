// Tokens that are put back at their place: a token file after its sign-in was removed (the old removal no longer counts), and tokens that were invisible.
import { describe, expect, it } from 'vitest';
import type { AuthTokens } from '../../../../main/core/tokens/auth-tokens';
import type { TokenRecord } from '../../../../main/core/tokens/token-record';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { outcomeOf } from '../../../support/core-graph';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { Machine } from '../../../support/machine';
import { makeTokens } from '../../../support/make-jwt';

compareSecretsByText();

const MINUTE = 60_000;
const FILE = { kind: 'file', path: '/tokens.json' } as const;
const KEYCHAIN = { kind: 'keychain' } as const;
const ALL = ['load', 'save', 'clear'] as const;

/** As another client writes it. */
const unnamed = (tokens: AuthTokens, savedAtMs: number): TokenRecord => ({
  tokens,
  origin: 'https://axiom.trade',
  recordGeneration: 0,
  savedAtMs,
});

/** Signed in from a file, signed out there, and the file was put back: in use again. `kept`: the initial content. */
async function putBack(whose: 'ours' | 'another client’s') {
  const machine = new Machine();
  const run = await machine.started();
  const file = machine.file(FILE.path);
  const tokens = makeTokens(FAKE_START_MS);
  if (whose === 'ours') await run.manager().setTokens(tokens);
  else file.kept = unnamed(tokens, FAKE_START_MS);
  await run.registry.moveTokens('default', FILE);
  const copy = file.kept;
  await run.manager().clear();
  await machine.clock.advance(MINUTE);
  file.kept = whose === 'ours' ? copy : unnamed(tokens, machine.clock.nowMs());
  await machine.filesChanged();
  expect(run.manager().getTokens()?.refreshToken).toEqual(tokens.refreshToken);
  const unplug = () => file.fail(ALL, 'STORAGE_UNAVAILABLE', { isMissing: true });
  return { machine, run, file, tokens, unplug };
}

describe.each(['ours', 'another client’s'] as const)('a file of %s that was put back', (whose) => {
  it('does not count as signed out if its drive is not connected', async () => {
    const { machine, run, tokens, unplug } = await putBack(whose);
    unplug();
    await machine.filesChanged();
    expect(run.manager().getTokens()?.refreshToken).toEqual(tokens.refreshToken);
  });

  it('and disappears is saved elsewhere by a move', async () => {
    const { machine, run, file, tokens } = await putBack(whose);
    file.kept = undefined;
    await machine.filesChanged();
    await outcomeOf(run.registry.moveTokens('default', KEYCHAIN));
    expect(machine.store().kept?.tokens.refreshToken).toEqual(tokens.refreshToken);
  });

  it('is removed once its drive is back, if a person signed out meanwhile', async () => {
    const { machine, run, file, unplug } = await putBack(whose);
    unplug();
    await machine.clock.advance(MINUTE);
    await outcomeOf(run.manager().clear());
    await machine.clock.advance(MINUTE);
    file.fail(ALL);
    await machine.filesChanged();
    await machine.clock.advance(2 * MINUTE);
    expect([run.manager().getTokens(), file.kept]).toEqual([undefined, undefined]);
  });

  it('is removed once its drive is back, if the tokens were moved away meanwhile', async () => {
    const { machine, run, file, tokens, unplug } = await putBack(whose);
    file.fail(ALL, 'STORAGE_UNAVAILABLE');
    await outcomeOf(run.registry.moveTokens('default', KEYCHAIN));
    unplug();
    await machine.clock.advance(5 * MINUTE);
    file.fail(ALL);
    await machine.clock.advance(10 * MINUTE);
    expect([file.kept, run.manager().getTokens() !== undefined]).toEqual([undefined, true]);
    expect(machine.gateway.asked.filter(({ current }) => current.refreshToken.equals(tokens.refreshToken)).length).toBe(
      1,
    );
  });
});

/** Saved by an earlier version, whose list of accounts names no sign-in; invisible when the app starts. */
async function hiddenWithoutName(store: typeof FILE | typeof KEYCHAIN) {
  const machine = new Machine();
  const first = await machine.signedIn();
  if (store.kind === 'file') await first.registry.moveTokens('default', store);
  first.crash();
  await machine.index.update('default', () => ({ id: 'default', name: 'main', store, hasTokens: true }));
  const at = store.kind === 'file' ? machine.file(store.path) : machine.store();
  at.fail(ALL, store.kind === 'file' ? 'STORAGE_UNAVAILABLE' : 'STORAGE_LOCKED', { isMissing: true });
  return { machine, run: await machine.started(), at };
}

describe.each([FILE, KEYCHAIN])('tokens whose sign-in is not named in the list, out of sight in a $kind', (store) => {
  it.each(['the same run', 'the next start'])(
    'are removed after a sign-out when they are back, in %s',
    async (when) => {
      const { machine, run, at } = await hiddenWithoutName(store);
      await outcomeOf(run.manager().clear());
      await machine.clock.advance(5 * MINUTE);
      expect(machine.index.list()[0]?.removing).toHaveLength(1);
      const next = when === 'the next start' ? await machine.restarted(run) : run;
      await machine.clock.advance(5 * MINUTE);
      at.fail(ALL);
      await machine.clock.advance(2 * MINUTE);
      expect([next.manager().getTokens(), at.kept]).toEqual([undefined, undefined]);
      expect(machine.index.list()[0]?.removing ?? []).toEqual([]);
    },
  );
});

/** Signed in twice, the second time over the first, and the first one's copy is put back. */
async function firstPutBack(store: typeof FILE | typeof KEYCHAIN) {
  const machine = new Machine();
  const run = await machine.signedIn();
  if (store.kind === 'file') await run.registry.moveTokens('default', store);
  const at = store.kind === 'file' ? machine.file(store.path) : machine.store();
  const first = at.kept;
  await machine.clock.advance(MINUTE);
  const second = makeTokens(machine.clock.nowMs());
  machine.gateway.goOffline();
  await run.manager().setTokens(second);
  await machine.clock.advance(MINUTE);
  at.kept = first;
  const look = () => (store.kind === 'file' ? machine.filesChanged() : run.manager().retryStorage());
  return { machine, run, at, first, second, look };
}

describe.each([FILE, KEYCHAIN])('an earlier sign-in that is put back in a $kind while the app runs', (store) => {
  it('is overwritten with the later one, also after a crash', async () => {
    const { machine, run, at, second, look } = await firstPutBack(store);
    await look();
    expect([run.manager().storageFacet, at.kept?.tokens]).toEqual(['saved', second]);
    const next = await machine.restarted(run);
    expect(next.manager().getTokens()).toEqual(second);
  });

  it('makes the later one "not saved" while it cannot be overwritten, and is removed by a sign-out', async () => {
    const { machine, run, at, second, look } = await firstPutBack(store);
    at.fail(['save'], 'STORAGE_FULL');
    await look();
    await machine.clock.advance(MINUTE);
    expect([run.manager().storageFacet, run.manager().hasUnsavedTokens]).toEqual(['unsaved', true]);
    expect(run.manager().getTokens()).toEqual(second);
    await run.manager().clear();
    await machine.clock.advance(MINUTE);
    expect([run.manager().getTokens(), at.kept]).toEqual([undefined, undefined]);
  });

  it.each([true, false])('is removed by a sign-out, whether it was read before or not (%s)', async (isSeen) => {
    const { machine, run, at, look } = await firstPutBack(store);
    if (isSeen) await look();
    await run.manager().clear();
    await machine.clock.advance(MINUTE);
    expect([run.manager().getTokens(), at.kept]).toEqual([undefined, undefined]);
  });

  it('does not stay behind after a move, also where it cannot be written over before', async () => {
    const { machine, run, at, second, look } = await firstPutBack(store);
    at.fail(['save'], 'STORAGE_FULL');
    await look();
    await run.registry.moveTokens('default', store.kind === 'file' ? KEYCHAIN : FILE);
    await machine.clock.advance(5 * MINUTE);
    const other = store.kind === 'file' ? machine.store() : machine.file(FILE.path);
    expect([at.kept, other.kept?.tokens, run.manager().storageFacet]).toEqual([undefined, second, 'saved']);
  });
});
