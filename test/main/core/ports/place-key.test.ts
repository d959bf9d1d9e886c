import { expect, it } from 'vitest';
import { placeKey } from '../../../../main/core/ports/place-key';
import { PLACE_KINDS, storeChoice } from '../../../../main/core/ports/token-places';

it.each([
  ['keychain', 'keychain:bot'],
  ['sealed-file', 'sealed-file:/home/jo/tokens'],
  ['file', 'file:/home/jo/tokens'],
  ['memory', 'memory:bot'],
] as const)('a place of the kind "%s" has the key %s', (kind, key) => {
  expect(placeKey('bot', storeChoice(kind, '/home/jo/tokens'))).toBe(key);
});

it('differs for every two places, and is the same for two profiles with one file', () => {
  const keysOf = (profileId: string, path: string) =>
    PLACE_KINDS.map((kind) => placeKey(profileId, storeChoice(kind, path)));
  const keys = new Set([...keysOf('a', '/a'), ...keysOf('b', '/b'), ...keysOf('a', '/b'), ...keysOf('b', '/a')]);
  expect(keys.size).toBe(8);
});
