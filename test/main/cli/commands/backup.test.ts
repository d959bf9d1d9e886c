import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { called } from '../../../support/command-line/called';

const BYTES = Buffer.from('AXMB and more');
let folder: string;
let path: string;
let passphrase: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backup-'));
  path = join(folder, 'axiom.axiombackup');
  passphrase = join(folder, 'passphrase');
  writeFileSync(passphrase, 'correct horse battery\n');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const answers = {
  backup: () => ({ file_base64: BYTES.toString('base64'), profiles: ['main'], left_out: ['bots: signed out'] }),
};

it('writes the file for its owner only, and names who is left out', async () => {
  const done = await called(['backup', path, '--passphrase-file', passphrase, '--account', 'main'], { answers });
  expect([done.ending, done.stdout]).toEqual([0, `Saved ${path} with: main.\n`]);
  expect(done.stderr).toContain('Left out: bots: signed out');
  expect([readFileSync(path), statSync(path).mode & 0o777]).toEqual([BYTES, 0o600]);
  expect(done.calls).toEqual([['backup', { passphrase: 'correct horse battery', profiles: ['main'] }]]);
});

it('asks for the passphrase twice, unseen', async () => {
  const done = await called(['backup', path], {
    terminal: 'person',
    typed: ['correct horse battery\r', 'correct horse battery\r'],
    answers,
  });
  expect([done.ending, done.stderr.includes('correct horse')]).toEqual([0, false]);
});

it('never replaces a file without a word', async () => {
  writeFileSync(path, 'older');
  const words = ['backup', path, '--passphrase-file', passphrase];
  const alone = await called(words, { answers });
  expect([alone.ending, alone.calls, readFileSync(path, 'utf8')]).toEqual([8, [], 'older']);
  const no = await called(words, { terminal: 'person', typed: ['n\r'], answers });
  expect([no.ending, readFileSync(path, 'utf8')]).toEqual([2, 'older']);
  const forced = await called([...words, '--force'], { answers });
  expect([forced.ending, readFileSync(path)]).toEqual([0, BYTES]);
});

it('writes nothing among what the app itself keeps', async () => {
  const done = await called(['backup', join(folder, 'x'), '--passphrase-file', passphrase], {
    answers,
    env: { AXIOM_TOKENS_CONFIG_DIR: folder },
  });
  expect([done.ending, done.calls, existsSync(join(folder, 'x'))]).toEqual([2, [], false]);
});
