import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../main/core/base/secret';
import { decodeRustTokenFile, encodeRustTokenFile } from '../../../../main/core/tokens/rust-token-file';
import { fromStoredPair, replacedSchema, toStoredPair } from '../../../../main/core/tokens/replaced-pair';
import { decodeTokenRecord, encodeTokenRecord, type TokenRecord } from '../../../../main/core/tokens/token-record';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { makeTokens } from '../../../support/make-jwt';
import { makeRecord } from '../../../support/make-record';

compareSecretsByText();

const pair = { tokens: makeTokens(FAKE_START_MS - 60_000), by: '0123456789abcdef' };
const record = makeRecord(2, FAKE_START_MS, { replaced: pair });
const facts = { modifiedAtMs: FAKE_START_MS, expectedOrigin: 'https://axiom.trade' };

const FORMS: [string, (record: TokenRecord) => Secret, (text: Secret) => TokenRecord][] = [
  ['the record', encodeTokenRecord, decodeTokenRecord],
  ['the token file', encodeRustTokenFile, (text) => decodeRustTokenFile(text, facts)],
];

describe.each(FORMS)('in %s, the pair that was replaced', (_form, encode, decode) => {
  it('is read back unchanged, and if there is none none is written', () => {
    expect(decode(encode(record)).replaced).toEqual(pair);
    const refused = { ...pair, wasRefused: true };
    expect(decode(encode({ ...record, replaced: refused })).replaced).toEqual(refused);
    const { replaced: _replaced, ...without } = record;
    expect(encode(without).expose()).not.toContain('replaced');
    expect(decode(encode(without))).not.toHaveProperty('replaced');
  });

  it('counts as none when it is damaged, and the record stays readable', () => {
    const text = encode(record).expose().replace(pair.by, 'x'.repeat(101));
    expect(decode(new Secret(text))).not.toHaveProperty('replaced');
    expect(decode(new Secret(text)).tokens).toEqual(record.tokens);
  });

  it('is left out where there is no room for it', () => {
    const large = makeRecord(2, FAKE_START_MS, {
      replaced: pair,
      unknownKeys: new Secret(JSON.stringify({ later: 'x'.repeat(64_600) })),
    });
    const read = decode(encode(large));
    expect(read).not.toHaveProperty('replaced');
    expect(read.tokens).toEqual(large.tokens);
  });
});

it('none is stored as nothing', () => {
  expect([toStoredPair(undefined), fromStoredPair(undefined), replacedSchema.parse(undefined)]).toEqual([
    undefined,
    {},
    undefined,
  ]);
});
