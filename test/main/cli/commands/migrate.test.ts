import { resolve } from 'node:path';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { called } from '../../../support/command-line/called';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'migrate-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const answers = { 'profiles.list': () => ({ profiles: [] }), migrate: () => ({ profile: 'main', place: 'somewhere' }) };

it('moves to the keychain without a question', async () => {
  const { ending, stdout, calls } = await called(['migrate', 'keychain', '-p', 'main'], { answers });
  expect([ending, stdout, calls]).toEqual([
    0,
    'The tokens of main are kept in: somewhere.\n',
    [['migrate', { profile: 'main', to: 'keychain' }]],
  ]);
});

it('names a file by its whole path', async () => {
  const { calls } = await called(['migrate', 'file', 'tokens.json'], { answers });
  expect(calls).toEqual([['migrate', { to: 'file', path: resolve('tokens.json') }]]);
});

it('uses a new passphrase for a sealed file', async () => {
  const passphrase = join(folder, 'passphrase');
  writeFileSync(passphrase, 'seven lamps by the river\n');
  const { calls } = await called(['migrate', 'sealed-file', '/x/t', '--passphrase-file', passphrase], { answers });
  expect(calls.slice(1)).toEqual([
    ['migrate', { to: 'sealed-file', path: '/x/t', passphrase: 'seven lamps by the river' }],
  ]);
});

it('accepts no weak one without a question', async () => {
  const passphrase = join(folder, 'passphrase');
  writeFileSync(passphrase, '123456789012\n');
  const words = ['migrate', 'sealed-file', '/x/t', '--passphrase-file', passphrase];
  const { ending, stderr, calls } = await called(words, { answers });
  expect([ending, calls]).toEqual([2, [['profiles.list', {}]]]);
  expect(stderr).toContain('--weak-passphrase');
  expect((await called([...words, '--weak-passphrase'], { answers })).ending).toBe(0);
});

it('asks before tokens are kept for this run only', async () => {
  const refused = await called(['migrate', 'memory'], { answers });
  expect([refused.ending, refused.calls]).toEqual([2, []]);
  expect((await called(['migrate', 'memory', '--yes'], { answers })).ending).toBe(0);
});

it.each([
  ['file', []],
  ['sealed-file', []],
  ['keychain', ['/x']],
])('refuses %s with %j', async (place, more) => {
  const { ending, calls } = await called(['migrate', place, ...more], { answers });
  expect([ending, calls]).toEqual([2, []]);
});

it('names the account as the window does, and reports what stays at the old place', async () => {
  const moved = { profile: 'default', name: 'main', place: 'somewhere', left_unread: 'Tokens may be there' };
  const { ending, stdout, stderr } = await called(['migrate', 'keychain'], {
    answers: { ...answers, migrate: () => moved },
  });
  expect([ending, stdout]).toEqual([0, 'The tokens of main (-p default) are kept in: somewhere.\n']);
  expect(stderr).toContain('Tokens may be there.');
});

it('keeps the passphrase of the old sealed file apart from that of the new one', async () => {
  const [former, next] = ['former', 'next'].map((name) => join(folder, name)) as [string, string];
  writeFileSync(former, 'seven lamps by the river\n');
  writeFileSync(next, 'nine kites over the hill\n');
  const paramsOf = async (...words: string[]) => (await called(['migrate', ...words], { answers })).calls.at(-1);
  const openingPassphrase = 'seven lamps by the river';
  expect(await paramsOf('keychain', '--passphrase-file', former)).toEqual([
    'migrate',
    { to: 'keychain', openingPassphrase },
  ]);
  expect(await paramsOf('keychain', '--from-passphrase-file', former)).toEqual([
    'migrate',
    { to: 'keychain', openingPassphrase },
  ]);
  expect(await paramsOf('sealed-file', '/x/t', '--passphrase-file', next, '--from-passphrase-file', former)).toEqual([
    'migrate',
    { to: 'sealed-file', path: '/x/t', passphrase: 'nine kites over the hill', openingPassphrase },
  ]);
  const both = await called(['migrate', 'sealed-file', '/x', '--passphrase-file', '-', '--from-passphrase-file', '-']);
  expect([both.ending, both.calls]).toEqual([2, []]);
});

it('leaves the new passphrase to the call where that is made in this process, and says when none is needed yet', async () => {
  const moved = () => ({ profile: 'main', place: '/x/t', awaits_passphrase: true });
  const { ending, stdout, stderr, calls } = await called(['migrate', 'sealed-file', '/x/t', '--json'], {
    answers: { ...answers, migrate: moved },
  });
  expect([ending, calls]).toEqual([0, [['migrate', { to: 'sealed-file', path: '/x/t' }]]]);
  expect(JSON.parse(stdout)).toMatchObject({ awaits_passphrase: true });
  expect(stderr).toMatch(/no tokens to seal yet: the passphrase is chosen when you sign in\.\n/);
  const passphrase = join(folder, 'passphrase');
  writeFileSync(passphrase, 'seven lamps by the river\n');
  const given = await called(['migrate', 'sealed-file', '/x/t', '--passphrase-file', passphrase], {
    answers: { ...answers, migrate: moved },
  });
  expect(given.stderr).toContain('The one that you gave is not kept.');
});
