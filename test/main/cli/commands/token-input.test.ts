import { Readable } from 'node:stream';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readToEnd, readTokenInput } from '../../../../main/cli/commands/token-input';
import { outcomeOf } from '../../../support/core-graph';
import { makeContext } from '../../../support/command-line/make-context';
import { makeJwt } from '../../../support/make-jwt';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'brought-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('comes from a file, a pipe, or a person who types it without echo', async () => {
  const path = join(folder, 'tokens.json');
  writeFileSync(path, 'in a file');
  expect(await readTokenInput(makeContext({}).context, path)).toBe('in a file');
  expect(await readTokenInput(makeContext({ piped: 'in a pipe' }).context, '-')).toBe('in a pipe');
  const { context, asked } = makeContext({ typed: ['typed'] });
  expect([await readTokenInput(context, '-'), asked]).toEqual(['typed', ['Tokens, in one line that is not shown: ']]);
});

it('is refused if it is too large for the socket, and read without the app', async () => {
  const piped = Array.from({ length: 2000 }, () => `"auth-access-token": "${makeJwt().expose()}"`).join('\n');
  expect(await outcomeOf(readTokenInput(makeContext({ piped }).context, '-'))).toBe('SECRET_TOO_LARGE');
  const alone = await readTokenInput(makeContext({ piped, source: 'standalone' }).context, '-');
  expect(alone.length).toBeGreaterThan(256 * 1024);
});

it('refuses a backup', async () => {
  expect(await outcomeOf(readTokenInput(makeContext({ piped: 'AXMB…' }).context, '-'))).toBe('INVALID_INPUT');
});

it('stops reading a stream that never ends', async () => {
  const parts = Readable.from(Array.from({ length: 100 }, () => 'x'.repeat(100)));
  expect(await outcomeOf(readToEnd(parts, 1000))).toBe('SECRET_TOO_LARGE');
});
