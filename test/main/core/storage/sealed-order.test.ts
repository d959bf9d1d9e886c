import { expect, it } from 'vitest';
import { newerSealed, type SpentSide } from '../../../../main/core/storage/sealed-order';
import type { TokenRecord } from '../../../../main/core/tokens/token-record';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../support/make-jwt';
import { makeRecord } from '../../../support/make-record';

const MINUTE = 60_000;

/** A record of tokens issued so many minutes after the start. */
const issued = (minutes: number, generation: number, more: Partial<TokenRecord> = {}): TokenRecord =>
  makeRecord(generation, FAKE_START_MS, { tokens: makeTokens(FAKE_START_MS + minutes * MINUTE), ...more });

it.each<[string, TokenRecord, TokenRecord, SpentSide, 'sealed' | 'found']>([
  ['the higher count is newer', issued(0, 2), issued(0, 1), undefined, 'sealed'],
  ['the lower count is not', issued(0, 1), issued(0, 2), undefined, 'found'],
  ['of one generation the dates decide', issued(1, 2), issued(0, 2), undefined, 'sealed'],
  ['of one generation the dates decide also against it', issued(0, 2), issued(1, 2), undefined, 'found'],
  ['without a generation the dates decide', issued(1, 2), issued(0, 0), undefined, 'sealed'],
  ['without a generation the dates decide also against it', issued(0, 2), issued(1, 0), undefined, 'found'],
  ['what is used up at the place is older, whatever the dates say', issued(0, 2), issued(5, 0), 'found', 'sealed'],
  ['what is used up at the place is older, whatever the count says', issued(0, 1), issued(5, 2), 'found', 'sealed'],
  ['what is used up in the journal is older, whatever the dates say', issued(5, 2), issued(0, 0), 'sealed', 'found'],
  [
    'a later sign-in is newer by the time it was saved',
    issued(0, 1, { signInId: 'b', savedAtMs: FAKE_START_MS + 1 }),
    issued(1, 1, { signInId: 'a' }),
    undefined,
    'sealed',
  ],
])('%s', (_, sealed, found, usedUp, expected) => {
  const newer = newerSealed(sealed, found, usedUp);
  expect(newer?.tokens.refreshToken.expose()).toBe(
    expected === 'sealed' ? sealed.tokens.refreshToken.expose() : undefined,
  );
});
