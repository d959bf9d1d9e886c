import { describe, expect, it } from 'vitest';
import type { Consumer } from '../../../main/handout/consumer';
import { quotedName, shortName, shownText } from '../../../main/handout/shown-consumer';

const BOT: Consumer = {
  kind: 'program',
  programId: 'bot',
  sessionId: 'tty 3',
  name: 'python3 running bot.py in ~/bots',
  exe: '/usr/bin/python3.11',
  script: '/home/you/bots/bot.py',
};

describe('names of programs', () => {
  const RIGHT_TO_LEFT = String.fromCodePoint(0x202e);

  it.each<[what: string, text: string, shown: string]>([
    ['a plain one', '/usr/bin/curl', '/usr/bin/curl'],
    ['one that turns the writing around', `a${RIGHT_TO_LEFT}yp.tob`, 'a\uFFFDyp.tob'],
    ['one with line breaks', 'bot\n\nPress Always', 'bot\uFFFD\uFFFDPress Always'],
    ['one that is a token', `x eyJhbGciOiJIUzI1NiJ9.${'a'.repeat(40)}.b y`, 'x … y'],
    ['spaces that push words out of sight', `bot${' '.repeat(300)}.py`, 'bot .py'],
  ])('are made harmless: %s', (_what, text, shown) => {
    expect(shownText(text)).toBe(shown);
  });

  it('are cut in the middle when they are long, also at the maximum length of a system', () => {
    const shown = shownText(`/start/${'x'.repeat(5_000_000)}/end.py`);
    expect(shown).toHaveLength(160);
    expect(shown).toMatch(/^\/start\/x+…x+\/end\.py$/);
  });

  it('are in the title by their last part', () => {
    expect(shortName(BOT)).toBe('bot.py');
    expect(shortName({ ...BOT, script: undefined })).toBe('python3.11');
    expect(shortName({ ...BOT, script: undefined, exe: undefined })).toBe('python3 running bot.py in ~/bots');
    expect(shortName({ ...BOT, script: ` ${'\u2028'.repeat(2)}` })).toBe('\uFFFD\uFFFD');
    expect(shortName({ ...BOT, script: undefined, exe: undefined, name: '  ' })).toBe('A program that is not known');
    expect([...shortName({ ...BOT, script: `/${'long'.repeat(50)}.py` })]).toHaveLength(40);
  });
});

it('are in quotes if somebody else has chosen them', () => {
  expect(quotedName(BOT)).toBe('“bot.py”');
  expect(quotedName({ ...BOT, isForwarded: true })).toBe('A program via ssh');
  expect(quotedName({ ...BOT, kind: 'unknown' })).toBe('A program that is not known');
});
