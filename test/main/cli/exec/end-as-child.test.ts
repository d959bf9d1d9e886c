import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endAsChild } from '../../../../main/cli/exec/end-as-child';
import { type BundledProgram, bundleProgram } from '../../../support/bundle-program';

let program: BundledProgram;
beforeAll(async () => {
  program = await bundleProgram('main/cli/exec/end-as-child.ts');
});
afterAll(() => program.dispose());

const TOKEN = 'a-token-that-is-in-memory';

/** A process that ends like a child that was ended by this signal. */
function endBy(signal: string) {
  const listen = signal === 'SIGKILL' ? '' : `process.on('${signal}', () => {});`;
  const script = `${listen} globalThis.token = process.env.TOKEN + 1; require(process.argv[1]).endAsChild({ signal: '${signal}' }).then((code) => process.exit(code))`;
  const shell = `ulimit -c unlimited; exec '${process.execPath}' -e "$SCRIPT" '${program.path}'`;
  const { status, signal: by } = spawnSync('sh', ['-c', shell], {
    cwd: program.folder,
    env: { ...process.env, SCRIPT: script, TOKEN },
  });
  return { status, by };
}

describe('the end of exec', () => {
  it('is the exit code of the child', async () => {
    expect(await endAsChild({ code: 17 })).toBe(17);
  });

  it.each(['SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGINT', 'SIGKILL', 'SIGPIPE'])(
    'is %s where that ended the child',
    (signal) => {
      expect(endBy(signal)).toEqual({ status: null, by: signal });
    },
  );

  it('is a crash whose core file does not contain the token', () => {
    expect(endBy('SIGABRT')).toEqual({ status: null, by: 'SIGABRT' });
    // Only if the system makes core dumps, and writes them here.
    const cores = readdirSync(program.folder).filter((name) => name.startsWith('core'));
    expect(cores.filter((name) => readFileSync(join(program.folder, name)).includes(TOKEN))).toEqual([]);
  });
});
