import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { called, type CallWorld } from '../../../support/command-line/called';
import { makeTokenAnswer } from '../../../support/command-line/make-answers';
import { temporaryFolder } from '../../../support/temporary-folder';

const token = makeTokenAnswer();
const answers: CallWorld['answers'] = { 'token.get': () => token };

describe('axiom-tokens token', () => {
  it.each([
    [[], { minValidMs: 60_000, kinds: ['access'] }],
    [['-p', 'b', '--min-valid', '10m'], { profile: 'b', minValidMs: 600_000, kinds: ['access'] }],
    [['--no-refresh', '--reason', 'why'], { minValidMs: 60_000, mayRefresh: false, reason: 'why', kinds: ['access'] }],
    [['--wait', '5m'], { minValidMs: 60_000, waitMs: 300_000, kinds: ['access'] }],
    [['--with-refresh-token'], { minValidMs: 60_000, kinds: ['access', 'refresh'] }],
    [['--min-valid', '0'], { minValidMs: 0, kinds: ['access'] }],
  ])('with %j asks for %j', async (flags, params) => {
    expect((await called(['token', ...flags], { answers })).calls).toEqual([['token.get', params]]);
  });

  it.each([
    [[], `${token.access_token}\n`],
    [['-n'], token.access_token],
    [['-f', 'header'], `Cookie: auth-access-token=${token.access_token}\n`],
    [['-f', 'template:{profile}', '-n'], 'main'],
    [
      ['-f', 'env', '--shell', 'pwsh', '-n'],
      expect.stringContaining(`$env:AXIOM_ACCESS_TOKEN = '${token.access_token}'`),
    ],
  ])('with %j prints it', async (flags, text) => {
    expect(await called(['token', ...flags], { answers })).toMatchObject({ ending: 0, stdout: text, stderr: '' });
  });

  it('prints all that is known with --json', async () => {
    const { stdout } = await called(['token', '--json'], { answers });
    expect(JSON.parse(stdout)).toEqual(token);
    expect((await called(['token', '-f', 'json'], { answers })).stdout).toBe(stdout);
  });

  it('requests nothing if the file name is empty', async () => {
    const { ending, stderr, calls } = await called(['token', '-o', ''], { answers });
    expect([ending, stderr, calls]).toEqual([2, expect.stringContaining('--output is empty.'), []]);
  });

  it('writes for PowerShell on Windows by default', async () => {
    const { stdout } = await called(['token', '-f', 'env'], { answers, platform: 'win32' });
    expect(stdout).toContain('$env:AXIOM_ACCESS_TOKEN');
  });

  it('says that a secret is in the scrollback of a terminal, unless it is to be quiet', async () => {
    const told = 'A secret is now in your scrollback.\n';
    expect((await called(['token'], { answers, terminal: 'all' })).stderr).toBe(told);
    expect((await called(['token', '-q'], { answers, terminal: 'all' })).stderr).toBe('');
    expect((await called(['token'], { answers, terminal: 'person' })).stderr).toBe('');
  });

  it.each([
    [['-f', 'py'], 'Name their folder with -o FOLDER.'],
    [['-f', 'header', '--json'], 'Give one of them.'],
    [['-f', 'template:{x}'], 'There is no field {x}.'],
    [['--min-valid', 'soon'], '--min-valid takes a duration'],
  ])('with %j asks for nothing', async (flags, said) => {
    const { ending, stdout, stderr, calls } = await called(['token', ...flags], { answers });
    expect([ending, calls]).toEqual([2, []]);
    expect(`${stdout}${stderr}`).toContain(said);
  });

  it('writes into a private file, and prints nothing', async () => {
    const path = join(await temporaryFolder(), 'token');
    const { ending, stdout, stderr } = await called(['token', '-o', path, '-f', 'cookie'], { answers });
    expect([ending, stdout]).toEqual([0, '']);
    expect(stderr).toBe(`The token is in ${path}, valid until 2026-03-01T12:15:00.000Z.\n`);
    expect(await readFile(path, 'utf8')).toBe(`auth-access-token=${token.access_token}\n`);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('does not overwrite a sign-in of another program', async () => {
    const path = join(await temporaryFolder(), '.axiom_tokens.json');
    await writeFile(path, '{"refresh_token":"eyJ.live"}');
    const { ending, stderr } = await called(['token', '-o', path, '-f', 'rs'], { answers });
    expect([ending, stderr]).toEqual([2, expect.stringContaining('holds a refresh token, and with it a sign-in')]);
    expect(await readFile(path, 'utf8')).toBe('{"refresh_token":"eyJ.live"}');
  });

  it('waits longer if it was asked to wait', async () => {
    const { settings, ending } = await called(['token', '--wait', '1h', '--timeout', '5s'], { answers });
    expect([settings?.timeoutMs.value, ending]).toEqual([5000, 0]);
  });
});
