import { expect, it } from 'vitest';
import { placeHash } from '../../../../main/adapters/places/place-hash';

it('is the same in every process and version: the beginning of SHA-256', () => {
  // printf keychain:default | sha256sum
  expect(placeHash('keychain:default')).toBe('86a4e1f1024449b1b651dab192459976');
});

it('differs from place to place, and shows no path', () => {
  const hashes = ['keychain:a', 'keychain:b', 'file:/home/jo/tokens.json'].map(placeHash);
  expect(new Set(hashes).size).toBe(3);
  for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{32}$/);
});
