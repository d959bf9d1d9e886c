import { describe, expect, it } from 'vitest';
import { CommandError } from '../../build/run-command.mjs';
import { demand, NotRun, runTrial, type Trial } from './trial.mjs';

async function tried(run: (trial: Trial) => Promise<string>) {
  const lines: string[] = [];
  const { seconds, ...result } = await runTrial('deb', { log: (line) => lines.push(line) }, run);
  return { result, seconds, lines };
}

describe('a trial', () => {
  it('that succeeds says what passed', async () => {
    const { result, seconds } = await tried(async ({ step, check }) => {
      await check('look', async () => undefined);
      return step('install', async () => 'installed');
    });
    expect([result, seconds]).toEqual([{ target: 'deb', state: 'passed', text: 'installed' }, 0]);
  });

  it('ends with a step that fails, and says which with what the command said', async () => {
    const { result, lines } = await tried(async ({ step }) => {
      await step('install', () => Promise.reject(new CommandError('apt ended with exit code 100', 'no such package')));
      throw new Error('not reached');
    });
    expect(result).toEqual({ target: 'deb', state: 'failed', text: 'install: no such package' });
    expect(lines).toEqual(['  deb: FAILED install: no such package']);
  });

  it('goes on after a check that fails, and still fails', async () => {
    const { result } = await tried(async ({ check }) => {
      await check('icons', async () => demand(false, 'missing: 16'));
      await check('entry', async () => demand(false, 'no type'));
      return 'installed';
    });
    expect(result).toEqual({
      target: 'deb',
      state: 'failed',
      text: 'icons: Error: missing: 16; entry: Error: no type',
    });
  });

  it('is not run if something is not available, and says why', async () => {
    const { result, seconds } = await tried(({ step }) => step('fetch', () => Promise.reject(new NotRun('no server'))));
    expect([result, seconds]).toEqual([{ target: 'deb', state: 'not run', text: 'no server' }, undefined]);
  });

  it.each(['passes', 'fails'])('ends what it has started, the last first, when it %s', async (how) => {
    const ended: string[] = [];
    await tried(async ({ defer, step }) => {
      defer(() => ended.push('world'));
      defer(() => ended.push('app'));
      if (how === 'fails') await step('start', () => Promise.reject(new Error('no')));
      return '';
    });
    expect(ended).toEqual(['app', 'world']);
  });
});
