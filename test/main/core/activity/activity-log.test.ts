import { describe, expect, it } from 'vitest';
import type { ActivityLine } from '../../../../main/core/activity/activity-entry';
import { ActivityLog } from '../../../../main/core/activity/activity-log';
import { FAKE_START_MS, FakeClock } from '../../../support/fakes/clock/fake-clock';
import { MemoryLineFile } from '../../../support/fakes/line-file/memory-line-file';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';

function opened(file = new MemoryLineFile()) {
  const clock = new FakeClock();
  const logger = new RecordingLogger();
  const log = new ActivityLog({ clock, logger, file, isForThisRun: (id) => id === 'demo' });
  const all = async (): Promise<readonly ActivityLine[]> => {
    const lines: ActivityLine[] = [];
    for await (const line of log.newestFirst()) lines.push(line);
    return lines;
  };
  const texts = async () => (await all()).map((line) => ('text' in line ? line.text : 'watched'));
  return { clock, logger, file, log, texts };
}

describe('the activity log', () => {
  it('has the newest first, and equally many of each account', () => {
    const { log } = opened();
    log.add('sign-in', 'quiet', 'quiet');
    for (let n = 1; n <= 60; n++) log.add('refresh', `thing ${n}`, 'busy');
    log.add('app', 'started');
    expect(log.list().map(({ text }) => text)).toEqual([
      'started',
      ...[60, 59, 58, 57, 56, 55, 54, 53].map((n) => `thing ${n}`),
      'quiet',
    ]);
    expect(log.list()[0]).toStrictEqual({ atMs: FAKE_START_MS, kind: 'app', text: 'started' });
  });

  it('reports each entry, and no other line', () => {
    const { log } = opened();
    let changes = 0;
    log.onChange(() => changes++);
    log.add('sign-in', 'one', 'default');
    log.keep({ atMs: 1, profileId: 'default', watchedMs: 5, validMs: 5 });
    expect([changes, log.list()[0]?.profileId, log.list().length]).toEqual([1, 'default', 1]);
  });

  it('keeps everything in its file, for the next run', async () => {
    const { log, file } = opened();
    log.add('sign-in', 'one', 'default');
    log.keep({ atMs: FAKE_START_MS, profileId: 'default', watchedMs: 5, validMs: 5 });
    log.add('token', 'two', 'default');
    await log.flush();
    const next = opened(file);
    expect(await next.texts()).toEqual(['two', 'watched', 'one']);
    next.log.add('app', 'three');
    await next.log.readEarlier();
    expect(next.log.list().map(({ text }) => text)).toEqual(['three', 'two', 'one']);
  });

  it('shows an entry once that is written before those of earlier runs are read', async () => {
    const { log } = opened();
    log.add('app', 'one');
    await log.flush();
    await log.readEarlier();
    expect(log.list()).toHaveLength(1);
  });

  it('leaves nothing of an account of this run behind, and shows it all the same', async () => {
    const { log, file, texts, clock } = opened();
    log.add('sign-in', 'demo', 'demo');
    await clock.advance(1000);
    log.add('sign-in', 'main', 'main');
    await log.flush();
    expect(file.lines.join()).not.toContain('demo');
    expect([await texts(), log.list().length]).toEqual([['main', 'demo'], 2]);
  });

  it('keeps what cannot be written, says so once, and writes it in order when it can', async () => {
    const { log, file, texts, logger } = opened();
    file.failure = 'STORAGE_FULL';
    log.add('app', 'one');
    await log.flush();
    log.add('app', 'two');
    await log.flush();
    expect(logger.lines.map(({ level, fields }) => [level, fields])).toEqual([['warn', { code: 'STORAGE_FULL' }]]);
    file.failure = undefined;
    log.add('app', 'three');
    await log.flush();
    expect([await texts(), file.lines.length]).toEqual([['three', 'two', 'one'], 3]);
  });

  it('works without the entries of earlier runs if they cannot be read, and reports that to their reader', async () => {
    const { log, file, texts, logger } = opened();
    log.add('app', 'one');
    await log.flush();
    file.failure = 'STORAGE_DENIED';
    await log.readEarlier();
    expect([log.list().length, logger.lines.length]).toEqual([1, 1]);
    await expect(texts()).rejects.toMatchObject({ code: 'STORAGE_DENIED' });
  });

  it('says why entries are kept for this run only, as long as that is so', async () => {
    const { log, file } = opened();
    file.failure = 'STORAGE_FULL';
    let changes = 0;
    log.onChange(() => changes++);
    log.add('app', 'one');
    await log.flush();
    expect([log.trouble?.code, changes]).toEqual(['STORAGE_FULL', 2]);
    file.failure = undefined;
    log.add('app', 'two');
    await log.flush();
    expect([log.trouble, changes]).toEqual([undefined, 4]);
    file.failure = 'STORAGE_DENIED';
    await log.readEarlier();
    expect(log.trouble?.code).toBe('STORAGE_DENIED');
  });

  it('shows nothing of a removed profile for a new one that has got its id', async () => {
    const { log, file, texts } = opened();
    log.add('sign-in', 'former', 'hedge');
    log.add('app', 'added', 'hedge', { isBeginning: true });
    expect(log.list().map(({ text }) => text)).toEqual(['added']);
    await log.flush();
    const next = opened(file);
    await next.log.readEarlier();
    expect(next.log.list().map(({ text, profileId }) => [text, profileId])).toEqual([
      ['added', 'hedge'],
      ['former', undefined],
    ]);
    expect(await texts()).toEqual(['added', 'former']);
  });

  it('reads over lines that it does not understand', async () => {
    const { log, file, texts } = opened();
    file.lines = ['{"atMs":1,"kind":"bot","text":"later"}', '{"atMs":2,"ki'];
    log.add('app', 'one');
    expect(await texts()).toEqual(['one']);
  });
});
