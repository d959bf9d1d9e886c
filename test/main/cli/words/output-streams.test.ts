import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { streamsOf } from '../../../../main/cli/words/output-streams';

function make(isTerminal = false) {
  const opened: string[] = [];
  const open = (name: string) => {
    opened.push(name);
    return new PassThrough();
  };
  const around = {
    get stdout() {
      return open('stdout');
    },
    get stderr() {
      return open('stderr');
    },
    isTerminal: () => isTerminal,
    writeAtOnce: () => 'rest',
  };
  return { streams: streamsOf(around), opened };
}

it('opens each stream once, when it is first used, and survives the end of its reader', () => {
  const { streams, opened } = make();
  expect(opened).toEqual([]);
  expect(streams.stderr()).toBe(streams.stderr());
  expect(opened).toEqual(['stderr']);
  expect(streams.stdout().emit('error', new Error('EPIPE'))).toBe(true);
});

it('writes at once into anything but a terminal', () => {
  expect(make().streams.writeAtOnce?.('')).toBe('rest');
  expect(make(true).streams.writeAtOnce).toBeUndefined();
});
