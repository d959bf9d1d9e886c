import { describe, expect, it } from 'vitest';
import { builderReason, STAND_IN } from '../../../build/packages/builder-reason.mjs';

/** electron-builder's output about a failed program: the call, its output, and all of it again with stack traces and padding. */
const told = (written: string) => `  • electron-builder  version=26.17.0
  • building        target=deb arch=x64 file=release/a.deb
  ⨯ /here/build/packages/fpm.mjs process failed 1
Exit code:
1
Output:
Exit code: 1. Command failed: /here/build/packages/fpm.mjs -s dir ${'-d a '.repeat(400)}
${written}
  failedTask=build stackTrace=Error: /here/build/packages/fpm.mjs process failed 1
Output:
${' '.repeat(4000)}
${written}
    at ChildProcess.exithandler (node:child_process:430:5)
`;

describe('why electron-builder failed', () => {
  it.each([
    {
      what: 'a program of ours that is not there',
      output: told(`${STAND_IN}dpkg-deb could not be started: spawn dpkg-deb ENOENT`),
      reason: 'dpkg-deb could not be started: spawn dpkg-deb ENOENT',
    },
    {
      what: 'a full disk, told by dpkg-deb in several lines',
      output: told(
        `${STAND_IN}dpkg-deb ended with exit code 2\n${STAND_IN}dpkg-deb: error: writing: No space left on device`,
      ),
      reason: 'dpkg-deb ended with exit code 2\ndpkg-deb: error: writing: No space left on device',
    },
    {
      what: 'a failure of its own',
      output: `  • building  target=zip
  ⨯ ENOSPC: no space left on device, write  failedTask=build stackTrace=Error: ENOSPC: no space left on device, write
    at writeAll (node:fs:1)\n`,
      reason: 'ENOSPC: no space left on device, write',
    },
    {
      what: 'another program that it runs',
      output: `  ⨯ mksquashfs process failed 1
Exit code:
1
Error output:
Exit code: 1. Command failed: mksquashfs a b
FATAL ERROR: Failed to write

FATAL ERROR: Failed to write
    at exec (a.js:1:1)
  failedTask=build stackTrace=Error`,
      reason: 'mksquashfs process failed 1\nFATAL ERROR: Failed to write',
    },
    {
      what: 'several failures',
      output: '  ⨯ Invalid configuration object\n  ⨯ Another one  stackTrace=Error: x',
      reason: 'Invalid configuration object\nAnother one',
    },
    { what: 'no mark at all', output: 'no identity found\n', reason: 'no identity found' },
  ])('is found: $what', ({ output, reason }) => {
    expect(builderReason(output)).toBe(reason);
  });

  it('fits on a screen', () => {
    const lines = builderReason(
      `⨯ ${Array.from({ length: 50 }, (_, at) => `${at} ${'long '.repeat(100)}`).join('\n')}`,
    );
    expect(lines.split('\n')).toHaveLength(20);
    expect(Math.max(...lines.split('\n').map((line) => line.length))).toBe(301);
  });
});
