// More `axiom-tokens token` processes than the app accepts at once, when the token has just ended: all get the next one, for which Axiom is asked once.
import { execFile } from 'node:child_process';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { connectBroker } from '../../main/handout/broker/client';
import { LIMITS } from '../../main/handout/protocol';
import type { BundledProgram } from '../support/bundle-program';
import { bundleForTests } from '../support/command-line/bundle-command-line';
import { openServingApp } from '../support/serving-app';
import { temporaryFolder } from '../support/temporary-folder';

const PROCESSES = 12;
/** Free connections for them. */
const FREE = 2;
/** Long enough that the first ones keep their connections while the others come. */
const AXIOM_TAKES_MS = 1_500;

let program: BundledProgram;
beforeAll(async () => {
  program = await bundleForTests();
});
afterAll(() => program.dispose());

it('many processes that ask at once for an expired token get one new token, with one refresh', async () => {
  const folder = await temporaryFolder();
  const app = await openServingApp(folder, AXIOM_TAKES_MS);
  onTestFinished(() => app.dispose());
  const client = { name: 'test', version: '1' };
  const others = await Promise.all(
    Array.from({ length: LIMITS.connections - FREE }, () => connectBroker({ path: app.socket, client })),
  );
  onTestFinished(() => others.forEach((other) => other.close()));

  const env = { PATH: process.env['PATH'], HOME: folder, AXIOM_TOKENS_SOCK: app.socket };
  const run = () =>
    new Promise<{ readonly stdout: string; readonly stderr: string }>((resolve) => {
      const child = execFile(process.execPath, [program.path, 'token', '-v'], { env }, (_error, stdout, stderr) =>
        resolve({ stdout, stderr }),
      );
      child.stdin?.end();
    });
  // The person is notified of the program once; from then on it is as usual.
  await app.signIn();
  await run();
  await app.signIn(16 * 60_000);
  const ended = await Promise.all(Array.from({ length: PROCESSES }, run));
  const tokens = new Set(ended.map(({ stdout }) => stdout.trim()));
  expect([tokens.size, [...tokens][0]?.split('.').length]).toEqual([1, 3]);
  const turnedAway = ended.filter(({ stderr }) => stderr.includes('programs are connected already'));
  expect(turnedAway.length).toBeGreaterThan(0);
  expect(app.posts()).toBe(1);
  const counts = (await app.handedOut()).map(({ count }) => count);
  expect(counts).toEqual([PROCESSES, 1]);
});

it('a pause takes effect at once although all connections of the app are in use', async () => {
  const folder = await temporaryFolder();
  const app = await openServingApp(folder);
  onTestFinished(() => app.dispose());
  await app.signIn();
  const client = { name: 'test', version: '1' };
  const others = await Promise.all(
    Array.from({ length: LIMITS.connections }, () => connectBroker({ path: app.socket, client })),
  );
  onTestFinished(() => others.forEach((other) => other.close()));
  const folders = { HOME: folder, AXIOM_TOKENS_CONFIG_DIR: app.dataDirectory };
  const env = { PATH: process.env['PATH'], AXIOM_TOKENS_SOCK: app.socket, ...folders };
  const [code, stderr] = await new Promise<readonly [unknown, string]>((resolve) => {
    const child = execFile(process.execPath, [program.path, 'pause'], { env }, (error, _stdout, said) =>
      resolve([error?.code ?? 0, said]),
    );
    child.stdin?.end();
  });
  expect([code, stderr]).toEqual([0, expect.stringContaining('So the pause was written into')]);
  await expect(others[0]?.call('token.get', {})).rejects.toMatchObject({ code: 'PAUSED' });
});
