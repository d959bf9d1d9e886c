import { describe, expect, it } from 'vitest';
import type { Consent } from '../../../main/handout/consent';
import { PERSON } from '../../../main/handout/consumer';
import { asConsumer, findConsumer } from '../../../main/handout/known-consumers';
import { BOT } from '../../support/make-handout';

const consent: Consent = {
  id: '1a2b3c4d',
  profileId: 'main',
  programId: BOT.programId,
  binary: 'file 0',
  name: 'former name',
  decision: 'allow',
  scope: 'always',
  by: 'person',
  decidedAtMs: 0,
};
const twin = { ...BOT, programId: '/opt/bot' };
const child = { ...BOT, kind: 'child', programId: 'python', name: 'bot.py', lentBy: BOT } as const;
const asked = [{ consumer: BOT }, { consumer: { ...BOT, binary: 'file 0' } }, { consumer: PERSON }];

describe('the program that a person means', () => {
  it.each<[string, string]>([
    ['its name', BOT.name],
    ['its program id', BOT.programId],
    ['the id of a consent', '1a2b3c4d'],
    ['the name that it had', 'former name'],
  ])('is known by %s, with its file as it asked last', (_what, meant) => {
    expect(findConsumer(meant, asked, [consent])).toMatchObject({ programId: BOT.programId, binary: 'file 1' });
  });

  it('is known from a consent where it has not asked lately', () => {
    expect(findConsumer(BOT.programId, [], [consent])).toMatchObject({ name: 'former name', binary: 'file 0' });
  });

  it('is the lender of a child', () => {
    expect(findConsumer(BOT.name, [{ consumer: child }], [])).toMatchObject({ programId: BOT.programId });
  });

  it('is a child by its own name, so that it can be blocked whoever lent it its key', () => {
    expect(findConsumer('bot.py', [{ consumer: child }], [])).toMatchObject({ programId: 'python' });
  });

  it('may be one that has never asked, by the path of its file', () => {
    expect(findConsumer('/opt/new/bot', [], [])).toEqual({ kind: 'program', programId: '/opt/new/bot', name: 'bot' });
    expect(findConsumer('C:\\bots\\bot.exe', [], []).name).toBe('bot.exe');
  });

  it('is nobody, or not one alone', () => {
    expect(() => findConsumer('nothing', asked, [consent])).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
    expect(() => findConsumer(PERSON.name, asked, [])).toThrow('No program called');
    expect(() => findConsumer(BOT.name, [...asked, { consumer: twin }], [])).toThrow(
      `Several programs are called ${BOT.name}: /usr/bin/bot, /opt/bot.`,
    );
    expect(findConsumer('/opt/bot', [...asked, { consumer: twin }], []).programId).toBe('/opt/bot');
  });
});

it('a program that is meant is a consumer for the trail', () => {
  expect(asConsumer({ kind: 'program', programId: 'x', name: 'x' }).sessionId).toBe('');
});
