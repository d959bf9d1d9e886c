import { describe, expect, it } from 'vitest';
import type { Prompts } from '../../../../main/cli/session/command-context';
import { mayBeUsed, typedPassphrase } from '../../../../main/cli/session/typed-passphrase';
import { outcomeOf } from '../../../support/core-graph';

const STRONG = 'seven lamps by the river';
const WEAK = 'trader main fund';

/** `typed`: a person's answers; absent: nobody is there. */
function terminal(typed: readonly string[] | undefined, acceptsWeak = false) {
  const answers = [...(typed ?? [])];
  const warned: string[] = [];
  const line = async (): Promise<string> => answers.shift() ?? '';
  const confirm = async (): Promise<boolean> => (await line()) === 'y';
  const prompts: Prompts = { isPossible: typed !== undefined, line, hidden: line, confirm };
  const parts = { prompts, warn: (text: string) => void warned.push(text), acceptsWeak };
  return { parts: { ...parts, ownWords: async () => ['Main fund'] }, warned };
}

describe('a typed passphrase', () => {
  it.each([
    ['the same twice', [STRONG, STRONG], STRONG],
    ['two that differ, then the same', ['one', 'two', STRONG, STRONG], STRONG],
    ['a weak one that is not wanted, then another', [WEAK, WEAK, 'n', STRONG, STRONG], STRONG],
    ['a weak one that is wanted', [WEAK, WEAK, 'y'], WEAK],
  ])('%s', async (_what, typed, expected) => {
    expect(await typedPassphrase(terminal(typed).parts, 'the file')).toBe(expected);
  });

  it('is refused where it is too short', async () => {
    expect(await outcomeOf(typedPassphrase(terminal(['short', 'short']).parts, 'the file'))).toBe('INVALID_INPUT');
  });
});

describe('a weak one', () => {
  it('is refused where nobody can be asked, with the flag that allows it', async () => {
    await expect(mayBeUsed(terminal(undefined).parts, WEAK)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      remedy: expect.stringContaining('--weak-passphrase'),
    });
  });

  it('is used with that flag, and reported', async () => {
    const { parts, warned } = terminal(undefined, true);
    expect([await mayBeUsed(parts, WEAK), warned.length]).toEqual([true, 1]);
  });

  it('is one of words about the person', async () => {
    const { parts } = terminal(undefined);
    expect(await outcomeOf(mayBeUsed(parts, 'Main fund Main fund'))).toBe('INVALID_INPUT');
    expect(await mayBeUsed(parts, STRONG)).toBe(true);
  });
});
