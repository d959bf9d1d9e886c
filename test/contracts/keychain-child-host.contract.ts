// The contract of every KeychainChildHost, which runs a child process. Run against forked Node and Electron by
// keychain-fork-host.test.ts and electron-utility-process-host.test.ts.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isProcessAlive } from '../../build/is-process-alive.mjs';
import type { KeychainChild, KeychainChildHost } from '../../main/adapters/keychain/keychain-child-host';
import { temporaryFolder } from '../support/temporary-folder';
import { waitUntil } from '../support/wait-until';

/** A child without a keychain: reports its identity, echoes messages, and ends on request. Runs in both kinds of processes. */
const PROBE = `
const port = process.parentPort;
const tell = (message) => (port ? port.postMessage(message) : process.send(message));
const hear = (message) => {
  if (message.exit !== undefined) process.exit(message.exit);
  else if (message.env) tell({ env: { ...process.env } });
  else tell({ pid: process.pid, heard: message });
};
if (port) port.on('message', (event) => hear(event.data));
else process.on('message', hear);
`;

interface Told {
  readonly pid?: number;
  readonly heard?: unknown;
  readonly env?: Record<string, string | undefined>;
}

/** Runs the contract; `hostFor` makes a host over the script at that path. */
export function describeKeychainChildHostContract(
  name: string,
  hostFor: (childPath: string, env: Record<string, string>) => KeychainChildHost,
): void {
  /** A child running the probe, and its messages. */
  async function start(env: Record<string, string> = {}) {
    const childPath = join(await temporaryFolder(), 'probe.cjs');
    await writeFile(childPath, PROBE);
    return follow(childPath, { PATH: process.env['PATH'] ?? '', ...env });
  }

  function follow(childPath: string, env: Record<string, string>) {
    const messages: Told[] = [];
    const exits: string[] = [];
    const child: KeychainChild = hostFor(childPath, env).start({
      message: (message) => void messages.push(message as Told),
      exited: (reason) => void exits.push(reason),
    });
    onTestFinished(() => {
      if (exits.length === 0) child.kill();
    });
    const answer = async (message: object): Promise<Told | undefined> => {
      const count = messages.length;
      child.post(message);
      await waitUntil('the child answers', () => messages.length > count);
      return messages[count];
    };
    const end = (): Promise<void> => waitUntil('the end of the child is reported', () => exits.length > 0);
    return { child, messages, exits, answer, end };
  }

  describe(`KeychainChildHost contract: ${name}`, () => {
    it('sends messages both ways, from the start and in their order', async () => {
      const { child, messages } = await start();
      const sent = [
        { first: 'größe' },
        { deep: [{ null: null, number: 1.5, text: 'x'.repeat(100_000) }] },
        { last: true },
      ];
      for (const message of sent) child.post(message);
      await waitUntil('the child has answered', () => messages.length === sent.length);
      expect(messages.map(({ heard }) => heard)).toEqual(sent);
    });

    it('keeps two children apart', async () => {
      const [one, other] = [await start(), await start()];
      const [first, second] = [await one.answer({ to: 'one' }), await other.answer({ to: 'other' })];
      expect([first?.heard, second?.heard]).toEqual([{ to: 'one' }, { to: 'other' }]);
      expect(first?.pid === second?.pid).toBe(false);
    });

    it.each([0, 7])('reports once that a child has ended by itself, and its exit code: %d', async (code) => {
      const { child, exits, answer, end } = await start();
      await answer({ ask: 1 });
      child.post({ exit: code });
      await end();
      child.kill();
      child.post({ too: 'late' });
      expect(exits).toEqual([`exit code ${code}`]);
    });

    it.each([
      ['works', undefined],
      ['hangs', 'SIGSTOP'],
    ] as const)('ends a child at once that %s, and tells it once', async (_how, signal) => {
      const { child, exits, answer, end } = await start();
      const pid = (await answer({ ask: 1 }))?.pid ?? 0;
      if (signal) process.kill(pid, signal);
      child.kill();
      await waitUntil('the process is gone', async () => !(await isProcessAlive(pid)));
      await end();
      expect(exits).toHaveLength(1);
    });

    it('ends a child that was hardly started', async () => {
      const { child, messages, exits, end } = await start();
      child.kill();
      await end();
      expect([exits.length, messages]).toEqual([1, []]);
    });

    it('reports a script that is not there', async () => {
      const { exits, end } = follow('/nonexistent/keychain-child.cjs', { PATH: process.env['PATH'] ?? '' });
      await end();
      expect(exits).toEqual([expect.stringMatching(/^exit code [1-9]/)]);
    });

    it('gives a child the person’s environment in English, and no tokens of it', async () => {
      const { answer } = await start({
        MARK: 'here',
        LC_ALL: 'de_DE.UTF-8',
        LANGUAGE: 'de',
        AXIOM_ACCESS_TOKEN: 'a.b.c',
        AXIOM_REFRESH_TOKEN: 'd.e.f',
        NODE_OPTIONS: '--no-warnings',
      });
      const { env = {} } = (await answer({ env: true })) ?? {};
      // An empty variable may be omitted; no library distinguishes that.
      expect({ LANGUAGE: '', ...env }).toMatchObject({ MARK: 'here', LC_ALL: 'C.UTF-8', LANGUAGE: '' });
      expect(Object.keys(env).filter((key) => key.startsWith('AXIOM_') || key === 'NODE_OPTIONS')).toEqual([]);
    });
  });
}
