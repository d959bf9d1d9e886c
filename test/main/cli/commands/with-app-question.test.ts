import { expect, it } from 'vitest';
import type { CommandContext } from '../../../../main/cli/session/command-context';
import { withAppQuestion } from '../../../../main/cli/commands/with-app-question';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';

const NOTE = 'If the app has a question, answer it in its window.';

/** The notes while a call takes `tookMs`, and after it. */
async function notesOf(source: 'broker' | 'standalone', tookMs: number, how: 'well' | 'badly' | 'known' = 'well') {
  const notes: string[] = [];
  const clock = new FakeClock();
  const context = {
    session: { source: async () => source },
    output: { note: (line: string) => notes.push(line) },
    clock,
  } as unknown as CommandContext;
  const call = withAppQuestion(context, async (takeBack) => {
    if (how === 'known') takeBack();
    await clock.advance(tookMs);
    if (how === 'badly') throw new Error('no');
    return 'done';
  });
  const ended = await call.catch(() => 'failed');
  await clock.advance(60_000);
  return [ended, notes];
}

it.each([
  ['broker', 1_499, 'well', 'done', []],
  ['broker', 1_500, 'well', 'done', [NOTE]],
  ['broker', 0, 'badly', 'failed', []],
  ['broker', 1_500, 'badly', 'failed', [NOTE]],
  ['broker', 60_000, 'known', 'done', []],
  ['standalone', 60_000, 'well', 'done', []],
] as const)('through the %s, after %d ms and ending %s: %s, %j', async (source, tookMs, how, ended, notes) => {
  expect(await notesOf(source, tookMs, how)).toEqual([ended, notes]);
});
