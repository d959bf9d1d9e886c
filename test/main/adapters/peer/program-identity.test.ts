// Which program a process is, and its usual name: a table of processes as in /proc.
import { describe, expect, it } from 'vitest';
import type { ProcessFacts } from '../../../../main/adapters/peer/process-facts';
import { identify } from '../../../../main/adapters/peer/program-identity';

const HOME = '/home/me';
const facts = (
  exe: string | undefined,
  argv: readonly string[],
  cwd: string | undefined = '/home/me/bots',
): ProcessFacts => ({
  pid: 2,
  parentPid: 1,
  sessionPid: 1,
  startTicks: 1,
  comm: argv[0]?.slice(0, 15) ?? '',
  exe,
  argv,
  cwd,
  isElsewhere: false,
});

describe('names', () => {
  it.each<[string, string[], string, string]>([
    [
      '/usr/bin/python3.11',
      ['python3', 'bot.py'],
      'python3 running bot.py in ~/bots',
      '/usr/bin/python3.11 /home/me/bots/bot.py',
    ],
    [
      '/usr/bin/python3.11',
      ['/usr/bin/python3', '/home/me/bot.py'],
      'python3 running bot.py in ~',
      '/usr/bin/python3.11 /home/me/bot.py',
    ],
    [
      '/usr/bin/python3.11',
      ['python3', '/opt/x/bot.py'],
      'python3 running bot.py in /opt/x',
      '/usr/bin/python3.11 /opt/x/bot.py',
    ],
    [
      '/usr/bin/python3.11',
      ['python3', '../bot.py'],
      'python3 running bot.py in ~',
      '/usr/bin/python3.11 /home/me/bot.py',
    ],
    [
      '/usr/bin/python3.11',
      ['a lie', 'bot.py'],
      'python3.11 running bot.py in ~/bots',
      '/usr/bin/python3.11 /home/me/bots/bot.py',
    ],
    [
      '/usr/bin/python3.11',
      ['python3', '-m', 'mybot'],
      'python3 -m mybot in ~/bots',
      '/usr/bin/python3.11 -m mybot /home/me/bots',
    ],
    ['/usr/bin/python3.11', ['python3'], 'python3', '/usr/bin/python3.11'],
    ['/usr/bin/bash', ['-bash'], 'bash', '/usr/bin/bash'],
    ['/home/me/bots/target/release/bot', ['./bot'], 'bot', '/home/me/bots/target/release/bot'],
    ['/usr/bin/curl', ['curl', '--unix-socket', 'x'], 'curl', '/usr/bin/curl'],
  ])('%s %j', (exe, argv, name, programId) => {
    expect(identify(facts(exe, argv), HOME)).toMatchObject({ name, programId, role: 'program' });
  });

  it('code on a command line is never shown, but two different pieces are two programs', () => {
    const [one, other] = ['token = "secret"', 'print(2)'].map((code) =>
      identify(facts('/usr/bin/python3', ['python3', '-c', code]), HOME),
    );
    expect(one?.name).toBe('python3 running code of its command line');
    expect(JSON.stringify(one)).not.toContain('secret');
    expect(one?.programId).not.toBe(other?.programId);
  });

  it('another folder for the same module is another program', () => {
    const [one, other] = ['/a', '/b'].map((cwd) =>
      identify(facts('/usr/bin/python3', ['python3', '-m', 'bot'], cwd), HOME),
    );
    expect(one?.programId).not.toBe(other?.programId);
  });
});

describe('roles', () => {
  it.each<[string, string[], string]>([
    ['/usr/bin/node', ['node', '/usr/local/bin/axiom-tokens', 'token'], 'own'],
    ['/usr/bin/node', ['node', '/x/dist/axiom-tokens.mjs', 'token'], 'own'],
    ['/opt/Axiom Token Manager/axiom-tokens', ['axiom-tokens', 'token'], 'own'],
    ['/usr/bin/node', ['node', '/x/axiom-tokens-bot.mjs'], 'program'],
    ['/usr/bin/timeout', ['timeout', '5', 'axiom-tokens', 'token'], 'wrapper'],
    ['/usr/bin/env', ['env', 'A=1', 'axiom-tokens'], 'wrapper'],
    ['/usr/bin/dash', ['sh', '-c', 'axiom-tokens token'], 'wrapper'],
    ['/usr/bin/bash', ['bash', '/home/me/run.sh'], 'program'],
    ['/usr/sbin/sshd', ['sshd: me@pts/0'], 'forwarder'],
    ['/usr/lib/openssh/sshd-session', ['sshd-session: me'], 'forwarder'],
  ])('%s %j is %s', (exe, argv, role) => {
    expect(identify(facts(exe, argv), HOME)?.role).toBe(role);
  });
});

describe('a file that this user may not see', () => {
  it('is none, whatever the program calls itself', () => {
    expect(identify(facts(undefined, ['keepassxc']), HOME)).toBeUndefined();
  });

  it('is not needed for sshd, which has changed its user and is recognised by its name', () => {
    const sshd = { ...facts(undefined, ['sshd: me@pts/0']), comm: 'sshd' };
    expect(identify(sshd, HOME)).toMatchObject({ role: 'forwarder', name: 'A program on another computer, via ssh' });
  });
});
