// A folder of a test's own, removed when the test ends.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Path of a fresh, empty folder. Call it inside a test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'axiom-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
