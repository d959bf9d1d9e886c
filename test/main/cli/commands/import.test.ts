import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { called } from '../../../support/command-line/called';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-'));
  path = join(folder, 'tokens.json');
  writeFileSync(path, 'the tokens');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const answers = { import: () => ({ profile: 'main', account: 'account-1' }) };

it('imports a file', async () => {
  const { ending, stdout, calls } = await called(['import', path, '--as', 'main'], { answers });
  expect([ending, stdout, calls]).toEqual([
    0,
    'Signed in: main (account account-1).\n',
    [['import', { profile: 'main', text: 'the tokens' }]],
  ]);
});

it('only reports the account of the tokens in a dry run', async () => {
  const { stdout, calls } = await called(['import', path, '--dry-run', '--json'], { answers });
  expect([JSON.parse(stdout).imported, calls]).toEqual([false, [['import', { text: 'the tokens', dryRun: true }]]]);
});

it('fails for a file that is not there, and calls nobody', async () => {
  const { ending, calls } = await called(['import', join(folder, 'gone')], { answers });
  expect([ending, calls]).toEqual([2, []]);
});
