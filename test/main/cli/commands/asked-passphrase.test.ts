import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { knownPassphrase, newPassphrase } from '../../../../main/cli/commands/asked-passphrase';
import { ParsedOptions } from '../../../../main/cli/words/parsed-options';
import { outcomeOf } from '../../../support/core-graph';
import { makeContext } from '../../../support/command-line/make-context';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'passphrase-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const STRONG = 'seven lamps by the river';
const NONE = new ParsedOptions({});
const fromFile = (path: string) => new ParsedOptions({ 'passphrase-file': path });

describe('a new passphrase', () => {
  it('is typed twice, until both are the same', async () => {
    const { context, asked, warned } = makeContext({ typed: ['one', 'two', STRONG, STRONG] });
    expect(await newPassphrase(context, NONE, 'the backup')).toBe(STRONG);
    expect([asked.length, warned]).toEqual([4, ['The two differ. Type it again, twice.']]);
  });

  it('is the first line of a file, or of stdin, and nobody is asked', async () => {
    const path = join(folder, 'passphrase');
    writeFileSync(path, `\uFEFF${STRONG}\r\nsomething else\n`);
    const { context, asked } = makeContext({ typed: [], piped: 'moved here from a pipe\n' });
    expect(await newPassphrase(context, fromFile(path), 'it')).toBe(STRONG);
    expect(await newPassphrase(context, fromFile('-'), 'it')).toBe('moved here from a pipe');
    expect(asked).toEqual([]);
  });

  it.each([
    ['an empty stdin', '-', 'INVALID_INPUT'],
    ['a folder', '.', 'INVALID_INPUT'],
    ['a file that is not there', './no-such-file', 'INVALID_INPUT'],
  ])('is refused from %s', async (_what, path, code) => {
    const { context } = makeContext({ typed: [] });
    expect(await outcomeOf(newPassphrase(context, fromFile(path), 'it'))).toBe(code);
  });

  it('is typed again if it is weak and the person does not insist; short ones are refused', async () => {
    const weak = 'trader main fund';
    const { context, asked } = makeContext({ typed: [weak, weak, 'n', STRONG, STRONG] });
    expect(await newPassphrase(context, NONE, 'it')).toBe(STRONG);
    expect(asked[2]).toMatch(/^This is easy to guess: .+ Use it anyway\?$/);
    const agreed = makeContext({ typed: [weak, weak, 'y'] });
    expect(await newPassphrase(agreed.context, NONE, 'it')).toBe(weak);
    expect(await outcomeOf(newPassphrase(makeContext({ typed: ['short', 'short'] }).context, NONE, 'it'))).toBe(
      'INVALID_INPUT',
    );
  });

  it('is not invented if nobody can be asked', async () => {
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
