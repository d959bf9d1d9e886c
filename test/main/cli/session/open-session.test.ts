// The session with the real broker, and without the app with the real core, in the test's folders.
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSystemClock } from '../../../../main/adapters/platform/system-clock';
import type { CommonSettings, Environment, Prompts } from '../../../../main/cli/session/command-context';
import { connectApp, type EarlyConnection } from '../../../../main/cli/session/connect-app';
import { openSession } from '../../../../main/cli/session/open-session';
import { openServingApp } from '../../../support/serving-app';
import { temporaryFolder } from '../../../support/temporary-folder';

const nobody: Prompts = {
  isPossible: false,
  line: () => Promise.reject(new Error('asked')),
  hidden: () => Promise.reject(new Error('asked')),
  confirm: () => Promise.reject(new Error('asked')),
};

interface Over {
  readonly socket?: string;
  readonly isDataNamed?: boolean;
  readonly use?: 'standalone' | 'required';
  readonly env?: Environment;
  readonly early?: EarlyConnection;
}

function open(folder: string, over: Over = {}) {
  const details: string[] = [];
  const byDefault = 'default' as const;
  const byVariable = { source: 'environment', name: 'AXIOM_TOKENS_CONFIG_DIR' } as const;
  const byFlag = { source: 'flag', name: '--socket' } as const;
  const settings: CommonSettings = {
    profile: { value: undefined, source: byDefault },
    timeoutMs: { value: undefined, source: byDefault },
    socket: over.socket === undefined ? { value: undefined, source: byDefault } : { value: over.socket, ...byFlag },
    dataDirectory: { value: join(folder, 'data'), ...(over.isDataNamed ? byVariable : { source: byDefault }) },
    color: { value: false, source: byDefault },
    brokerUse: { value: over.use ?? 'auto', source: byDefault },
  };
  const session = openSession({
    settings,
    env: { XDG_RUNTIME_DIR: join(folder, 'run'), ...over.env },
    early: over.early,
    stateDirectory: join(folder, 'state'),
    version: '1.2.3',
    platform: process.platform,
    clock: createSystemClock(),
    signal: new AbortController().signal,
    prompts: nobody,
    saysYes: false,
    acceptsWeak: false,
    detail: (line) => details.push(line),
    warn: (line) => details.push(line),
  });
  onTestFinished(() => session.dispose());
  return { session, details };
}

async function world(): Promise<string> {
  const folder = await temporaryFolder();
  for (const name of ['run', 'state']) await mkdir(join(folder, name), { mode: 0o700 });
  return folder;
}

describe('a session', () => {
  it('goes on alone where the path of the socket would be too long, unless the app runs', async () => {
    const folder = await world();
    const long = join(folder, 'x'.repeat(100));
    await mkdir(long, { mode: 0o700 });
    const { session } = open(folder, { env: { XDG_RUNTIME_DIR: long } });
    expect(await session.source()).toBe('standalone');
    const data = join(folder, 'data');
    await mkdir(data, { recursive: true });
    const app = createServer().listen(join(data, 'SingletonSocket'));
    onTestFinished(() => void app.close());
    const other = open(folder, { env: { XDG_RUNTIME_DIR: long } }).session;
    await expect(other.call('ping', {})).rejects.toThrow('is longer than the system allows');
    expect(await other.isAway()).toBe(true);
  });

  it('asks the app at its socket, and asks it again after it was restarted', async () => {
    const folder = await world();
    const first = await openServingApp(join(folder, 'app'));
    await first.signIn();
    const { session } = open(folder, { socket: first.socket });
    expect(await session.call('token.get', {})).toMatchObject({ source: 'broker', state: { token: 'good' } });
    await first.dispose();
    await expect(session.call('ping', {})).rejects.toMatchObject({ code: 'BROKER_UNAVAILABLE' });
    const second = await openServingApp(join(folder, 'app'));
    onTestFinished(() => second.dispose());
    expect(await session.call('ping', {})).toHaveProperty('now');
  });

  it('uses a connection that was begun before, once', async () => {
    const folder = await world();
    const app = await openServingApp(join(folder, 'app'));
    onTestFinished(() => app.dispose());
    const begun = await connectApp({ path: app.socket, key: undefined }, '1.2.3');
    const wanted: unknown[] = [];
    const take: EarlyConnection['take'] = (place) => (wanted.push(place) === 1 ? Promise.resolve(begun) : undefined);
    const { session } = open(folder, { socket: app.socket, early: { take } });
    expect(await session.call('ping', {})).toHaveProperty('now');
    expect(wanted).toEqual([{ path: app.socket, key: undefined }]);
    begun.close();
    expect(await session.call('ping', {})).toHaveProperty('now');
    expect(wanted).toHaveLength(2);
  });

  it('carries calls out alone where no app runs, and writes nothing where it only reads', async () => {
    const folder = await world();
    const { session, details } = open(folder);
    const status = await session.call('status', {});
    expect([status.broker.running, await session.source()]).toEqual([false, 'standalone']);
    expect(details[0]).toMatch(/^The app does not run: .* Working without it\.$/);
    await session.call('profiles.add', { name: 'second' });
    expect((await session.call('profiles.list', {})).profiles.map(({ name }) => name)).toContain('second');
  });

  it('fails without the app where it is required, and where a socket was named', async () => {
    const folder = await world();
    const unavailable = { code: 'BROKER_UNAVAILABLE' };
    await expect(open(folder, { use: 'required' }).session.call('ping', {})).rejects.toMatchObject(unavailable);
    const named = open(folder, { socket: join(folder, 'run/none.sock') });
    await expect(named.session.call('ping', {})).rejects.toMatchObject(unavailable);
  });

  it('names the variable where the data folder that it names is a file', async () => {
    const folder = await world();
    await writeFile(join(folder, 'data'), '');
    await expect(open(folder, { isDataNamed: true }).session.call('ping', {})).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: `AXIOM_TOKENS_CONFIG_DIR names ${join(folder, 'data')}, which is not a folder.`,
    });
  });

  it('says which file has no key', async () => {
    const folder = await world();
    await writeFile(join(folder, 'key'), '\n');
    const { session } = open(folder, { env: { AXIOM_TOKENS_KEY_FILE: join(folder, 'key') } });
    await expect(session.call('ping', {})).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('contains no key') as string,
    });
  });
});
