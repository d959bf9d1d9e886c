// A sign-out or a new sign-in in one program, whatever the tokens' dates: the other one follows, and brings nothing back.
import { describe, expect, it } from 'vitest';
import type { AuthTokens } from '../../../../main/core/tokens/auth-tokens';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { outcomeOf } from '../../../support/core-graph';
import { settle } from '../../../support/fakes/clock/fake-clock';
import { Machine, type Run } from '../../../support/machine';
import { makeTokens } from '../../../support/make-jwt';
import { untilDueMs } from '../../../support/moments';

compareSecretsByText();

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const FILE = { kind: 'file', path: '/home/person/tokens.json' } as const;

/** Two programs with one sign-in in the keychain, and tokens that were issued before it. */
async function signedIn(place: 'keychain' | 'file' = 'keychain') {
  const machine = new Machine();
  const early = makeTokens(machine.clock.nowMs(), 2 * HOUR);
  await machine.clock.advance(10 * MINUTE);
  const a = await machine.signedIn();
  if (place === 'file') await a.registry.moveTokens('default', FILE);
  const store = place === 'file' ? FILE : ({ kind: 'keychain' } as const);
  const beside = new Machine([{ id: 'default', name: 'main', store, hasTokens: true }], machine);
  const b = await beside.started();
  const kept = () => (place === 'file' ? machine.file(FILE.path) : machine.store()).kept?.tokens;
  return { machine, a, b, early, kept };
}

const current = (run: Run) => run.manager().getTokens();
const has = (tokens: AuthTokens | undefined, { refreshToken }: AuthTokens) =>
  tokens?.refreshToken.equals(refreshToken) ?? false;

describe('a sign-out and a sign-in with tokens that were issued earlier', () => {
  it.each([
    ['keychain', 0],
    ['file', 0],
    ['file', 20_000],
  ] as const)('in the %s, %i ms later, are followed', async (place, laterMs) => {
    const { machine, a, b, early, kept } = await signedIn(place);
    await a.manager().clear();
    await machine.clock.advance(laterMs);
    await a.manager().setTokens(early);
    await machine.filesChanged();
    await machine.clock.advance(20 * MINUTE);
    expect([kept(), current(a), current(b)].map((tokens) => has(tokens, early))).toEqual([true, true, true]);
  });

  it('while the keychain is locked are followed, though the other has refreshed meanwhile', async () => {
    const { machine, a, b, early, kept } = await signedIn();
    machine.lock();
    await outcomeOf(a.manager().clear());
    await a.manager().setTokens(early);
    await machine.clock.advance(untilDueMs(machine.clock, b.refresher()));
    machine.unlock();
    await a.manager().retryStorage();
    await machine.clock.advance(5 * MINUTE);
    await b.manager().retryStorage();
    await machine.clock.advance(20 * MINUTE);
    expect([kept(), current(a), current(b)].map((tokens) => has(tokens, early))).toEqual([true, true, true]);
  });

  it('of another account are followed', async () => {
    const { machine, a, b } = await signedIn();
    await a.manager().clear();
    const others = makeTokens(machine.clock.nowMs(), 2 * HOUR, 'account-2');
    await a.manager().setTokens(others);
    await machine.clock.advance(MINUTE);
    expect([has(current(b), others), b.manager().storageFailure]).toEqual([true, undefined]);
  });
});

