// Which program a process is and what started it; anything uncertain is never guessed.
import { describe, expect, it } from 'vitest';
import {
  type ConsumerSources,
  consumerOfFacts,
  consumerOfStarter,
} from '../../../../main/adapters/peer/consumer-of-process';
import type { ProcessFacts } from '../../../../main/adapters/peer/process-facts';

const HOME = '/home/me';

async function consumerOf(pid: number, sources: ConsumerSources) {
  const facts = await sources.read(pid);
  if (!facts) throw new Error('there is no such process');
  return consumerOfFacts(facts, sources);
}

/** A computer with these processes; by default each was started by the one before it. */
function computer(...given: readonly (Partial<ProcessFacts> & { readonly argv: readonly string[] })[]) {
  const all = given.map((own, at): ProcessFacts => {
    const pid = own.pid ?? at + 10;
    const parentPid = at === 0 ? 1 : pid - 1;
    const exe = `/usr/bin/${own.argv[0]}`;
    const comm = own.argv[0] ?? '';
    const common = {
      pid,
      parentPid,
      sessionPid: 10,
      startTicks: pid,
      comm,
      exe,
      cwd: '/home/me/bots',
      isElsewhere: false,
    };
    return { ...common, binary: `binary of ${exe}`, ...own };
  });
  const read = async (pid: number) => all.find((each) => each.pid === pid);
  return { sources: { read, home: HOME }, last: all.at(-1)?.pid ?? 0 };
}

describe('the file', () => {
  it('of a script is the one that a link leads to; of a program its own; of an interpreter alone none', async () => {
    const realFile = async (path: string) => ({ path: path.replace('link', 'bot'), id: '8:21' });
    const of = async (argv: readonly string[], binary?: string) => {
      const { sources, last } = computer({ argv: ['bash'] }, { argv, binary });
      const { script, realScript, fileId } = await consumerOf(last, { ...sources, realFile });
      return { script, realScript, fileId };
    };
    const path = '/home/me/bots/bot.py';
    expect(await of(['python3', 'link.py'])).toEqual({
      script: '/home/me/bots/link.py',
      realScript: path,
      fileId: '8:21',
    });
    expect(await of(['python3', 'bot.py'])).toEqual({ script: path, fileId: '8:21' });
    expect(await of(['bot'], '7:5:100:3')).toEqual({ fileId: '7:5' });
    expect(await of(['python3', '-c', 'x'], '7:5:100:3')).toEqual({});
  });
});

describe('a program', () => {
  it('in a terminal has the session of its shell', async () => {
    const { sources, last } = computer(
      { argv: ['bash'], tty: 'pts/1' },
      { argv: ['python3', 'bot.py'], tty: 'pts/1', unit: 'vte-spawn-1.scope' },
    );
    expect(await consumerOf(last, sources)).toEqual({
      kind: 'program',
      programId: '/usr/bin/python3 /home/me/bots/bot.py',
      sessionId: 'session:10:10',
      name: 'python3 running bot.py in ~/bots',
      binary: 'binary of /usr/bin/python3',
      pid: 11,
      exe: '/usr/bin/python3',
      script: '/home/me/bots/bot.py',
      parent: 'bash',
      unit: 'vte-spawn-1.scope',
      tty: 'pts/1',
    });
  });

  it.each([
    ['of the desktop, of its unit', { unit: 'app-gnome-code-7.scope' }, 'unit:app-gnome-code-7.scope', 'code'],
    ['of a service, of that', { unit: 'bot.service' }, 'unit:bot.service', 'code (bot.service)'],
    ['of neither, of its own', {}, 'session:10:10', 'code'],
    ['whose shell has ended, of that all the same', { sessionPid: 9 }, 'session:9:ended', 'code'],
  ])('%s', async (_what, own, sessionId, name) => {
    const { sources, last } = computer({ argv: ['systemd'] }, { argv: ['code'], ...own });
    expect(await consumerOf(last, sources)).toMatchObject({ sessionId, name });
  });
});

