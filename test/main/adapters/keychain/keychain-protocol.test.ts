import { describe, expect, it } from 'vitest';
import { keychainReplySchema } from '../../../../main/adapters/keychain/keychain-protocol';

describe('what a child says', () => {
  it.each([
    { id: 1, value: 'text' },
    { id: 1, value: '' },
    { id: 0, value: null },
    { id: 1, value: true },
    { id: 1, value: false },
    { id: 1, failure: 'Object does not exist', isLoadFailure: false },
    { id: 1, failure: '', isLoadFailure: true },
  ])('is an answer: %j', (message) => {
    expect(keychainReplySchema.parse(message)).toEqual(message);
  });

  it.each([
    ['a text', 'text'],
    ['nothing', undefined],
    ['null', null],
    ['a list', [1, 'text']],
    ['without a number', { value: 'text' }],
    ['with a number in words', { id: '1', value: 'text' }],
    ['with no number', { id: Number.NaN, value: 'text' }],
    ['without a value', { id: 1 }],
    ['with a value that is undefined', { id: 1, value: undefined }],
    ['with a number for a value', { id: 1, value: 7 }],
    ['with bytes for a value', { id: 1, value: Buffer.from('text') }],
    ['with a failure that does not say of what', { id: 1, failure: 'no' }],
    ['with a failure that is an error', { id: 1, failure: new Error('no'), isLoadFailure: false }],
  ])('is no answer: %s', (_what, message) => {
    expect(keychainReplySchema.safeParse(message).success).toBe(false);
  });

  it('is accepted without fields that do not belong to an answer', () => {
    expect(keychainReplySchema.parse({ id: 1, value: null, more: 'x' })).toEqual({ id: 1, value: null });
  });
});
