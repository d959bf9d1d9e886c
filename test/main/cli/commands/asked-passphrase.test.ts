import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { knownPassphrase, newPassphrase } from '../../../../main/cli/commands/asked-passphrase';
import { GivenOptions } from '../../../../main/cli/words/given-options';
import { outcomeOf } from '../../../support/core-graph';
import { makeContext } from '../../../support/command-line/make-context';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'passphrase-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const NONE = new GivenOptions({});
const fromFile = (path: string) => new GivenOptions({ 'passphrase-file': path });

describe('a new passphrase', () => {
  it('is typed twice, until both are the same', async () => {
    const { context, asked, warned } = makeContext({ typed: ['one', 'two', 'same', 'same'] });
    expect(await newPassphrase(context, NONE, 'the backup')).toBe('same');
    expect([asked.length, warned]).toEqual([4, ['The two are not the same. Type it again.']]);
  });

  it('is the first line of a file, or of stdin, and nobody is asked', async () => {
    const path = join(folder, 'passphrase');
    writeFileSync(path, '\uFEFFcorrect horse\r\nsomething else\n');
    const { context, asked } = makeContext({ typed: [], piped: 'from a pipe\n' });
    expect(await newPassphrase(context, fromFile(path), 'it')).toBe('correct horse');
    expect(await newPassphrase(context, fromFile('-'), 'it')).toBe('from a pipe');
    expect(asked).toEqual([]);
  });

  it.each([
    ['an empty stdin', '-', 'INVALID_INPUT'],
    ['a folder', '.', 'INVALID_INPUT'],
    ['a file that is not there', './no-such-file', 'STORAGE_UNAVAILABLE'],
  ])('is refused from %s', async (_what, path, code) => {
    const { context } = makeContext({ typed: [] });
    expect(await outcomeOf(newPassphrase(context, fromFile(path), 'it'))).toBe(code);
  });

  it('is not made up where nobody is there', async () => {
    expect(await outcomeOf(newPassphrase(makeContext({}).context, NONE, 'it'))).toBe('INVALID_INPUT');
  });
});

it('is typed once where it exists already, and may be typed again', async () => {
  const { context, asked } = makeContext({ typed: ['known'] });
  expect(await knownPassphrase(context, NONE, 'the backup')).toEqual({ passphrase: 'known', isTyped: true });
  expect(asked).toEqual(['The passphrase of the backup: ']);
  const piped = makeContext({ piped: 'known' });
  expect(await knownPassphrase(piped.context, fromFile('-'), 'it')).toEqual({ passphrase: 'known', isTyped: false });
});
