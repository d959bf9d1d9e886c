import { PassThrough, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createTerminalPrompts } from '../../../../main/cli/session/terminal-prompts';

function make(isPossible = true) {
  const stdin = new PassThrough();
  let shown = '';
  const stderr = new Writable({
    write(chunk: Buffer, _encoding, done) {
      shown += chunk.toString();
      done();
    },
  });
  const waits: boolean[] = [];
  const onWaiting = (isWaiting: boolean) => void waits.push(isWaiting);
  let interrupts = 0;
  const prompts = createTerminalPrompts({
    ...{ stdin: () => stdin, stderr: () => stderr, isPossible: () => isPossible, onWaiting },
    onInterrupt: () => void interrupts++,
  });
  return { prompts, stdin, shown: () => shown, waits, interrupts: () => interrupts };
}

describe('questions in the terminal', () => {
  it('are answered by a line, while the time stands still', async () => {
    const { prompts, stdin, shown, waits } = make();
    const answer = prompts.line('E-mail: ');
    stdin.write('a@b.test\n');
    expect([await answer, shown().startsWith('E-mail: '), waits]).toEqual(['a@b.test', true, [true, false]]);
  });

  it('show nothing of what is typed where it is hidden', async () => {
    const { prompts, stdin, shown } = make();
    const answer = prompts.hidden('Password: ');
    stdin.write('s3cret\n');
    expect([await answer, shown()]).toEqual(['s3cret', 'Password: \n']);
  });

  it.each([
    ['y', true],
    ['YES', true],
    ['', false],
    ['n', false],
    ['yeah', false],
  ])('take %j as %s', async (typed, isAgreed) => {
    const { prompts, stdin } = make();
    const answer = prompts.confirm('Sure?');
    stdin.write(`${typed}\n`);
    expect(await answer).toBe(isAgreed);
  });

  it('can be asked one after the other', async () => {
    const { prompts, stdin } = make();
    const first = prompts.line('One: ');
    stdin.write('1\n');
    expect(await first).toBe('1');
    const second = prompts.hidden('Two: ');
    stdin.write('2\n');
    expect(await second).toBe('2');
  });

  it.each([
    ['\u0003', 1],
    ['\u0004', 0],
  ])('end with %j', async (key, interruptions) => {
    const { prompts, stdin, interrupts } = make();
    const answer = prompts.hidden('Password: ');
    stdin.write(key);
    await expect(answer).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(interrupts()).toBe(interruptions);
  });

  it('are never asked where nobody is there', async () => {
    const { prompts, shown, waits } = make(false);
    await expect(prompts.confirm('Remove it?')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect([prompts.isPossible, shown(), waits]).toEqual([false, '', []]);
  });
});
