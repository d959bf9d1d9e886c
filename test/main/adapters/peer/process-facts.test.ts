// Parsing texts of /proc, including odd ones.
import { describe, expect, it } from 'vitest';
import { readArguments, readStat, readUnit, ttyName } from '../../../../main/adapters/peer/process-facts';

const rest = (tty: number, start: number) => `S 10 20 30 ${tty} 20 4194304 1 0 0 0 5 2 0 0 20 0 1 0 ${start} 999 88`;

describe('stat', () => {
  it.each([
    ['bash', 'bash'],
    ['tmux: server', 'tmux: server'],
    [') S 1 2 3 (', ') S 1 2 3 ('],
    ['a\nb', 'a\nb'],
  ])('of %j', (comm, expected) => {
    expect(readStat(`42 (${comm}) ${rest(34817, 7777)}\n`)).toEqual({
      pid: 42,
      comm: expected,
      parentPid: 10,
      sessionPid: 30,
      startTicks: 7777,
      tty: 'pts/1',
    });
  });

  it.each(['', 'nonsense', '42 (bash)', '42 (bash) S 1 2'])('of %j gives nothing', (text) => {
    expect(readStat(text)).toBeUndefined();
  });
});

it.each([
  [0, undefined],
  [-1, undefined],
  [34816, 'pts/0'],
  [34816 + 255, 'pts/255'],
  [(1 << 20) | 34816, 'pts/256'],
  [1025, 'tty1'],
  [1024 + 64, undefined],
  [1280, undefined],
])('terminal %d is %s', (device, expected) => {
  expect(ttyName(device)).toBe(expected);
});

it.each([
  ['python3\0bot.py\0', ['python3', 'bot.py']],
  ['sh\0-c\0a b\0', ['sh', '-c', 'a b']],
  ['a\0\0b\0', ['a', '', 'b']],
  ['sshd: me@pts/0\0\0\0\0', ['sshd: me@pts/0']],
  ['', []],
])('arguments %j', (text, expected) => {
  expect(readArguments(text)).toEqual(expected);
});

const ID = '1f2e3d4c5b6a'.padEnd(64, '0');

it.each([
  ['0::/user.slice/user-1000.slice/user@1000.service/app.slice/app-gnome-code-123.scope', 'app-gnome-code-123.scope'],
  ['0::/system.slice/bot.service', 'bot.service'],
  ['0::/system.slice/system-bot.slice/bot@main.service', 'bot@main.service'],
  ['0::/user.slice/user-1000.slice/user@1000.service/app.slice/bot.service', 'bot.service'],
  ['0::/user.slice/user-1000.slice/session-3.scope', undefined],
  ['0::/user.slice/user-1000.slice/user@1000.service/init.scope', undefined],
  [`0::/system.slice/docker-${ID}.scope`, 'container 1f2e3d4c5b6a'],
  [`0::/docker/${ID}`, 'container 1f2e3d4c5b6a'],
  [`0::/machine.slice/libpod-${ID}.scope/container`, 'container 1f2e3d4c5b6a'],
  [`0::/kubepods.slice/kubepods-pod1.slice/cri-containerd-${ID}.scope`, 'container 1f2e3d4c5b6a'],
  ['12:pids:/x\n1:name=systemd:/system.slice/cron.service\n', 'cron.service'],
  ['0::/', undefined],
  ['', undefined],
])('unit of %s', (text, expected) => {
  expect(readUnit(text)).toBe(expected);
});
