import { describe, expect, it } from 'vitest';
import { FIRST_PROFILE, firstProfileEntry, isPlaceholder } from '../../../../main/core/profiles/first-profile';

it('has an id of its own, unless an entry that is not understood has it', () => {
  expect(firstProfileEntry([])).toBe(FIRST_PROFILE);
  expect(firstProfileEntry(['default'])).toMatchObject({ id: 'main', name: 'main' });
});

describe('is the id of no account', () => {
  const first = (storageFacet: string, tokens?: object, isDemo = false) =>
    ({ id: 'default', isDemo, manager: { storageFacet, getTokens: () => tokens } }) as never;

  it.each([
    ['an empty place', first('saved'), [], true],
    ['a computer without a keychain', first('unavailable'), [], true],
    ['a keychain that is locked', first('locked'), [], false],
    ['a place that was not read yet', first('opening'), [], false],
    ['tokens', first('saved', {}), [], false],
    ['the demo', first('saved', undefined, true), [], false],
    ['an account in the list', first('saved'), [{ id: 'default' }], false],
    ['another account in the list', first('saved'), [{ id: 'srv' }], true],
  ])('%s', (_what, profile, listed, expected) => {
    expect(isPlaceholder(profile, listed)).toBe(expected);
  });
});
