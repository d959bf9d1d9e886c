import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { BufferedOutput, type OutputStyle } from '../../../../main/cli/words/buffered-output';

function make(style: Partial<OutputStyle> = {}) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const whole = { isJson: false, isQuiet: false, isVerbose: false, hasColor: false, ...style };
  const read = (stream: PassThrough): string => String(stream.read() ?? '');
  return {
    output: new BufferedOutput(stdout, () => stderr, whole),
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

  it('prints the object in place of the words with --json', async () => {
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

  it('colours only where colours are taken', () => {
    expect(make().output.paint('red', 'x')).toBe('x');
    expect(make({ hasColor: true }).output.paint('red', 'x')).toBe('\u001b[31mx\u001b[0m');
  });
});
