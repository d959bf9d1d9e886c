import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createTokenTags } from '../../../../main/adapters/handout/token-tags';
import { createNodeCrypto } from '../../../../main/adapters/platform/node-crypto';
import { Secret } from '../../../../main/core/base/secret';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';
import { temporaryFolder } from '../../../support/temporary-folder';

async function setUp(name = 'trail-key.json') {
  const folder = await temporaryFolder();
  const path = join(folder, name);
  const logger = new RecordingLogger();
  const open = () => createTokenTags({ path, crypto: createNodeCrypto(), clock: new FakeClock(), logger });
  return { folder, path, logger, open };
}

describe('the tag of a token', () => {
  it('is the same in every program, another one for another token, and nothing without the key', async () => {
    const { path, folder, open } = await setUp();
    const one = open().tagOf(new Secret('token one'));
    expect(one).toMatch(/^[0-9a-f]{8}$/);
    expect([open().tagOf(new Secret('token one')), open().tagOf(new Secret('token two')) === one]).toEqual([
      one,
      false,
    ]);
    expect([(await stat(path)).mode & 0o777, await readdir(folder)]).toEqual([0o600, ['trail-key.json']]);
    const other = await setUp();
    expect(other.open().tagOf(new Secret('token one'))).not.toBe(one);
  });

  it('is not computed twice for the same secret', async () => {
    const { open } = await setUp();
    let exposed = 0;
    const token = { expose: () => String(exposed++) };
    const tags = open();
    expect([tags.tagOf(token) === tags.tagOf(token), exposed]).toEqual([true, 1]);
  });

  it('needs no file before the first token', async () => {
    const { folder, open } = await setUp();
    open();
    expect(await readdir(folder)).toEqual([]);
  });

  it('has a new key where the former one is damaged, which is set aside', async () => {
    const { folder, path, open } = await setUp();
    await writeFile(path, '{"version":1,"key":"short"}');
    const tag = open().tagOf(new Secret('x'));
    expect(open().tagOf(new Secret('x'))).toBe(tag);
    expect((await readdir(folder)).length).toBe(2);
  });

  it.each([
    ['is of a later version', (path: string) => writeFile(path, '{"version":2}')],
    ['cannot be read', (path: string) => mkdir(path)],
  ])('is of this run where the key %s', async (_what, put) => {
    const { path, open, logger } = await setUp();
    await put(path);
    const tags = open();
    expect(tags.tagOf(new Secret('x'))).toBe(tags.tagOf(new Secret('x')));
    expect(logger.lines.length).toBe(1);
    expect(open().tagOf(new Secret('x'))).not.toBe(tags.tagOf(new Secret('x')));
  });

  it('uses a key for this run only where the key file cannot be written', async () => {
    const { logger, open } = await setUp(join('none', 'trail-key.json'));
    expect(open().tagOf(new Secret('x'))).toMatch(/^[0-9a-f]{8}$/);
    expect(logger.lines.length).toBe(1);
  });

  it('has its key in plain JSON', async () => {
    const { path, open } = await setUp();
    open().tagOf(new Secret('x'));
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({
      version: 1,
      key: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });
});
