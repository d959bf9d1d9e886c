import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openPauseFile, PAUSE_VERSIONS } from '../../../../main/adapters/handout/pause-file';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';
import { temporaryFolder } from '../../../support/temporary-folder';
import { waitUntil } from '../../../support/wait-until';

async function setUp() {
  const folder = await temporaryFolder();
  const path = join(folder, 'pause.json');
  const settingsPath = join(folder, 'preferences.json');
  const trailPath = join(folder, 'trail.jsonl');
  const logger = new RecordingLogger();
  const stateDirectory = join(folder, 'state');
  return {
    folder,
    path,
    settingsPath,
    trailPath,
    stateDirectory,
    logger,
    open: () => openPauseFile({ path, settingsPath, trailPath, stateDirectory, logger }),
  };
}

const LOST = { isPaused: true, isLost: true };

describe('the first start', () => {
  it('takes over the settings of an earlier version, and never reads them again', async () => {
    const { settingsPath, path, open } = await setUp();
    await writeFile(settingsPath, '{"version":1,"isPaused":true}');
    expect(open().read()).toEqual({ isPaused: true });
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ version: 1, isPaused: true });
    // The command line resumes while the app is closed; the settings do not change.
    open().write({ isPaused: false });
    expect(open().read()).toEqual({ isPaused: false });
  });

  it('may take over "not paused" later, unless another decision came first', async () => {
    const { settingsPath, path, trailPath, stateDirectory, logger } = await setUp();
    const put: (() => void)[] = [];
    const open = () =>
      openPauseFile({ path, settingsPath, trailPath, stateDirectory, logger, later: (work) => put.push(work) });
    const [first, other] = [open(), open()];
    expect([first.read(), existsSync(path), put.length]).toEqual([{ isPaused: false }, false, 2]);
    other.write({ isPaused: true });
    for (const work of put) work();
    expect([first.read(), other.read()]).toEqual([{ isPaused: true }, { isPaused: true }]);
    for (const name of await readdir(dirname(path)))
      if (name !== 'preferences.json') await rm(join(dirname(path), name));
    open();
    put.at(-1)?.();
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ version: 1, isPaused: false });
  });

  it('is paused where the settings cannot be understood', async () => {
    const { settingsPath, open } = await setUp();
    await writeFile(settingsPath, '{');
    expect(open().read().isPaused).toBe(true);
  });

  it('uses the settings even where nothing can be written, and the file as soon as it exists', async () => {
    const { folder, settingsPath, trailPath, stateDirectory, logger } = await setUp();
    const path = join(folder, 'none', 'pause.json');
    await writeFile(settingsPath, '{"isPaused":true}');
    const file = openPauseFile({ path, settingsPath, trailPath, stateDirectory, logger });
    expect([file.read(), logger.lines.length]).toEqual([{ isPaused: true }, 1]);
    expect(() => file.write({ isPaused: false })).toThrow(expect.objectContaining({ code: 'STORAGE_UNAVAILABLE' }));
    expect(file.read()).toEqual({ isPaused: true });
    await mkdir(join(folder, 'none'));
    openPauseFile({ path, settingsPath: join(folder, 'no-settings.json'), trailPath, stateDirectory, logger });
    expect(file.read()).toEqual({ isPaused: false });
  });
});

