import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { writeAtOnce } from '../../../../main/cli/words/write-at-once';
import { temporaryFolder } from '../../../support/temporary-folder';

async function opened(name: string, flags: string | number): Promise<{ readonly path: string; readonly file: number }> {
  const path = join(await temporaryFolder(), name);
  const file = openSync(path, flags);
  onTestFinished(() => closeSync(file));
  return { path, file };
}

it.each(['', 'eyJ…\n', 'x'.repeat(4096)])('writes a short text completely (%#)', async (text) => {
  const { path, file } = await opened('out', 'w');
  expect(writeAtOnce(file, text)).toBe('');
  expect(readFileSync(path, 'utf8')).toBe(text);
});

it('leaves a long text to the stream', async () => {
  const { path, file } = await opened('out', 'w');
  const text = 'x'.repeat(4097);
  expect([writeAtOnce(file, text), readFileSync(path, 'utf8')]).toEqual([text, '']);
});

it('leaves to the stream what would have to wait', async () => {
  const path = join(await temporaryFolder(), 'pipe');
  execFileSync('mkfifo', [path]);
  const file = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
  onTestFinished(() => closeSync(file));
  try {
    for (;;) writeSync(file, Buffer.alloc(4096));
  } catch {
    // The pipe is full now.
  }
  expect(writeAtOnce(file, 'a token\n')).toBe('a token\n');
  readSync(file, Buffer.alloc(4096));
  expect(writeAtOnce(file, 'a token\n')).toBe('');
});

it.runIf(process.platform === 'linux')('fails as the system does', () => {
  const file = openSync('/dev/full', 'w');
  onTestFinished(() => closeSync(file));
  expect(() => writeAtOnce(file, 'a token\n')).toThrow(expect.objectContaining({ code: 'ENOSPC' }));
});
