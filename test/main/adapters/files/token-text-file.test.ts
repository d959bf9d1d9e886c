// All forms of files are tested in test/main/desktop/user-files.test.ts; here only what the command line adds.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readTokenText, tokenTextOf } from '../../../../main/adapters/files/token-text-file';
import { outcomeOf } from '../../../support/core-graph';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import { makeJwt } from '../../../support/make-jwt';

const isLineComment = (): boolean => false;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'token-text-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('is the text of a file, in whatever encoding', async () => {
  const path = join(folder, 'tokens.txt');
  writeFileSync(path, Buffer.from('﻿tokens', 'utf16le'));
  expect(await readTokenText({ path, clock: new FakeClock(), isLineComment })).toBe('\ufefftokens');
});

it('is the parts with tokens of a larger one', async () => {
  const token = makeJwt().expose();
  const text = `${'x '.repeat(50_000)}"token":"${token}"${' y'.repeat(50_000)}`;
  const parts = await tokenTextOf('stdin', Buffer.from(text), { isLineComment, maxWholeBytes: 10_000 });
  expect([parts.includes(token), parts.length < 10_000]).toEqual([true, true]);
});

it.each([
  ['a backup', 'AXMB...', 'INVALID_INPUT'],
  ['a sealed file', 'AXMS...', 'INVALID_INPUT'],
])('refuses %s of the app’s own', async (_what, text, code) => {
  expect(await outcomeOf(tokenTextOf('stdin', Buffer.from(text), { isLineComment }))).toBe(code);
});

it('refuses anything but a file', async () => {
  const clock = new FakeClock();
  expect(await outcomeOf(readTokenText({ path: folder, clock, isLineComment }))).toBe('INVALID_TOKEN');
  expect(await outcomeOf(readTokenText({ path: join(folder, 'gone'), clock, isLineComment }))).toBe('INVALID_INPUT');
});
