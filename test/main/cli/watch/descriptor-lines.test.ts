import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isPiped, openDescriptor, writeLine } from '../../../../main/cli/watch/descriptor-lines';
import { temporaryFolder } from '../../../support/temporary-folder';

describe('lines for a descriptor', () => {
  it('are written to a file', async () => {
    const path = join(await temporaryFolder(), 'lines');
    const fd = openSync(path, 'w');
    const stream = openDescriptor(fd);
    await writeLine(stream, 'a');
    await writeLine(stream, 'b');
    expect([readFileSync(path, 'utf8'), isPiped(fd)]).toEqual(['a\nb\n', false]);
  });

  it('need one that can be written to', async () => {
    const folder = openSync(await temporaryFolder(), 'r');
    for (const fd of [999, folder]) {
      expect(() => openDescriptor(fd)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
    }
    closeSync(folder);
  });

  it('know a pipe', async () => {
    expect(isPiped(999)).toBe(false);
    const child = spawn('cat', { stdio: ['pipe', 'ignore', 'ignore'] });
    const { fd } = (child.stdin as unknown as { _handle: { fd: number } })._handle;
    expect(isPiped(fd)).toBe(true);
    child.stdin.end();
    await new Promise((resolve) => {
      child.once('exit', resolve);
    });
  });
});