describe('a sign-in over one that the other program is just refreshing', () => {
  it('stays, and keeps the result of the refresh beside it', async () => {
    const { machine, a, b, kept } = await signedIn();
    const held = machine.gateway.held();
    machine.gateway.script.push(held.step);
    const refreshing = outcomeOf(b.refresher().refresh('person'));
    await settle();
    machine.gateway.goOffline();
    const anew = makeTokens(machine.clock.nowMs() - MINUTE, 2 * HOUR);
    const signing = outcomeOf(a.manager().setTokens(anew));
    await machine.clock.advance(2_000);
    const rotated = machine.gateway.issue();
    held.release(rotated);
    await machine.clock.advance(MINUTE);
    expect(await Promise.all([refreshing, signing])).toEqual([undefined, undefined]);
    expect(machine.store().kept?.replaced?.tokens).toEqual(rotated.tokens);
    expect([kept(), current(a), current(b)].map((tokens) => has(tokens, anew))).toEqual([true, true, true]);
  });

  it.each(['who signed in', 'who refreshed'])('keeps it where all was locked and %s writes first', async (who) => {
    const { machine, a, b, kept } = await signedIn();
    const held = machine.gateway.held();
    machine.gateway.script.push(held.step);
    const refreshing = outcomeOf(b.refresher().refresh('person'));
    await settle();
    machine.gateway.goOffline();
    machine.lock();
    const anew = makeTokens(machine.clock.nowMs() - MINUTE, 2 * HOUR);
    const signing = outcomeOf(a.manager().setTokens(anew));
    const rotated = machine.gateway.issue();
    held.release(rotated);
    await machine.clock.advance(1_000);
    machine.unlock();
    const [first, second] = who === 'who signed in' ? [a, b] : [b, a];
    await first.manager().retryStorage();
    await second.manager().retryStorage();
    await machine.clock.advance(MINUTE);
    await Promise.all([refreshing, signing]);
    expect([kept(), current(a), current(b)].map((tokens) => has(tokens, anew))).toEqual([true, true, true]);
    expect(machine.store().kept?.replaced?.tokens).toEqual(rotated.tokens);
  });
});

describe('a sign-out in one program', () => {
  it('reaches one that refreshed while its clock was ahead', async () => {
    const { machine, a, b, kept } = await signedIn();
    machine.lock();
    machine.clock.jumpWall(2 * HOUR);
    await machine.clock.advance(MINUTE);
    machine.clock.jumpWall(-2 * HOUR);
    machine.unlock();
    await a.manager().clear();
    await machine.clock.advance(5 * MINUTE);
    expect([kept(), current(a), current(b), b.manager().storageFailure]).toEqual(Array(4).fill(undefined));
  });

  it('that is just being done is not undone by a move that begins in the other', async () => {
    const { machine, a, b, kept } = await signedIn();
    const open = machine.store().hold('clear');
    const clearing = outcomeOf(a.manager().clear());
    await machine.clock.advance(10);
    const moving = outcomeOf(b.registry.moveTokens('default', FILE));
    await machine.clock.advance(100);
    open();
    await machine.clock.advance(10 * MINUTE);
    expect(await Promise.all([clearing, moving])).toEqual([undefined, undefined]);
    expect([kept(), machine.file(FILE.path).kept, current(a), current(b)]).toEqual(Array(4).fill(undefined));
  });

  it('does not bring back what the sign-in had replaced, though the other has refreshed that', async () => {
    const { machine, a, b, kept } = await signedIn();
    const anew = makeTokens(machine.clock.nowMs());
    const signing = a.manager().setTokens(anew);
    for (let at = 0; at < 400 && !has(kept(), anew); at++) await Promise.resolve();
    machine.lock();
    await signing;
    await outcomeOf(a.manager().clear());
    await machine.clock.advance(9 * MINUTE);
    machine.unlock();
    await a.manager().retryStorage();
    await b.manager().retryStorage();
    await machine.clock.advance(2 * MINUTE);
    expect([kept(), current(a), current(b)]).toEqual(Array(3).fill(undefined));
  });
});

describe('a move', () => {
  it.each(['died', 'still runs'])('moves what the other program, which %s, could only seal', async (what) => {
    const { machine, a, b } = await signedIn();
    machine.lock();
    await machine.clock.advance(MINUTE);
    await a.refresher().refresh('person');
    const newest = current(a);
    if (what === 'died') a.crash();
    machine.unlock();
    await b.registry.moveTokens('default', FILE);
    await machine.clock.advance(2 * MINUTE);
    expect([current(b), machine.file(FILE.path).kept?.tokens]).toEqual([newest, newest]);
  });

  it('moves it also while the keychain is still locked', async () => {
    const { machine, a, b } = await signedIn();
    machine.lock();
    await machine.clock.advance(MINUTE);
    await a.refresher().refresh('person');
    const newest = current(a);
    a.crash();
    await outcomeOf(b.registry.moveTokens('default', FILE));
    machine.unlock();
    await b.manager().retryStorage();
    await machine.clock.advance(5 * MINUTE);
    expect(current(b)).toEqual(newest);
  });
});
