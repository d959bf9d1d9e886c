import { describe, expect, it } from 'vitest';
import { isPlaceKind, PLACE_KINDS, placeOf, storeChoice, TOKEN_PLACES } from '../../../../main/core/ports/token-places';

describe('the table of places', () => {
  it('offers the safest first, and the one that ends with the app last', () => {
    expect(PLACE_KINDS).toEqual(['keychain', 'sealed-file', 'file', 'memory']);
  });

  it.each(PLACE_KINDS)(
    '%s has every text that a person needs to choose it, and shares none with another place',
    (kind) => {
      const { headlines, ...words } = placeOf(kind);
      const others = PLACE_KINDS.filter((other) => other !== kind).map(placeOf);
      for (const word of ['label', 'detail', 'noun'] as const) {
        expect(words[word]).not.toBe('');
        expect(others.map((other) => other[word])).not.toContain(words[word]);
      }
      expect(others.map((other) => other.headlines.locked)).not.toContain(headlines.locked);
      expect(others.map((other) => other.headlines.unavailable)).not.toContain(headlines.unavailable);
    },
  );

  it.each(PLACE_KINDS)('%s: a label ends in dots when something more is asked for', (kind) => {
    expect(placeOf(kind).label.endsWith('…')).toBe(placeOf(kind).asks !== 'nothing');
  });

  it('covers every way to choose a place, and only memory ends with the run', () => {
    expect(PLACE_KINDS.map((kind) => placeOf(kind).asks)).toEqual([
      'nothing',
      'file-and-passphrase',
      'file',
      'nothing',
    ]);
    expect(PLACE_KINDS.filter((kind) => !placeOf(kind).isLasting)).toEqual(['memory']);
  });

  it.each(['Keychain', 'toString', '__proto__', ''])('does not accept %j as a kind of place', (text) => {
    expect(isPlaceKind(text)).toBe(false);
    expect(PLACE_KINDS.every(isPlaceKind)).toBe(true);
  });

  it('makes a choice with a path only where the place has one', () => {
    expect(storeChoice('keychain', '/x')).toEqual({ kind: 'keychain' });
    expect(storeChoice('memory', '/x')).toEqual({ kind: 'memory' });
    expect(storeChoice('file', '/x')).toEqual({ kind: 'file', path: '/x' });
    expect(storeChoice('sealed-file', '/x')).toEqual({ kind: 'sealed-file', path: '/x' });
  });

  it('is worded for the window and for headlines alike', () => {
    expect(TOKEN_PLACES.keychain).toMatchObject({ label: 'System keychain', inSentence: 'the system keychain' });
    expect(TOKEN_PLACES['sealed-file']).toMatchObject({ noun: 'sealed file', note: 'sealed with a passphrase' });
  });
});
