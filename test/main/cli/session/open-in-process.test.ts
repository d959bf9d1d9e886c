// The calls in this process, with the real core in the test's folders.
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createSystemClock } from '../../../../main/adapters/platform/system-clock';
import { openInProcess } from '../../../../main/cli/session/open-in-process';
import { temporaryFolder } from '../../../support/temporary-folder';

const asked = (): Promise<never> => Promise.reject(new Error('asked'));

it('makes calls in the name of its caller, and makes no folder to read', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'state'), { mode: 0o700 });
  const told: string[] = [];
  const alone = await openInProcess({
    dataDirectory: join(folder, 'data'),
    stateDirectory: join(folder, 'state'),
    env: {},
    platform: process.platform,
    clock: createSystemClock(),
    version: '1.2.3',
    prompts: { isPossible: false, line: asked, hidden: asked, confirm: asked },
    saysYes: false,
    acceptsWeak: false,
    detail: (line) => told.push(line),
    warn: (line) => told.push(line),
  });
  expect(alone.consumer.kind).toBe('program');
  const context = {
    consumer: alone.consumer,
    via: 'command-line',
    signal: new AbortController().signal,
    reportLogin: () => undefined,
  } as const;
  const status = await alone.operations.status({}, context);
  expect([status.broker.running, status.paused]).toEqual([false, null]);
  const refused = { code: 'TOKEN_NOT_FOUND', message: expect.stringContaining(join(folder, 'data')) };
  await expect(alone.operations['token.get']({}, context)).rejects.toMatchObject(refused);
  await expect(alone.operations.pause({}, context)).rejects.toMatchObject(refused);
  await alone.dispose();
  expect(await readdir(folder)).toEqual(['state']);
});
