import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { enlargeThreadPool } from '../../../../../main/desktop/shell/system/thread-pool';
import { bundleProgram } from '../../../../support/bundle-program';
import { temporaryFolder } from '../../../../support/temporary-folder';

it('more than a dozen files that do not answer do not prevent reading other files', async () => {
  const program = await bundleProgram('test/support/read-files-that-hang.ts');
  onTestFinished(() => program.dispose());
  const folder = await temporaryFolder();
  // Opening a pipe without a writer never returns.
  const pipes = Array.from({ length: 16 }, (_, at) => join(folder, `pipe-${at}`));
  await promisify(execFile)('mkfifo', pipes);
  const printed = await new Promise<string>((resolve) => {
    execFile(process.execPath, [program.path, ...pipes], { timeout: 20_000, killSignal: 'SIGKILL' }, (_error, stdout) =>
      resolve(stdout),
    );
  });
  expect(printed).toBe('answered');
});

it('a number that the user has set stays', () => {
  const env = { UV_THREADPOOL_SIZE: '8' };
  enlargeThreadPool(env);
  expect(env).toEqual({ UV_THREADPOOL_SIZE: '8' });
});