describe('axiom-tokens', () => {
  const own = { argv: ['node', '/usr/bin/axiom-tokens', 'token'] };

  it('has the terminal in which it runs, also where that was opened with the command', async () => {
    const { sources, last } = computer(
      { argv: ['xterm'] },
      { argv: ['sh', '-c', 'axiom-tokens resume; sleep 1'], tty: 'pts/1' },
      { ...own, tty: 'pts/1' },
    );
    expect(await consumerOf(last, sources)).toMatchObject({ name: 'xterm', tty: 'pts/1' });
    const none = computer({ argv: ['cron'] }, own);
    expect((await consumerOf(none.last, none.sources)).tty).toBeUndefined();
  });

  it.each<[string, readonly { argv: readonly string[] }[], string]>([
    ['a script', [{ argv: ['bash', '/home/me/run.sh'] }, own], 'bash running run.sh in ~'],
    ['a shell', [{ argv: ['bash'] }, own], 'bash'],
    ['the single executable', [{ argv: ['bash'] }, { argv: ['axiom-tokens', 'token'] }], 'bash'],
    [
      'what only starts others',
      [{ argv: ['python3', 'bot.py'] }, { argv: ['sh', '-c', 'x'] }, { argv: ['timeout', '5'] }, own],
      'python3 running bot.py in ~/bots',
    ],
    ['another one of it', [{ argv: ['make'] }, own, own], 'make'],
  ])('is who has started it: %s', async (_what, processes, name) => {
    const { sources, last } = computer({ argv: ['systemd'] }, ...processes);
    expect(await consumerOf(last, sources)).toMatchObject({ kind: 'program', name });
  });

  it('alone counts as the program that started it, whatever its own name', async () => {
    const { sources, last } = computer({ argv: ['bash'] }, { argv: ['node', 'cli.cjs'] });
    expect((await consumerOfStarter(last, sources)).name).toBe('bash');
  });

  it.each([
    ['has ended', [{ ...own, pid: 30 }]],
    [
      'is the first process',
      [
        { argv: ['systemd'], pid: 1 },
        { ...own, pid: 2 },
      ],
    ],
    [
      'has a number that belongs to a later one',
      [
        { argv: ['bash'], pid: 10, startTicks: 99 },
        { ...own, pid: 11 },
      ],
    ],
  ])('is itself where who has started it %s', async (_what, processes) => {
    const { sources, last } = computer(...processes);
    expect((await consumerOf(last, sources)).name).toBe('node running axiom-tokens in /usr/bin');
  });
});

describe('a forwarded socket', () => {
  it('makes a consumer of its own for each connection', async () => {
    const one = computer({ argv: ['sshd'] }, { argv: ['sshd-session'], sessionPid: 11 });
    const consumer = await consumerOf(one.last, one.sources);
    expect(consumer).toMatchObject({
      kind: 'program',
      isForwarded: true,
      name: 'A program on another computer, via ssh',
      sessionId: 'session:11:11',
    });
  });
});

describe('unknown', () => {
  it('is the program that has started one that has ended', async () => {
    const { sources } = computer({ argv: ['bash'] });
    expect((await consumerOfStarter(99, sources)).kind).toBe('unknown');
  });

  it('is a process in a container, whose paths are not those of this system', async () => {
    const { sources, last } = computer({ argv: ['python3', 'bot.py'], isElsewhere: true, unit: 'container 1f2e' });
    const consumer = await consumerOf(last, sources);
    expect(consumer).toMatchObject({ kind: 'unknown', name: 'A program in container 1f2e' });
    expect(consumer.exe).toBeUndefined();
  });

  it('is a process whose program file may not be read', async () => {
    const { sources, last } = computer({ argv: ['bash'] }, { argv: ['keepassxc'], exe: undefined });
    expect(await consumerOf(last, sources)).toMatchObject({
      kind: 'unknown',
      name: 'A program that calls itself "keepassxc" (process 11)',
      parent: 'bash',
    });
  });
});

describe('a script that is in no file', () => {
  it('of a shell is not the program: what started the shell is', async () => {
    const { sources, last } = computer(
      { argv: ['python3', 'bot.py'] },
      { argv: ['bash', '/dev/fd/63'] },
      { argv: ['axiom-tokens'] },
    );
    expect(await consumerOf(last, sources)).toMatchObject({ script: '/home/me/bots/bot.py' });
  });

  it.each([
    ['python3', '/dev/fd/3'],
    ['node', '/proc/self/fd/3'],
    ['sh', '/dev/stdin'],
  ])('of %s %s is unknown, and another one each time', async (name, path) => {
    const all = [20, 21].map(async (pid) => {
      const { sources, last } = computer({ argv: ['bash'] }, { argv: [name, path], pid, parentPid: 10 });
      return consumerOf(last, sources);
    });
    const [one, other] = await Promise.all(all);
    expect(one).toMatchObject({ kind: 'unknown', name: `${name} running code that is in no file` });
    expect([one?.script, one?.fileId]).toEqual([undefined, undefined]);
    expect(one?.programId).not.toBe(other?.programId);
  });
});
