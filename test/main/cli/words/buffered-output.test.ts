import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { BufferedOutput, type OutputStyle } from '../../../../main/cli/words/buffered-output';

function make(style: Partial<OutputStyle> = {}, writeAtOnce?: (text: string) => string) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const whole = { isJson: false, isQuiet: false, isVerbose: false, hasColor: false, ...style };
  const read = (stream: PassThrough): string => String(stream.read() ?? '');
  return {
    output: new BufferedOutput({ stdout: () => stdout, stderr: () => stderr, writeAtOnce }, whole),
    out: () => read(stdout),
    err: () => read(stderr),
  };
}

describe('the output', () => {
  it('holds what was asked for until it is printed', async () => {
    const { output, out } = make();
    output.answer({ a: 1 }, () => 'words');
    output.text('more', { newline: false });
    expect(out()).toBe('');
    await output.print();
    expect(out()).toBe('words\nmore');
    await output.print();
    expect(out()).toBe('');
  });

  it('prints the object instead of the text with --json', async () => {
    const { output, out } = make({ isJson: true });
    output.answer({ a: 1 }, () => 'words');
    await output.print();
    expect(JSON.parse(out())).toEqual({ a: 1 });
  });

  it('prints the lines of a stream at once', async () => {
    const { output, out } = make();
    await output.line('one');
    expect(out()).toBe('one\n');
  });

  it.each([
    [{}, 'note\nwarning\n'],
    [{ isQuiet: true }, 'warning\n'],
    [{ isVerbose: true }, 'note\nwarning\ndetail\n'],
  ])('tells on stderr, with %j', (style, told) => {
    const { output, err } = make(style);
    output.note('note');
    output.warn('warning');
    output.detail('detail');
    expect(err()).toBe(told);
  });

  it.each([
    ['all', '', ''],
    ['the first part', 'token\n', 'token\n'],
  ])('leaves to the stream what is not written at once: %s was', async (_what, rest, streamed) => {
    const written: string[] = [];
    const { output, out } = make({}, (text) => {
      written.push(text);
      return rest;
    });
    output.text('a token');
    await output.print();
    await output.print();
    expect([written, out()]).toEqual([['a token\n'], streamed]);
  });

  it.each([
    ['EPIPE', 'OUTPUT_CLOSED'],
    ['ENOSPC', 'OUTPUT_FAILED'],
  ])('says what %s means where it is written at once', async (errno, code) => {
    const { output } = make({}, () => {
      throw Object.assign(new Error(errno), { code: errno });
    });
    output.text('a token');
    await expect(output.print()).rejects.toMatchObject({ code });
  });

  it('uses colours only where they are supported', () => {
    expect(make().output.paint('red', 'x')).toBe('x');
    expect(make({ hasColor: true }).output.paint('red', 'x')).toBe('\u001b[31mx\u001b[0m');
  });
});
