// Which of two pairs is newer when the tokens' own dates are wrong: the server's clock was set back between them, or they have no dates.
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../main/core/base/secret';
import type { StoreChoice } from '../../../../main/core/ports/token-places';
import { type AuthTokens, createAuthTokens } from '../../../../main/core/tokens/auth-tokens';
import type { TokenRecord } from '../../../../main/core/tokens/token-record';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { outcomeOf } from '../../../support/core-graph';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { Machine } from '../../../support/machine';
import { makeTokens } from '../../../support/make-jwt';

compareSecretsByText();

const MINUTE = 60_000;
const FILE: Extract<StoreChoice, { kind: 'file' }> = { kind: 'file', path: '/home/person/tokens.json' };

/** A record as the Rust client writes it. */
const unnamed = (tokens: AuthTokens, savedAtMs: number): TokenRecord => ({
  tokens,
  origin: 'https://axiom.trade',
  recordGeneration: 0,
  savedAtMs,
});
const opaque = (nowMs: number, which: string): AuthTokens =>
  createAuthTokens({
    accessToken: new Secret(`access-${which}`),
    refreshToken: new Secret(`refresh-${which}`),
    receivedAtMs: nowMs,
  });

/** Pairs issued by a server one after the other. `diskAheadMs`: how far the clock of the file's disk is ahead. */
type Dates = Readonly<{ first: AuthTokens; next: (nowMs: number) => AuthTokens; diskAheadMs: number }>;
const DATES: readonly (readonly [string, Dates])[] = [
  ['right', { first: makeTokens(FAKE_START_MS), next: (nowMs) => makeTokens(nowMs), diskAheadMs: 0 }],
  [
    'of a server whose clock was set back',
    { first: makeTokens(FAKE_START_MS), next: (nowMs) => makeTokens(nowMs - 5 * MINUTE), diskAheadMs: 0 },
  ],
  [
    'not in the tokens, and the disk is ahead',
    { first: opaque(FAKE_START_MS, '0'), next: (nowMs) => opaque(nowMs, String(nowMs)), diskAheadMs: 2 * MINUTE },
  ],
];

/** The Rust client's file; its pair was exchanged, and the file accepts the next one only if it `canBeWritten`. */
async function exchanged({ first, next, diskAheadMs }: Dates, canBeWritten = false) {
  const machine = new Machine([{ id: 'default', name: 'main', store: FILE, hasTokens: false }]);
  const file = machine.file(FILE.path);
  file.kept = unnamed(first, FAKE_START_MS + diskAheadMs);
  const run = await machine.started();
  await machine.clock.advance(MINUTE);
  const newest = next(machine.clock.nowMs());
  machine.gateway.script.push(async () => ({ tokens: newest, host: 'api.axiom.trade', durationMs: 1 }));
  if (!canBeWritten) file.fail(['save', 'clear'], 'STORAGE_DENIED');
  await run.refresher().refresh('person');
  expect(run.manager().getTokens()?.refreshToken).toEqual(newest.refreshToken);
  const timesAskedFor = ({ refreshToken }: AuthTokens): number =>
    machine.gateway.asked.filter(({ current }) => current.refreshToken.equals(refreshToken)).length;
  return { machine, run, file, first, newest, timesAskedFor };
}

describe.each(DATES)(
  'a pair that was exchanged for a newer one is the older one, with dates that are %s:',
  (_, dates) => {
    it('after a crash, where the file could not be written', async () => {
      const { machine, run, file, newest } = await exchanged(dates);
      run.crash();
      file.fail(['save', 'clear']);
      const second = await machine.started();
      await machine.clock.advance(MINUTE);
      expect(second.manager().getTokens()?.refreshToken).toEqual(newest.refreshToken);
      expect(file.kept?.tokens.refreshToken).toEqual(newest.refreshToken);
    });

    it('after two refreshes and a crash, where the file could not be written', async () => {
      const { machine, run, file, first } = await exchanged(dates);
      await machine.clock.advance(MINUTE);
      const newest = dates.next(machine.clock.nowMs());
      machine.gateway.script.push(async () => ({ tokens: newest, host: 'api.axiom.trade', durationMs: 1 }));
      await run.refresher().refresh('person');
      run.crash();
      file.fail(['save', 'clear']);
      const second = await machine.started();
      await machine.clock.advance(MINUTE);
      expect(second.manager().getTokens()?.refreshToken).not.toEqual(first.refreshToken);
      expect(file.kept?.tokens.refreshToken).toEqual(newest.refreshToken);
    });

    it('for another program on the file, which could not be written', async () => {
      const { machine, first, timesAskedFor } = await exchanged(dates);
      const beside = new Machine([{ id: 'default', name: 'main', store: FILE, hasTokens: true }], machine);
      const other = await beside.started();
      await machine.clock.advance(MINUTE);
      expect(other.manager().getTokens()?.refreshToken).not.toEqual(first.refreshToken);
      expect([other.refresher().failure?.message, timesAskedFor(first)]).toEqual([undefined, 1]);
    });

    it('after a move from the file, which could not be written, and then can be', async () => {
      const { machine, run, file, newest } = await exchanged(dates);
      await outcomeOf(run.registry.moveTokens('default', { kind: 'keychain' }));
      file.fail(['save', 'clear']);
      await run.manager().retryStorage();
      await machine.clock.advance(MINUTE);
      expect(run.manager().getTokens()?.refreshToken).toEqual(newest.refreshToken);
      expect(machine.store().kept?.tokens.refreshToken).toEqual(newest.refreshToken);
    });

    it('where it is written back at a place that was left', async () => {
      const { machine, run, file, first, newest } = await exchanged(dates, true);
      file.fail(['load', 'save', 'clear'], 'STORAGE_UNAVAILABLE');
      await outcomeOf(run.registry.moveTokens('default', { kind: 'keychain' }));
      file.kept = unnamed(first, machine.clock.nowMs() + dates.diskAheadMs);
      file.fail(['load', 'save', 'clear']);
      await run.manager().retryStorage();
      await machine.clock.advance(MINUTE);
      expect(run.manager().getTokens()?.refreshToken).toEqual(newest.refreshToken);
      expect(machine.store().kept?.tokens.refreshToken).toEqual(newest.refreshToken);
    });
  },
);
