import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FileLogger, createFileLogger } from '../../../../main/adapters/logging/file-logger';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { fillDisk, mountSmallDisk } from '../../../support/faults/fault-disk-small';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import { makeJwt } from '../../../support/make-jwt';

let folder: string;
let directory: string;
let logger: FileLogger;
const clock = new FakeClock();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'axiom-log-'));
  directory = join(folder, 'logs');
  logger = createFileLogger({ directory, clock });
});
afterEach(async () => {
  await logger.dispose();
  await rm(folder, { recursive: true });
});

const logFile = () => join(directory, 'axiom-token-manager.log');

async function readLines(): Promise<Record<string, unknown>[]> {
  await logger.flush();
  const text = await readFile(logFile(), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('the file logger', () => {
  it('writes one JSON object a line, in order, with the time of the clock', async () => {
    logger.info('first', { host: 'api6.axiom.trade', status: 200 });
    logger.warn('second');
    expect(await readLines()).toEqual([
      { time: '2026-03-01T12:00:00.000Z', level: 'info', message: 'first', host: 'api6.axiom.trade', status: 200 },
      { time: '2026-03-01T12:00:00.000Z', level: 'warn', message: 'second' },
    ]);
  });

  it('writes an error with code and causes, without secrets and without stack', async () => {
    const token = makeJwt().expose();
    const inner = Object.assign(new Error(`reset while sending cookie: auth-access-token=${token}`), {
      code: 'ECONNRESET',
    });
    logger.error('refresh failed', new AxiomTokenError('NETWORK', { cause: inner }), { host: 'api2.axiom.trade' });
    const [line] = await readLines();
    expect(line).toMatchObject({ level: 'error', message: 'refresh failed', host: 'api2.axiom.trade' });
    expect(line?.['cause']).toBe(
      'AxiomTokenError NETWORK: Axiom cannot be reached. <- Error ECONNRESET: reset while sending cookie: [secret]',
    );
  });

  it('keeps secrets out of fields too', async () => {
    const token = makeJwt().expose();
    logger.info('odd', { text: `{"accessToken":"${token}","code":"482915"}` });
    await logger.flush();
    const text = await readFile(logFile(), 'utf8');
    expect(text).not.toContain(token);
    expect(text).not.toContain('482915');
  });

  it('can be read by its owner only, even if the file was open before', async () => {
    logger.info('first');
    await logger.flush();
    await chmod(logFile(), 0o644);
    logger.info('line');
    await logger.flush();
    expect((await stat(logFile())).mode & 0o777).toBe(0o600);
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
  });

  it('starts a new file at one MiB and keeps five at most', async () => {
    for (let round = 0; round < 7; round++) {
      for (let line = 0; line < 150; line++) logger.info('x'.repeat(7500), { round });
      await logger.flush();
    }
    logger.info('newest');
    await logger.flush();
    const files = (await readdir(directory)).sort();
    expect(files).toEqual(['', '.1', '.2', '.3', '.4'].map((end) => `axiom-token-manager.log${end}`));
    expect(await readFile(join(directory, 'axiom-token-manager.log.1'), 'utf8')).toContain('"round":6');
    expect(await readFile(join(directory, 'axiom-token-manager.log.4'), 'utf8')).toContain('"round":3');
    const newest = await readLines();
    expect(newest.at(-1)).toMatchObject({ message: 'newest' });
  });

  it('writes no value of a field with the name of a secret', async () => {
    logger.info('odd', { accessToken: 'opaque-1', cookie: 'opaque-2', code: 'RATE_LIMITED' });
    expect(await readLines()).toMatchObject([{ accessToken: '[secret]', cookie: '[secret]', code: 'RATE_LIMITED' }]);
  });

  it('cuts a text that is far too long', async () => {
    logger.info('x'.repeat(5_000_000));
    await logger.flush();
    expect((await readFile(logFile(), 'utf8')).length).toBeLessThan(9000);
  });

  it('neither throws nor rejects when nothing can be written, and goes on when it can again', async () => {
    await writeFile(directory, 'a file in the way');
    logger.info('lost');
    await expect(logger.flush()).resolves.toBeUndefined();
    await rm(directory);
    logger.info('found');
    expect(await readLines()).toMatchObject([{ message: 'found' }]);
  });

  it('begins a new line after one that was cut off, and leaves that one as it is', async () => {
    await mkdir(directory);
    await writeFile(logFile(), '{"message":"whole"}\n{"message":"cut o');
    logger.info('first');
    await logger.flush();
    logger.info('second');
    await logger.flush();
    const [whole, cut, first, second, ...rest] = (await readFile(logFile(), 'utf8')).split('\n');
    expect([whole, cut, rest]).toEqual(['{"message":"whole"}', '{"message":"cut o', ['']]);
    expect([first, second].map((line) => JSON.parse(String(line)) as unknown)).toMatchObject([
      { message: 'first' },
      { message: 'second' },
    ]);
  });

  it('a disk that was full for a while gets no part of a line', async (context) => {
    await mkdir(directory);
    const unmount = await mountSmallDisk(directory);
    if (!unmount) context.skip('mounting a small disk is not allowed here');
    try {
      logger.info('before');
      await logger.flush();
      const free = fillDisk(directory, 0);
      logger.info('x'.repeat(6000));
      await logger.flush();
      free();
      logger.info('after');
      expect(await readLines()).toMatchObject([{ message: 'before' }, { message: 'after' }]);
    } finally {
      await unmount?.();
    }
  });

  it('writes nothing after its end', async () => {
    logger.info('last');
    await logger.dispose();
    logger.info('too late');
    expect(await readLines()).toMatchObject([{ message: 'last' }]);
  });
});
