import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  isComparable,
  isNewer,
  isTooLarge,
  isVersion,
  withVersion,
  withVersionInLock,
} from '../../../build/release/versions.mjs';

const PROJECT = join(import.meta.dirname, '../../..');

describe('a version', () => {
  it.each(['0.1.0', '1.0.0', '10.20.30'])('is %s', (text) => {
    expect(isVersion(text)).toBe(true);
  });

  it.each(['', '1', '1.2', '1.2.3.4', 'v1.2.3', '1.2.3-beta.1', '01.2.3', '1.2.x', ' 1.2.3', '1.2.3\n', '--help'])(
    'is not %j',
    (text) => {
      expect(isVersion(text)).toBe(false);
    },
  );

  it.each([
    ['0.1.1', '0.1.0', true],
    ['0.2.0', '0.1.9', true],
    ['1.0.0', '0.99.99', true],
    ['0.10.0', '0.9.0', true],
    ['0.1.0', '0.1.0', false],
    ['0.9.9', '0.10.0', false],
    ['1.0.9', '1.1.0', false],
    ['0.9.9', '1.0.0', false],
    ['1.0.0', '1.0.0-beta.1', true],
    ['1.0.1', '1.0.0-beta.1', true],
    ['0.9.9', '1.0.0-beta.1', false],
    ['1.0.0', '1.0.0+5', false],
    ['1.0.0', '1.0.0-beta.1+5', true],
    ['1.0.0', '1.0.1-0', false],
    ['10.0.0', '9.0.0-10', true],
    ['1.0.0', '99999999999999999999.0.0', false],
    ['99999999999999999999.0.0', '99999999999999999998.0.0', true],
  ])('%s comes after %s: %s', (version, other, expected) => {
    expect(isNewer(version, other)).toBe(expected);
  });
});

describe('a version in package.json', () => {
  it.each([
    ['1.0.0', true],
    ['1.0.0-beta.1', true],
    ['1.0.0-beta.1+5', true],
    ['1.0.0+5', true],
    ['', false],
    ['1.0', false],
    ['1.0.0-', false],
    ['undefined', false],
  ])('%j can be compared: %s', (text, expected) => {
    expect(isComparable(text)).toBe(expected);
  });

  it.each([
    ['65535.65535.65535', false],
    ['65536.0.0', true],
    ['1.0.99999999999999999999', true],
  ])('%s is too great: %s', (version, expected) => {
    expect(isTooLarge(version)).toBe(expected);
  });
});

describe('another version', () => {
  it("changes nothing else in this project's package.json and package-lock.json", async () => {
    const manifest = await readFile(join(PROJECT, 'package.json'), 'utf8');
    const lock = await readFile(join(PROJECT, 'package-lock.json'), 'utf8');
    const { version } = JSON.parse(manifest) as { version: string };
    expect(withVersion(withVersion(manifest, '999.0.0'), version)).toBe(manifest);
    expect(withVersionInLock(withVersionInLock(lock, '999.0.0'), version)).toBe(lock);
  });

  it('is in package.json once, and in package-lock.json where npm has it', () => {
    expect(JSON.parse(withVersion('{"name":"a","version":"1.0.0","main":"b"}', '1.1.0'))).toEqual({
      name: 'a',
      version: '1.1.0',
      main: 'b',
    });
    const lock = {
      name: 'a',
      version: '1.0.0',
      packages: { '': { name: 'a', version: '1.0.0' }, 'node_modules/b': { version: '1.0.0' } },
    };
    expect(JSON.parse(withVersionInLock(JSON.stringify(lock), '1.1.0'))).toEqual({
      name: 'a',
      version: '1.1.0',
      packages: { '': { name: 'a', version: '1.1.0' }, 'node_modules/b': { version: '1.0.0' } },
    });
  });
});
