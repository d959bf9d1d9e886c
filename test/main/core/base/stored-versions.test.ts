import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { storedVersions } from '../../../../main/core/base/stored-versions';

// Version 1: a name; version 2: first and last name; version 3: a list of names.
const FIRST = storedVersions(z.looseObject({ name: z.string() }));
const SECOND = FIRST.next(z.looseObject({ first: z.string(), last: z.string() }), ({ name, ...rest }) => {
  const [first = '', last = ''] = name.split(' ');
  return { ...rest, first, last };
});
const THIRD = SECOND.next(z.looseObject({ names: z.array(z.string()).min(2) }), ({ first, last, ...rest }) => ({
  ...rest,
  names: [first, last],
}));

describe('a chain of stored versions', () => {
  it('knows its newest version', () => {
    expect([FIRST.current, SECOND.current, THIRD.current]).toEqual([1, 2, 3]);
  });

  it.each([
    [1, { name: 'Ada Lovelace' }],
    [2, { first: 'Ada', last: 'Lovelace' }],
    [3, { names: ['Ada', 'Lovelace'] }],
  ])('reads version %i in its newest form', (version, json) => {
    expect(THIRD.read(json, version)).toEqual({ kind: 'value', value: { names: ['Ada', 'Lovelace'] } });
  });

  it('keeps unknown keys over every step', () => {
    const found = THIRD.read({ name: 'Ada Lovelace', colour: 'red', deep: { a: [1] } }, 1);
    expect(found).toEqual({ kind: 'value', value: { names: ['Ada', 'Lovelace'], colour: 'red', deep: { a: [1] } } });
  });

  it('distinguishes a later version from a damaged one', () => {
    expect(THIRD.read({ anything: true }, 4)).toEqual({ kind: 'later', version: 4 });
    expect(FIRST.read({ name: 'Ada' }, 2)).toEqual({ kind: 'later', version: 2 });
  });

  it.each([
    ['of another form than its version', { name: 'Ada Lovelace' }, 3],
    ['not whole', {}, 1],
    ['whose step leads to no valid value', { names: ['Ada'] }, 3],
    ['no object', 'text', 1],
    ['without a version', { name: 'Ada' }, undefined],
    ['of version 0', { name: 'Ada' }, 0],
    ['of a version between two', { name: 'Ada' }, 1.5],
    ['of a version in words', { name: 'Ada' }, '1'],
  ])('takes what is %s for damaged', (_what, json, version) => {
    expect(THIRD.read(json, version)).toEqual({ kind: 'damaged' });
  });

  it('checks what a step has made', () => {
    const broken = FIRST.next(z.object({ age: z.number() }), () => ({ age: Number.NaN }));
    expect(broken.read({ name: 'Ada' }, 1)).toEqual({ kind: 'damaged' });
  });
});
