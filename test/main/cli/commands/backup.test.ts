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
  writeFileSync(passphrase, 'seven lamps by the river\n');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const answers = {
  'profiles.list': () => ({ profiles: [] }),
  backup: () => ({ file_base64: BYTES.toString('base64'), profiles: ['main'], left_out: ['bots: signed out'] }),
};

it('writes the file for its owner only, and names who is left out', async () => {
  const done = await called(['backup', path, '--passphrase-file', passphrase, '--account', 'main'], { answers });
  expect([done.ending, done.stdout]).toEqual([0, `Saved ${path} with: main.\n`]);
  expect(done.stderr).toContain('Left out: bots: signed out');
  expect([readFileSync(path), statSync(path).mode & 0o777]).toEqual([BYTES, 0o600]);
  expect(done.calls.slice(1)).toEqual([['backup', { passphrase: 'seven lamps by the river', profiles: ['main'] }]]);
});

it('asks for the passphrase twice, without echo', async () => {
  const done = await called(['backup', path], {
    terminal: 'person',
    typed: ['seven lamps by the river\r', 'seven lamps by the river\r'],
    answers,
  });
  expect([done.ending, done.stderr.includes('seven lamps')]).toEqual([0, false]);
});

it('never replaces a file without a question', async () => {
  writeFileSync(path, 'older');
  const words = ['backup', path, '--passphrase-file', passphrase];
  const alone = await called(words, { answers });
  expect([alone.ending, alone.calls, readFileSync(path, 'utf8')]).toEqual([2, [], 'older']);
  const no = await called(words, { terminal: 'person', typed: ['n\r'], answers });
  expect([no.ending, readFileSync(path, 'utf8')]).toEqual([2, 'older']);
  const forced = await called([...words, '--force'], { answers });
  expect([forced.ending, readFileSync(path)]).toEqual([0, BYTES]);
});

it('writes nothing over the app’s own files', async () => {
  const done = await called(['backup', join(folder, 'x'), '--passphrase-file', passphrase], {
    answers,
    env: { AXIOM_TOKENS_CONFIG_DIR: folder },
  });
  expect([done.ending, done.calls, existsSync(join(folder, 'x'))]).toEqual([2, [], false]);
});

it.each(['aaaaaaaaaaaa', '123456789012', '            '])(
  '%j as a passphrase is not accepted without a question',
  async (weak) => {
    writeFileSync(passphrase, `${weak}\n`);
    const words = ['backup', path, '--passphrase-file', passphrase];
    const alone = await called(words, { answers });
    expect([alone.ending, existsSync(path)]).toEqual([2, false]);
    expect(alone.calls).not.toContainEqual(expect.arrayContaining(['backup']));
    expect(alone.stderr).toContain('The passphrase is weak. This is easy to guess: ');
    expect(alone.stderr).toContain('--weak-passphrase');
    const no = await called(words, { terminal: 'person', typed: ['n\r'], answers });
    expect([no.ending, existsSync(path)]).toEqual([2, false]);
    const yes = await called(words, { terminal: 'person', typed: ['y\r'], answers });
    expect([yes.ending, existsSync(path)]).toEqual([0, true]);
    const wanted = await called([...words, '--force', '--weak-passphrase'], { answers });
    expect(wanted.ending).toBe(0);
    expect(wanted.stderr).toContain('This is easy to guess: ');
  },
);

it('opens the sealed file that the account is kept in, and names accounts as the window does', async () => {
  const former = join(folder, 'former');
  writeFileSync(former, 'nine kites over the hill\n');
  const done = await called(['backup', path, '--passphrase-file', passphrase, '--from-passphrase-file', former], {
    answers: { ...answers, backup: () => ({ ...answers.backup(), profiles: ['default'], names: ['main'] }) },
  });
  expect(done.stdout).toBe(`Saved ${path} with: main (-p default).\n`);
  expect(done.calls.at(-1)).toEqual([
    'backup',
    { passphrase: 'seven lamps by the river', openingPassphrase: 'nine kites over the hill' },
  ]);
});
