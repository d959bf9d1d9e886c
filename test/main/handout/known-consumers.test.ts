import { describe, expect, it } from 'vitest';
import type { Consent } from '../../../main/handout/consent';
import { PERSON } from '../../../main/handout/consumer';
import { asConsumer, findConsumer, isPath, isSameProgram } from '../../../main/handout/known-consumers';
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

  it('is the program that lent a child its key', () => {
    expect(findConsumer(BOT.name, [{ consumer: child }], [])).toMatchObject({ programId: BOT.programId });
  });

  it('is a child by its own name, so that it can be blocked, whichever program lent it its key', () => {
    expect(findConsumer('bot.py', [{ consumer: child }], [])).toMatchObject({ programId: 'python' });
  });

  it('may be one that has never asked, by the path of its file', () => {
    expect(findConsumer('/opt/new/bot', [], [])).toEqual({ kind: 'program', programId: '/opt/new/bot', name: 'bot' });
    expect(findConsumer('C:\\bots\\bot.exe', [], []).name).toBe('bot.exe');
  });

  it('is known by a part of its name, unless that fits several', () => {
    const shell = { ...BOT, programId: '/usr/bin/bash /home/u/t1.sh', name: 'bash running t1.sh in ~' };
    const seen = [...asked, { consumer: shell }];
    expect(findConsumer('T1.sh', seen, []).programId).toBe(shell.programId);
    expect(findConsumer('bash', seen, []).programId).toBe(shell.programId);
    expect(() => findConsumer('in ~', seen, [])).toThrow('"in ~" fits several programs: "/usr/bin/bot"');
    expect(() => findConsumer('', seen, [])).toThrow('No program that has asked');
  });

  it('that was blocked by the path of its script is found as the interpreter that runs it', () => {
    const shell = { ...BOT, programId: '/usr/bin/bash /home/u/t1.sh', name: 'bash running t1.sh in ~' };
    const byPath = { ...consent, programId: '/home/u/t1.sh', name: 't1.sh', decision: 'deny' } as const;
    expect(findConsumer('t1', [{ consumer: shell }], [byPath]).programId).toBe(shell.programId);
    expect(isSameProgram('/home/u/t1.sh', '/usr/bin/bash /home/u/t1.sh')).toBe(true);
    expect(isSameProgram('/usr/bin/bash /home/u/t1.sh', 't1.sh')).toBe(false);
    expect(isSameProgram('/usr/bin/bash -m t1.sh', '/home/u/t1.sh')).toBe(false);
  });

  it('is refused if it matches no program, or several', () => {
    expect(() => findConsumer('nothing', asked, [consent])).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
    expect(() => findConsumer(PERSON.name, asked, [])).toThrow('No program that has asked');
    expect(() => findConsumer(BOT.name, [...asked, { consumer: twin }], [])).toThrow(
      `"${BOT.name}" fits several programs: "/usr/bin/bot" (${BOT.name}), "/opt/bot" (${BOT.name}).`,
    );
    expect(findConsumer('/opt/bot', [...asked, { consumer: twin }], []).programId).toBe('/opt/bot');
  });
});

it('a program that is meant is a consumer for the trail', () => {
  expect(asConsumer({ kind: 'program', programId: 'x', name: 'x' }).sessionId).toBe('');
});

it.each([
  ['/opt/bot', true],
  ['C:\\bot.exe', true],
  ['bot', false],
])('%s is a path: %s', (meant, expected) => {
  expect(isPath(meant)).toBe(expected);
});
