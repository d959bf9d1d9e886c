import { expect, it } from 'vitest';
import {
  formerFileName,
  intentFileName,
  isFormerFileName,
  keyFileName,
  sealedFileName,
} from '../../../../main/adapters/app-data/journal-file-names';
import { placeHash } from '../../../../main/adapters/places/place-hash';

const PLACE = 'file:/home/jo/tokens.json';
const KEY = '0123456789abcdef';
const bytes = (...values: number[]) => Uint8Array.from(values);

it('begin with the hash of the place and say what is in the file', () => {
  const hash = placeHash(PLACE);
  expect([intentFileName(PLACE), sealedFileName(PLACE, KEY), keyFileName(PLACE)]).toEqual([
    `${hash}.intent.json`,
    `${hash}.${KEY}.sealed`,
    `${hash}.key`,
  ]);
  // printf '\\1\\2' | sha256sum
  expect(formerFileName(PLACE, bytes(1, 2))).toBe(`${hash}.former-a12871fee210fb86.sealed`);
});

it('differ for two former records, and from all other files of the place', () => {
  expect(formerFileName(PLACE, bytes(1))).not.toBe(formerFileName(PLACE, bytes(2)));
  const former = formerFileName(PLACE, bytes(1));
  const names = [former, sealedFileName(PLACE, KEY), intentFileName(PLACE), keyFileName(PLACE)];
  const aside = `${former}.damaged-2026-03-01T12-00-00Z-1a2b`;
  const other = formerFileName('keychain:default', bytes(1));
  expect([...names, aside, other].filter((name) => isFormerFileName(PLACE, name))).toEqual([former]);
});
