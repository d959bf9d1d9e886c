import { mkdir, readdir, readFile, rename, rm, rmdir, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createConsentsFile } from '../../../../main/adapters/handout/consents-file';
import { outcomeOf } from '../../../support/core-graph';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';
import { createMemoryRefreshLock } from '../../../support/fakes/refresh-lock/memory-refresh-lock';
import { temporaryFolder } from '../../../support/temporary-folder';

const ASK_ALL = { policies: { '*': 'ask' }, consents: [] };

async function setUp() {
  const folder = await temporaryFolder();
  const path = join(folder, 'consents.json');
  const clock = new FakeClock();
  const logger = new RecordingLogger();
  const lock = createMemoryRefreshLock(clock);
  const open = () => createConsentsFile({ path, lock, clock, logger });
  const setPolicy = (policy: 'ask' | 'notify') =>
    open().change((content) => ({ ...content, policies: { ...content.policies, main: policy } }));
  return { folder, path, copy: join(folder, 'consents.last-good.json'), lock, clock, logger, open, setPolicy };
}

describe('consents.json', () => {
  it('is plain JSON, private, with a copy; a change that changes nothing writes nothing', async () => {
    const { folder, path, setPolicy } = await setUp();
    await setPolicy('ask');
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ version: 1, policies: { main: 'ask' }, consents: [] });
    const { mode, ino } = await stat(path);
    await setPolicy('ask');
    expect([mode & 0o777, (await stat(path)).ino]).toEqual([0o600, ino]);
    expect((await readdir(folder)).sort()).toEqual(['consents.json', 'consents.last-good.json']);
  });

  it.each(['{', '{"version":1,"policies":{},"consents":[{"id":1}]}', '{"version":1,"policies":{"main":"often"}}'])(
    'that is damaged is read from its copy, and set aside by the next change: %s',
    async (damage) => {
      const { folder, path, open, setPolicy } = await setUp();
      await setPolicy('ask');
      await writeFile(path, damage);
      expect(open().read().policies).toEqual({ main: 'ask' });
      await open().change((content) => ({ ...content, policies: { ...content.policies, second: 'notify' } }));
      expect(open().read().policies).toEqual({ main: 'ask', second: 'notify' });
      expect((await readdir(folder)).some((name) => name.startsWith('consents.damaged-'))).toBe(true);
    },
  );

  it('that is damaged together with its copy means "ask" for every program, also after a change', async () => {
    const { folder, path, copy, open, setPolicy } = await setUp();
    await setPolicy('notify');
    await writeFile(path, '{');
    await writeFile(copy, '{');
    expect(open().read()).toEqual(ASK_ALL);
    await setPolicy('ask');
    expect(open().read().policies).toEqual({ '*': 'ask', main: 'ask' });
    const aside = (await readdir(folder)).filter((name) => name.includes('.damaged-')).sort();
    expect(aside).toEqual([
      expect.stringMatching(/^consents\.damaged-/),
      expect.stringMatching(/^consents\.last-good\.damaged-/),
    ]);
  });

  it.each(['{', undefined])(
    'that is %j is not written over a copy that cannot be read: that may be good',
    async (text) => {
      const { path, copy, open, setPolicy } = await setUp();
      await setPolicy('ask');
      await rename(copy, `${copy}.away`);
      await mkdir(copy);
      await (text === undefined ? rm(path) : writeFile(path, text));
      expect(open().read()).toEqual(ASK_ALL);
      await expect(setPolicy('notify')).rejects.toMatchObject({
        code: 'STORAGE_UNAVAILABLE',
        message: expect.stringContaining(copy),
      });
      await rmdir(copy);
      await rename(`${copy}.away`, copy);
      await setPolicy('notify');
      expect(open().read().policies).toEqual({ main: 'notify' });
    },
  );

  it('that is a dangling link gives nobody a token; if the copy is one, every program is asked about', async () => {
    const { path, copy, open } = await setUp();
    await symlink('nowhere', copy);
    expect(open().read()).toEqual(ASK_ALL);
    await symlink('nowhere', path);
    const message = `${path} is a link that cannot be followed.`;
    expect(() => open().read()).toThrow(expect.objectContaining({ code: 'STORAGE_DENIED', message }));
  });

  it('that is gone is read from its copy', async () => {
    const { path, open, setPolicy } = await setUp();
    await setPolicy('ask');
    await rm(path);
    expect(open().read().policies).toEqual({ main: 'ask' });
  });

  it('that is of a later version is neither used nor written over', async () => {
    const { path, copy, open, setPolicy } = await setUp();
    await writeFile(path, '{"version":2}');
    expect(() => open().read()).toThrow('newer version');
    await expect(setPolicy('ask')).rejects.toThrow('newer version');
    await rm(path);
    await writeFile(copy, '{"version":2}');
    expect(() => open().read()).toThrow('newer version');
  });

  it('that is not a file cannot be used', async () => {
    const { path, open } = await setUp();
    await mkdir(path);
    expect(() => open().read()).toThrow(expect.objectContaining({ code: 'STORAGE_UNAVAILABLE' }));
  });

  it('is not changed while another program holds its lock', async () => {
    const { path, lock, clock, setPolicy } = await setUp();
    await lock.acquire(`consents:${path}`, 0);
    const change = setPolicy('ask');
    const outcome = outcomeOf(change);
    await clock.advance(10_000);
    expect(await outcome).toBe('TIMEOUT');
  });
});
