import type { WebContents } from 'electron';
import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { guardNavigation } from '../../../../../main/desktop/shell/windows/navigation-guard';

const OWN = 'https://axiom.trade/';
const FOREIGN = 'https://evil.example/';

/** A guarded page that may show only {@link OWN}, and the result of an event. */
function guard() {
  const contents = new EventEmitter();
  const refused: string[] = [];
  const asked: string[] = [];
  guardNavigation(
    contents as unknown as WebContents,
    (url) => {
      asked.push(url);
      return url === OWN;
    },
    (url) => void refused.push(url),
  );
  const emit = (name: string, facts: object, ...args: unknown[]): boolean => {
    let isPrevented = false;
    const preventDefault = (): void => {
      isPrevented = true;
    };
    contents.emit(name, { ...facts, preventDefault }, ...args);
    return isPrevented;
  };
  return { emit, refused, asked };
}

/** The two shapes of Electron's events: facts as arguments, or in the event. */
const SHAPES: readonly [
  versions: string,
  shape: (url: string, isMainFrame: boolean) => [facts: object, ...args: unknown[]],
][] = [
  ['older versions', (url, isMainFrame) => [{}, url, false, isMainFrame]],
  ['newer versions', (url, isMainFrame) => [{ url, isMainFrame }]],
];

describe.each(SHAPES)('with the events of %s', (_versions, shape) => {
  it.each(['will-navigate', 'will-redirect'])('%s of the top frame is let through where the rule says so', (name) => {
    const { emit, refused } = guard();
    expect(emit(name, ...shape(OWN, true))).toBe(false);
    expect(refused).toEqual([]);
  });

  it.each(['will-navigate', 'will-redirect'])('%s of the top frame is prevented elsewhere, and reported', (name) => {
    const { emit, refused } = guard();
    expect(emit(name, ...shape(FOREIGN, true))).toBe(true);
    expect(refused).toEqual([FOREIGN]);
  });

  it('a redirect of a frame inside the page is not stopped, whatever its address', () => {
    const { emit, refused, asked } = guard();
    expect(emit('will-redirect', ...shape(FOREIGN, false))).toBe(false);
    expect([refused, asked]).toEqual([[], []]);
  });
});

it('the values in the event are preferred to the arguments', () => {
  const { emit, refused } = guard();
  expect(emit('will-navigate', { url: FOREIGN }, OWN)).toBe(true);
  expect(emit('will-redirect', { url: FOREIGN, isMainFrame: true }, OWN, false, false)).toBe(true);
  expect(refused).toEqual([FOREIGN, FOREIGN]);
});

it.each(['will-navigate', 'will-redirect'])(
  '%s without an address counts as one of the top frame, and is stopped',
  (name) => {
    const { emit, refused } = guard();
    expect(emit(name, {})).toBe(true);
    expect(refused).toEqual(['']);
  },
);
