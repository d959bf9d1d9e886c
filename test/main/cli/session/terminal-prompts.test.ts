import { PassThrough, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createTerminalPrompts } from '../../../../main/cli/session/terminal-prompts';
import { waitUntil } from '../../../support/wait-until';

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
  it('are answered by a line, while the time limit is suspended', async () => {
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

  it('that are hidden appear when the terminal no longer echoes, and earlier input is not an answer', async () => {
    const { prompts, stdin, shown } = make();
    const seen: string[] = [];
    Object.assign(stdin, { isTTY: true, setRawMode: (isRaw: boolean) => void seen.push(`${isRaw} ${shown()}`) });
    stdin.write('typed too early');
    const answer = prompts.hidden('Password: ');
    await waitUntil('the question is there', () => shown() !== '');
    stdin.write('s3cret\n');
    expect([await answer, seen[0], seen.slice(0, -1).every((each) => each === 'true ')]).toEqual([
      's3cret',
      'true ',
      true,
    ]);
  });

  it('that are hidden end with a Ctrl-C that was typed before them', async () => {
    const { prompts, stdin, shown, interrupts } = make();
    const raw: boolean[] = [];
    Object.assign(stdin, { isTTY: true, setRawMode: (isRaw: boolean) => void raw.push(isRaw) });
    stdin.write('a\u0003');
    await expect(prompts.hidden('Password: ')).rejects.toMatchObject({ code: 'CANCELLED' });
    expect([interrupts(), shown(), raw]).toEqual([1, '', [true, false]]);
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
