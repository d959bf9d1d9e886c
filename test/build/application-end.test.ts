import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { exitCodeOf, lastWords, refuseWithoutSandbox, sandboxDenied } from '../../build/application-end.mjs';
import { temporaryFolder } from '../support/temporary-folder';

const NONE =
  '[7:0101/1.2:FATAL:zygote_host_impl_linux.cc(117)] No usable sandbox! Update your kernel or see https://...';
const UNSET =
  '[7:0101/1.2:FATAL:setuid_sandbox_host.cc(157)] The SUID sandbox helper binary was found, but is not configured correctly. Rather than';

describe('the end of the application', () => {
  it.each([
    [0, null, '', 0],
    [0, null, NONE, 0],
    [5, null, 'trouble', 5],
    [5, null, NONE, 'This system denies ordinary users the namespaces'],
    [null, 'SIGTRAP', UNSET, 'This system denies ordinary users the namespaces'],
    [
      null,
      'SIGABRT',
      '[7:0101/1.2:ERROR:ozone_platform_x11.cc(239)] Missing X server or $DISPLAY',
      'No window could be opened',
    ],
    [null, 'SIGSEGV', 'trouble', 'The application was ended by the signal SIGSEGV.'],
  ] as const)('with code %j and signal %j is %#', (code, signal, output, expected) => {
    const end = () => exitCodeOf({ code, signal, output, executable: '/opt/electron' });
    if (typeof expected === 'number') expect(end()).toBe(expected);
    else expect(end).toThrow(expected);
  });

  it.each([
    [
      '/opt/e 22/electron',
      "sudo chown root:root '/opt/e 22/chrome-sandbox' && sudo chmod 4755 '/opt/e 22/chrome-sandbox'",
    ],
    ['/opt/e/electron', 'sudo chown root:root /opt/e/chrome-sandbox && sudo chmod 4755 /opt/e/chrome-sandbox'],
    ["/a'b/electron", "chmod 4755 '/a'\\''b/chrome-sandbox'"],
  ])('without a sandbox for %s names the command that helps', (executable, command) => {
    expect(sandboxDenied({ output: UNSET, executable })?.remedy).toContain(command);
  });

  it('is recognised by the last output, even while another process holds the pipe open', async () => {
    const stream = new PassThrough();
    const words = lastWords(stream);
    stream.write('x'.repeat(9000));
    stream.write('the end');
    const text = await words();
    expect([text.length, text.slice(-8)]).toEqual([8000, 'xthe end']);
  });
});

it('tests are not started if Electron cannot use its sandbox; they report any other problem themselves', async () => {
  const executable = join(await temporaryFolder(), 'electron');
  const program = async (text: string) => {
    await writeFile(executable, `#!/bin/sh\n${text}\n`);
    await chmod(executable, 0o755);
    return refuseWithoutSandbox(executable);
  };
  await expect(program(`echo '${NONE}' >&2; kill -TRAP $$`)).rejects.toThrow('This system denies');
  await expect(program('echo trouble >&2; exit 1')).resolves.toBeUndefined();
});