describe('a file that was there', () => {
  it('and is missing, cut or not understood counts as paused, in this run and in the next one', async () => {
    const { path, open } = await setUp();
    const file = open();
    for (const damage of [() => rm(path), () => writeFile(path, '{"version":1,"isPau'), () => writeFile(path, '{}')]) {
      file.write({ isPaused: false });
      await damage();
      expect([file.read(), open().read()]).toEqual([LOST, LOST]);
    }
    file.write({ isPaused: false });
    expect([file.read(), open().read()]).toEqual([{ isPaused: false }, { isPaused: false }]);
  });

  it.each(['pause.json', 'pause.last-good.json', 'trail.jsonl'])(
    'and is a link that leads nowhere counts as paused: %s',
    async (name) => {
      const { folder, path, open } = await setUp();
      await symlink('nowhere', join(folder, name));
      expect(open().read()).toEqual(LOST);
      open().write({ isPaused: false });
      expect([open().read(), (await stat(path)).isFile()]).toEqual([{ isPaused: false }, true]);
    },
  );

  it('and is missing with its copy counts as paused if the later trail still exists', async () => {
    const { trailPath, open } = await setUp();
    await writeFile(trailPath, '');
    expect(open().read()).toEqual(LOST);
  });

  it('and is of a later version counts as paused, and is not written over', async () => {
    const { path, open } = await setUp();
    const file = open();
    await writeFile(path, JSON.stringify({ version: PAUSE_VERSIONS.current + 1, isPaused: false }));
    expect(file.read()).toEqual(LOST);
    expect(() => file.write({ isPaused: false })).toThrow('newer version');
  });

  it('and cannot be read counts as paused', async () => {
    if (process.getuid?.() === 0) return expect(true).toBe(true);
    const { path, open } = await setUp();
    const file = open();
    await chmod(path, 0);
    expect(file.read()).toEqual(LOST);
    await chmod(path, 0o600);
    expect(file.read()).toEqual({ isPaused: false });
  });

  it('is private, keeps keys of a later version, and leaves nothing beside it', async () => {
    const { folder, path, open } = await setUp();
    open();
    await writeFile(path, JSON.stringify({ version: 1, isPaused: false, reason: 'x', later: 1 }));
    const file = open();
    file.write({ isPaused: true, sinceMs: 5 });
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ version: 1, later: 1, isPaused: true, sinceMs: 5 });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await readdir(folder)).sort()).toEqual(['pause.json', 'pause.last-good.json']);
  });
});

describe('a pause that cannot be written', () => {
  const PAUSED = { isPaused: true, sinceMs: 5, reason: 'odd' };

  /** `later` in the file makes writes fail, like a full disk. */
  async function unwritable() {
    const world = await setUp();
    const data = join(world.folder, 'data');
    const path = join(data, 'pause.json');
    await mkdir(data);
    const open = () => openPauseFile({ ...world, path });
    open();
    const later = JSON.stringify({ version: PAUSE_VERSIONS.current + 1, isPaused: false });
    const content = await readFile(path, 'utf8');
    return { ...world, path, open, later, content };
  }

  it('holds for every program and after restarts through a mark in the state folder, until a person resumes', async () => {
    const { path, open, stateDirectory, logger, later, content } = await unwritable();
    const [one, other] = [open(), open()];
    await writeFile(path, later);
    one.write(PAUSED);
    await writeFile(path, content);
    expect([one.read(), other.read(), open().read()]).toEqual([PAUSED, PAUSED, PAUSED]);
    expect(logger.lines.some((line) => JSON.stringify(line).includes('marked in the state folder'))).toBe(true);
    const [mark = ''] = await readdir(stateDirectory);
    expect([mark, (await stat(join(stateDirectory, mark))).mode & 0o777]).toEqual([
      expect.stringMatching(/^[0-9a-f]{32}\.paused$/),
      0o600,
    ]);
    other.write({ isPaused: false });
    expect([one.read(), open().read(), await readdir(stateDirectory)]).toEqual([
      { isPaused: false },
      { isPaused: false },
      [],
    ]);
  });

  it('is reported to other programs', async () => {
    const { path, open, stateDirectory, later, content } = await unwritable();
    await mkdir(stateDirectory);
    const [one, other] = [open(), open()];
    await writeFile(path, later);
    let told = 0;
    const stop = other.onChange(() => void (other.read().reason === 'odd' && told++));
    one.write(PAUSED);
    await writeFile(path, content);
    await waitUntil('the mark is told', () => told > 0);
    stop();
    expect(told).toBeGreaterThan(0);
  });

  it('fails where no mark can be left either, with why the file could not be written', async () => {
    const { path, open, stateDirectory, later } = await unwritable();
    const file = open();
    await writeFile(path, later);
    await writeFile(stateDirectory, 'no folder');
    expect(() => file.write(PAUSED)).toThrow('newer version');
  });

  it('is of one data folder only', async () => {
    const { path, open, folder, later, settingsPath, trailPath, stateDirectory, logger } = await unwritable();
    const file = open();
    await writeFile(path, later);
    file.write(PAUSED);
    const other = openPauseFile({ path: join(folder, 'pause.json'), settingsPath, trailPath, stateDirectory, logger });
    expect(other.read()).toEqual({ isPaused: false });
  });
});
