// The real `axiom-tokens watch` under Node, with the app's broker in this process.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CommandLine, type Run } from '../support/cli/command-line';
import { waitUntil } from '../support/wait-until';

let line: CommandLine;
beforeAll(async () => {
  line = await CommandLine.open();
  await line.broker.start();
});
afterAll(() => line.dispose());
beforeEach(() => line.broker.set({ failure: undefined, session: 'ok' }));

const watch = (...flags: string[]) => line.run(['watch', ...flags], { stdio: ['pipe', 'pipe', 'pipe'] });
const linesOf = ({ printed }: Run) => printed.stdout.split('\n').filter((each) => each !== '');
const typesOf = (run: Run) => linesOf(run).map((each) => JSON.parse(each).type);

async function newLine(run: Run, count: number): Promise<void> {
  await waitUntil(`line ${count} after ${JSON.stringify(run.printed)}`, () => linesOf(run).length >= count);
}

describe('watch', () => {
  it('prints the token that is valid at once, and each new one, until stdin is closed', async () => {
    const run = watch();
    await newLine(run, 1);
    for (const count of [2, 3, 4]) {
      line.broker.renew();
      await newLine(run, count);
    }
    run.child.stdin?.end();
    expect(await run.ended).toEqual({ code: 0, signal: null });
    const generations = linesOf(run).map((each) => JSON.parse(each).generation);
    expect(generations).toEqual([0, 1, 2, 3].map((more) => generations[0] + more));
    expect(run.printed.stderr).toBe('');
  });

  it('prints only the token if that was asked for', async () => {
    const run = watch('--format', 'raw', '--once');
    expect(await run.ended).toEqual({ code: 0, signal: null });
    expect(run.printed.stdout).toMatch(/^access\.token\.\d+\n$/);
  });

  it('leaves stdout to the program where it has another descriptor', async () => {
    const run = line.run(['watch', '--once', '--fd', '3'], { stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
    let text = '';
    run.child.stdio[3]?.on('data', (part) => (text += part));
    expect(await run.ended).toEqual({ code: 0, signal: null });
    expect([run.printed.stdout, JSON.parse(text).type]).toEqual(['', 'token']);
  });

  it('refuses a descriptor that is not there', async () => {
    expect((await watch('--fd', '57').ended).code).toBe(2);
  });

  it('refuses one that it was not given, although Node has opened it for itself', async () => {
    const runs = ['3', '4', '5', '7'].map((fd) => watch('--fd', fd, '--once'));
    for (const { ended, printed } of runs) expect([(await ended).code, printed.stdout]).toEqual([2, '']);
  });

  it('continues across restarts of the app', async () => {
    const run = watch();
    await newLine(run, 1);
    for (const count of [3, 5]) {
      await line.broker.stop();
      await newLine(run, count - 1);
      await line.broker.start();
      await newLine(run, count);
    }
    line.broker.renew();
    await newLine(run, 6);
    run.child.stdin?.end();
    expect((await run.ended).code).toBe(0);
    expect(typesOf(run)).toEqual(['token', 'state', 'state', 'state', 'state', 'token']);
  });

  it('reports a pause, and goes on after it', async () => {
    const run = watch();
    await newLine(run, 1);
    line.broker.set({ failure: 'PAUSED' });
    await newLine(run, 2);
    line.broker.set({ failure: undefined });
    await newLine(run, 3);
    run.child.stdin?.end();
    await run.ended;
    expect(typesOf(run)).toEqual(['token', 'paused', 'state']);
  });

  it('skips to the newest for a reader that has not read for a while', async () => {
    const run = watch();
    await newLine(run, 1);
    run.child.stdout?.pause();
    const first = JSON.parse(linesOf(run)[0] ?? '').generation;
    const pairs = 3_000;
    for (let pair = 0; pair < pairs; pair++) {
      line.broker.renew();
      await new Promise(setImmediate);
    }
    run.child.stdout?.resume();
    await waitUntil('the newest', () => run.printed.stdout.endsWith('\n') && lastGeneration(run) === first + pairs);
    expect(linesOf(run).length).toBeLessThan(pairs / 2);
    run.child.stdin?.end();
    await run.ended;
  });

  it('ends with code 4 when a person must sign in', async () => {
    const run = watch();
    await newLine(run, 1);
    line.broker.set({ session: 'needs-sign-in' });
    expect(await run.ended).toEqual({ code: 4, signal: null });
    expect(typesOf(run)).toEqual(['token', 'state']);
    expect(run.printed.stderr).toContain('Sign in again.');
  });

  it('ends with code 0 when nobody reads any more', async () => {
    const run = watch();
    await newLine(run, 1);
    run.child.stdout?.destroy();
    line.broker.renew();
    expect(await run.ended).toEqual({ code: 0, signal: null });
    expect(run.printed.stderr).toBe('');
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR1'] as const)('ends by %s', async (signal) => {
    const run = watch();
    await newLine(run, 1);
    run.child.kill(signal);
    expect(await run.ended).toEqual({ code: null, signal });
    expect(run.printed.stderr).toBe('');
  });

  it('is refused with the app’s refusal', async () => {
    line.broker.set({ failure: 'DENIED' });
    const run = watch();
    expect((await run.ended).code).toBe(6);
  });
});

function lastGeneration(run: Run): number {
  return JSON.parse(linesOf(run).at(-1) ?? '').generation;
}
