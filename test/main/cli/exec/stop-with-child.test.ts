import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { standsInForeground, stopWithChild } from '../../../../main/cli/exec/stop-with-child';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';

const stat = (state: string, foreground = 7) => `42 (a) b) ${state} 41 7 1 34816 ${foreground} 4194304`;

it.each([
  ['stopped in the foreground', stat('T'), true],
  ['that runs', stat('S'), false],
  ['stopped in the background', stat('T', 9), false],
  ['without a terminal', stat('T', -1), false],
  ['of which nothing is known', '', false],
])('a process %s', (_what, text, stands) => {
  expect(standsInForeground(text)).toBe(stands);
});

function setUp(platform: NodeJS.Platform = 'linux') {
  const clock = new FakeClock();
  const from = Object.assign(new EventEmitter(), { pid: 41, platform });
  const child = { state: 'S' };
  const killed: string[] = [];
  const undo = stopWithChild({
    pid: () => 42,
    clock,
    statOf: () => stat(child.state),
    kill: (pid, signal) => void killed.push(`${pid} ${signal}`),
    from: from as unknown as NodeJS.Process,
  });
  return { clock, from, child, killed, undo };
}

describe('with a program that stops itself', () => {
  it('this process stops, and the program goes on with it', async () => {
    const { clock, from, child, killed } = setUp();
    child.state = 'T';
    from.emit('SIGCHLD');
    await clock.advance(1_000);
    from.emit('SIGCONT');
    from.emit('SIGCONT');
    expect(killed).toEqual(['41 SIGSTOP', '42 SIGCONT']);
  });

  it('nothing happens where it went on a moment later, as after fg, or has ended', async () => {
    const { clock, from, child, killed, undo } = setUp();
    child.state = 'T';
    from.emit('SIGCHLD');
    child.state = 'S';
    await clock.advance(1_000);
    from.emit('SIGCHLD');
    from.emit('SIGCONT');
    undo();
    expect([killed, from.eventNames(), clock.timerCount]).toEqual([[], [], 0]);
  });

  it('nothing happens if the system gives no answer', () => {
    expect(setUp('darwin').from.eventNames()).toEqual([]);
  });
});
