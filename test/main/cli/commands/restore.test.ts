import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import type { Calls, RestorePlan } from '../../../../main/handout/operations';
import { called } from '../../../support/command-line/called';
import { writeBackup } from '../../../support/command-line/write-backup';

let folder: string;
let words: readonly string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'restore-'));
  const [path, passphrase] = [join(folder, 'a.axiombackup'), join(folder, 'passphrase')];
  writeBackup(path);
  writeFileSync(passphrase, 'correct horse battery');
  words = ['restore', path, '--passphrase-file', passphrase];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const planOf = (effect: RestorePlan['profiles'][number]['effect']): RestorePlan => ({
  made_at: '2026-03-01T12:00:00.000Z',
  app_version: '0.1.0',
  profiles: [{ id: 'main', name: 'main', account: 'a-1', refreshed_at: null, effect, words: 'Words.' }],
});
const answering = (effect: RestorePlan['profiles'][number]['effect'], refused: readonly string[] = []) => ({
  restore: ({ dryRun }: Calls['restore']['params']) => ({
    plan: planOf(effect),
    restored: dryRun || refused.length > 0 || !/add|replace/.test(effect) ? [] : ['main'],
    refused,
  }),
});
const dryRuns = ({ calls }: Awaited<ReturnType<typeof called>>) =>
  calls.map(([, params]) => (params as Calls['restore']['params']).dryRun === true);

it('prints the plan, then restores what replaces nothing', async () => {
  const done = await called(words, { answers: answering('add') });
  expect([done.ending, done.stdout, dryRuns(done)]).toEqual([0, 'Restored: main.\n', [true, false]]);
  expect(done.stderr).toContain('  main (account a-1): Words.');
});

it('changes nothing in a dry run', async () => {
  const done = await called([...words, '--dry-run'], { answers: answering('replace') });
  expect([done.ending, dryRuns(done)]).toEqual([0, [true]]);
  expect(done.stdout).toBe(
    'A backup of 2026-03-01T12:00:00.000Z, made by version 0.1.0:\n  main (account a-1): Words.\n',
  );
});

it('asks before anything is replaced', async () => {
  const alone = await called(words, { answers: answering('replace') });
  expect([alone.ending, dryRuns(alone)]).toEqual([2, [true]]);
  const yes = await called([...words, '--yes'], { answers: answering('replace') });
  expect([yes.ending, dryRuns(yes)]).toEqual([0, [true, false]]);
  const no = await called(words, { terminal: 'person', typed: ['n\r'], answers: answering('replace') });
  expect([no.ending, dryRuns(no)]).toEqual([2, [true]]);
});

it('asks before newer tokens are replaced in an account that was named', async () => {
  const named = await called([...words, '--account', 'main'], { answers: answering('older') });
  expect([named.ending, dryRuns(named)]).toEqual([2, [true]]);
  const unnamed = await called(words, { answers: answering('older') });
  expect([unnamed.ending, dryRuns(unnamed)]).toEqual([2, [true, false]]);
});

it('says why nothing was restored, and fails unless all of it is here already', async () => {
  const done = await called([...words, '--yes', '-q'], { answers: answering('refuse') });
  expect(done).toMatchObject({ ending: 2, stdout: 'Nothing was restored.\n', stderr: 'Not restored: main: Words.\n' });
  expect(await called([...words, '-q'], { answers: answering('same') })).toMatchObject({ ending: 0, stderr: '' });
});

it('fails with what was refused', async () => {
  const done = await called(words, { answers: answering('add', ['main: locked']) });
  expect([done.ending, done.stderr.includes('Not restored: main: locked')]).toEqual([8, true]);
});

it('lets a passphrase be typed again, but not one of a file', async () => {
  const restore = (params: Calls['restore']['params']) => {
    if (params.passphrase !== 'right one here') throw new AxiomTokenError('BACKUP_WRONG_PASSPHRASE');
    return answering('add').restore(params);
  };
  const typed = ['wrong\r', 'right one here\r'];
  const person = await called(words.slice(0, 2), { terminal: 'person', typed, answers: { restore } });
  expect([person.ending, person.stderr.includes('right one')]).toEqual([0, false]);
  const file = await called(words, { answers: { restore } });
  expect([file.ending, file.calls.length]).toEqual([2, 1]);
});

it.each([
  ['the backup', ['restore', './no-such-file']],
  ['the file of the passphrase', ['restore', '-backup-', '--passphrase-file', './no-such-file']],
])('takes %s that is not there for unusable input, and calls nobody', async (_what, given) => {
  const { ending, calls, stderr } = await called(given.map((word) => (word === '-backup-' ? (words[1] ?? '') : word)));
  expect([ending, calls]).toEqual([2, []]);
  expect(stderr).toContain('./no-such-file could not be opened.');
});

it.each(['none', 'person'] as const)(
  'says that a file is no backup before it asks for a passphrase: %s',
  async (terminal) => {
    const [, path = ''] = words;
    writeFileSync(path, 'computer-name');
    const { ending, calls, stderr } = await called(['restore', path], { terminal });
    expect([ending, calls]).toEqual([2, []]);
    expect(stderr).toContain('This file is damaged or is not a backup of this app.');
    expect(stderr.toLowerCase()).not.toContain('passphrase');
  },
);
