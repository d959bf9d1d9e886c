import { randomBytes } from 'node:crypto';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesOf, readLeftoverFile } from '../../../../main/adapters/leftovers/leftover-file';
import { makeJwt } from '../../../support/make-jwt';
import { A, NOW, R } from '../../../support/read-paste';
import { sealFernet } from '../../../support/seal-fernet';
import { temporaryFolder } from '../../../support/temporary-folder';

/** A token of a service that names its account in its own way. */
const FOREIGN = makeJwt({ extra: { sub: 'somebody' } }).expose();
const RUST = JSON.stringify({ access_token: A, refresh_token: R });

async function fileWith(name: string, content: string | Buffer): Promise<string> {
  const path = join(await temporaryFolder(), name);
  await writeFile(path, content, { mode: 0o600 });
  return path;
}

describe('a file that was left', () => {
  it('is reported with all its facts, and is not changed', async () => {
    const path = await fileWith('.axiom_tokens.json', RUST);
    await mkdir(join(path, '../.git'));
    expect(await readLeftoverFile(path, 'all', NOW)).toEqual({
      path,
      accounts: ['account-1'],
      issuedAtMs: NOW,
      modifiedAtMs: expect.any(Number) as number,
      readableBy: 'you',
      workTree: join(path, '..'),
      holdsOnlyTokens: true,
      identity: expect.stringMatching(/^\d+:\d+:[0-9a-f]{64}$/) as string,
      lines: [
        { line: 1, name: 'access_token' },
        { line: 1, name: 'refresh_token' },
      ],
    });
    expect(await readFile(path, 'utf8')).toBe(RUST);
  });

  it.each([
    ['of UTF-16', Buffer.from(`\uFEFFAXIOM_ACCESS_TOKEN=${A}\r\n`, 'utf16le')],
    ['with a token in quotes and other things', `X=1\nAXIOM_REFRESH_TOKEN="${R}"`],
  ])('%s is read', async (_what, content) => {
    expect(await readLeftoverFile(await fileWith('.env', content), 'axiom-only', NOW)).toMatchObject({
      accounts: ['account-1'],
    });
  });

  it('is the Python client’s: opened with the key beside it, of which both are to be closed', async () => {
    const key = randomBytes(32);
    const path = await fileWith('tokens.enc', sealFernet(RUST, key));
    await writeFile(join(path, '../key.enc'), key.toString('base64url'));
    expect(await readLeftoverFile(path, 'axiom-only', NOW)).toMatchObject({
      accounts: ['account-1'],
      holdsOnlyTokens: true,
      lines: [],
    });
    expect(await filesOf(path)).toEqual([path, join(path, '../key.enc')]);
    expect(await filesOf(join(path, '../key.enc'))).toEqual([join(path, '../key.enc')]);
  });

  it.each([
    ['sealed without its key', 'tokens.enc', sealFernet(RUST, randomBytes(32))],
    ['without a token', '.env', 'AXIOM_ACCESS_TOKEN='],
    ['with a word that only looks like one', '.env', `KEY=${'ey'.repeat(30)}`],
  ])('%s is none', async (_what, name, content) => {
    expect(await readLeftoverFile(await fileWith(name, content), 'axiom-only', NOW)).toBeUndefined();
  });

  it('that is gone is left out; one that cannot be read, or is too large, counts as unread', async () => {
    const path = await fileWith('.env', RUST);
    expect(await readLeftoverFile(`${path}-gone`, 'axiom-only', NOW)).toBeUndefined();
    expect(await readLeftoverFile(await fileWith('.env', Buffer.alloc(1024 * 1024 + 1)), 'axiom-only', NOW)).toBe(
      'unread',
    );
    await symlink(path, `${path}-link`);
    expect(await readLeftoverFile(`${path}-link`, 'axiom-only', NOW)).toBe('unread');
  });

  it('names a plain token only where a person named the folder', async () => {
    const path = await fileWith('config.toml', RUST);
    expect(await readLeftoverFile(path, 'plain-names', NOW)).toMatchObject({ accounts: ['account-1'] });
    const foreign = await fileWith('config.toml', `access_token = "${FOREIGN}"`);
    expect(await readLeftoverFile(foreign, 'plain-names', NOW)).toMatchObject({ accounts: ['somebody'] });
    const atHome = await fileWith('.env', `ACCESS_TOKEN="${FOREIGN}"`);
    expect(await readLeftoverFile(atHome, 'axiom-only', NOW)).toBeUndefined();
  });
});
