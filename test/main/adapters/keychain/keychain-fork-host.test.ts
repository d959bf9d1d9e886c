// Real forked children that run a line of script. The child with the keychain: contracts/keychain-child.test.ts.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isProcessAlive } from '../../../../build/is-process-alive.mjs';
import { createKeychainForkHost } from '../../../../main/adapters/keychain/keychain-fork-host';
import { temporaryFolder } from '../../../support/temporary-folder';
import { waitUntil } from '../../../support/wait-until';

const ECHO = "process.on('message', (message) => process.send(message));";

/** A child that runs the script; without one there is no file to run. */
async function start(script: string | undefined, env: NodeJS.ProcessEnv = process.env) {
  const childPath = join(await temporaryFolder(), 'child.cjs');
  if (script !== undefined) await writeFile(childPath, script);
  const messages: unknown[] = [];
  const exits: string[] = [];
  const child = createKeychainForkHost({ childPath, env }).start({
    message: (message) => messages.push(message),
    exited: (reason) => exits.push(reason),
  });
  onTestFinished(() => child.kill());
  const hears = (count: number) => waitUntil('it was heard', () => messages.length >= count);
  const exited = () => waitUntil('it has ended', () => exits.length > 0);
  return { child, messages, exits, hears, exited };
}

describe('a forked child', () => {
  it('receives and answers in order, with texts of any characters and length', async () => {
    const { child, messages, hears } = await start(ECHO);
    const sent = [
      { id: 1, secret: 'gr\u00fc\u00df dich \u{1f426}\0' },
      { id: 2, value: null },
      { id: 3, secret: 'x'.repeat(200_000) },
    ];
    for (const message of sent) child.post(message);
    await hears(3);
    expect(messages).toEqual(sent);
  });

  it.each([
    ['process.exit(7)', 'exit code 7'],
    ['process.exit(0)', 'exit code 0'],
    ["process.kill(process.pid, 'SIGTERM'); setInterval(() => {}, 1000)", 'SIGTERM'],
    ["throw new Error('at once')", 'exit code 1'],
    [undefined, 'exit code 1'],
  ])('that ends by %s says so once: %s', async (script, reason) => {
    const { child, exits, exited } = await start(script);
    await exited();
    child.post({ id: 1 });
    child.kill();
    child.post({ id: 2 });
    expect(exits).toEqual([reason]);
  });

  it('is killed at once, even when it reads nothing any more', async () => {
    const { child, exits, hears, exited } = await start(
      "process.send('ready'); process.on('SIGTERM', () => {}); for (;;);",
    );
    await hears(1);
    child.kill();
    await exited();
    expect(exits).toEqual(['SIGKILL']);
  });

  it('that no message can reach any more is ended, and reports its end once', async () => {
    const { child, messages, exits, hears } = await start(
      'process.send(process.pid, () => process.disconnect()); setInterval(() => {}, 1000);',
    );
    await hears(1);
    await waitUntil('a message is lost', () => {
      child.post({ id: 1 });
      return exits.length > 0;
    });
    await waitUntil('the process is gone', async () => !(await isProcessAlive(Number(messages[0]))));
    child.kill();
    expect(exits).toHaveLength(1);
    expect(exits[0]).toMatch(/channel closed|EPIPE|SIGKILL/i);
  });
});

describe('the environment of a child', () => {
  it('is the given one without tokens, and makes a Node of an Electron', async () => {
    const env = { PATH: '/bin', MY_OWN: 'kept', AXIOM_ACCESS_TOKEN: 'a token', NODE_OPTIONS: '--no-deprecation' };
    const { messages, hears } = await start('process.send({ env: process.env, arguments: process.execArgv });', env);
    await hears(1);
    const [{ env: seen, arguments: flags }] = messages as [{ env: Record<string, string>; arguments: string[] }];
    expect(seen).toMatchObject({ PATH: '/bin', MY_OWN: 'kept', LC_ALL: 'C.UTF-8', ELECTRON_RUN_AS_NODE: '1' });
    expect(Object.keys(seen).filter((name) => /^AXIOM|NODE_OPTIONS/.test(name))).toEqual([]);
    expect(flags).toEqual([]);
  });
});
