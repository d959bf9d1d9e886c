import { describe, expect, it } from 'vitest';
import { typedPrograms, programsToForget } from '../../../../main/compose/operations/typed-program';
import type { Consumer } from '../../../../main/handout/consumer';
import type { ProgramFile } from '../../../../main/handout/program-file';
import { PROGRAM, TestOperations } from '../../../support/make-operations';

const SCRIPT = '/home/u/bot.py';
const LINK = '/home/u/link.py';
const RUN: Consumer = { ...PROGRAM, programId: `/usr/bin/python3.11 ${SCRIPT}`, script: SCRIPT };

function setUp(files: Readonly<Record<string, ProgramFile>>, asked: readonly Consumer[] = []) {
  const { handout } = new TestOperations();
  const entries = asked.map((consumer) => ({ consumer }) as never);
  const world = {
    handout: { ...handout, trail: { ...handout.trail, query: async () => entries } } as never,
    lookAtProgram: async (path: string): Promise<ProgramFile> => files[path] ?? { kind: 'none' },
  };
  return {
    ids: (typed: string, what: 'allow' | 'block') => typedPrograms(world, 'default', typed, what),
    toForget: (typed: string) => programsToForget(world, typed),
  };
}

const script = { kind: 'script', path: SCRIPT } as const;

describe('what is typed for a program', () => {
  it('is a name where it is no path', async () => {
    expect(await setUp({}).ids('bot.py', 'block')).toEqual(['bot.py']);
    expect(await setUp({}).toForget('bot.py')).toEqual(['bot.py']);
  });

  it('is the file that a link leads to', async () => {
    const { ids, toForget } = setUp({ '/usr/bin/bot': { kind: 'program', path: '/opt/bot/bot' } });
    expect(await ids('/usr/bin/bot', 'allow')).toEqual(['/opt/bot/bot']);
    expect(await toForget('/usr/bin/bot')).toEqual(['/usr/bin/bot', '/opt/bot/bot']);
  });

  it('is refused where nothing is there, unless it has asked', async () => {
    for (const what of ['allow', 'block'] as const) {
      await expect(setUp({}).ids('/gone', what)).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        message: 'There is no file /gone, and no program of that name has asked.',
      });
    }
    expect(await setUp({}, [RUN]).ids(RUN.programId, 'block')).toEqual([RUN.programId]);
  });

  it('is refused for a program that only runs others, unless it has asked itself', async () => {
    const files = { '/usr/bin/python3': { kind: 'runner', path: '/usr/bin/python3.11' } } as const;
    await expect(setUp(files, [RUN]).ids('/usr/bin/python3', 'block')).rejects.toThrow(
      '/usr/bin/python3.11 runs other programs and scripts, and each of them needs a decision of its own.',
    );
    const alone = { ...PROGRAM, programId: '/usr/bin/python3.11' };
    expect(await setUp(files, [alone]).ids('/usr/bin/python3', 'block')).toEqual(['/usr/bin/python3.11']);
  });
});

describe('a script', () => {
  it('is blocked by both of its paths, whatever runs it', async () => {
    const { ids, toForget } = setUp({ [SCRIPT]: script, [LINK]: script });
    expect(await ids(SCRIPT, 'block')).toEqual([SCRIPT]);
    expect(await ids(LINK, 'block')).toEqual([LINK, SCRIPT]);
    expect(await toForget(LINK)).toEqual([LINK, SCRIPT]);
  });

  it('is allowed with what has run it, else with what its first line names', async () => {
    const files = { [SCRIPT]: { ...script, runsAs: `/usr/bin/python3.12 ${SCRIPT}` } };
    expect(await setUp(files, [RUN]).ids(SCRIPT, 'allow')).toEqual([RUN.programId]);
    const child = { ...PROGRAM, kind: 'child', lentBy: RUN } as const;
    expect(await setUp(files, [child]).ids(SCRIPT, 'allow')).toEqual([RUN.programId]);
    expect(await setUp(files).ids(SCRIPT, 'allow')).toEqual([`/usr/bin/python3.12 ${SCRIPT}`]);
  });

  it('is not allowed where nobody knows what runs it', async () => {
    await expect(setUp({ [SCRIPT]: script }).ids(SCRIPT, 'allow')).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      remedy: 'Let it ask for a token once, then allow it by its name. Nothing was changed.',
    });
  });
});

it('a block knows the file, by whatever name it is typed', async () => {
  const world = await new TestOperations().signedIn();
  world.files = { [LINK]: { ...script, fileId: '8:21' } };
  await world.call('consumers.block', { consumer: LINK });
  expect(world.handout.kept.map(({ fileId }) => fileId)).toEqual(['8:21', '8:21']);
});

it('blocking and forgetting goes over all of its paths', async () => {
  const world = await new TestOperations().signedIn();
  world.files = { [LINK]: script, [SCRIPT]: script };
  expect(await world.call('consumers.block', { consumer: LINK })).toMatchObject({ programId: SCRIPT });
  expect(world.handout.kept.map(({ programId }) => programId)).toEqual([LINK, SCRIPT]);
  expect(await world.call('consumers.forget', { consumer: LINK })).toEqual({
    forgotten: ['1', '2'],
    names: ['/home/u/link.py', '/home/u/bot.py'],
  });
  await expect(world.call('consumers.allow', { consumer: '/gone' })).rejects.toThrow('There is no file /gone');
});
