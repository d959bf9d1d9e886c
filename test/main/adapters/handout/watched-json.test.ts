import { expect, it } from 'vitest';
import { WatchedJson } from '../../../../main/adapters/handout/watched-json';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';

it('watches as long as somebody listens, and as soon as that is possible', () => {
  let canWatch = false;
  let change = (): void => undefined;
  let watching = 0;
  const watched = new WatchedJson((listener) => {
    if (!canWatch) return undefined;
    watching++;
    change = listener;
    return () => void watching--;
  }, new RecordingLogger());
  watched.begin();
  const told: string[] = [];
  const stops = [watched.onChange(() => told.push('a')), watched.onChange(() => told.push('b'))];
  expect(watching).toBe(0);
  canWatch = true;
  watched.begin();
  watched.begin();
  expect(watching).toBe(1);
  change();
  stops[0]?.();
  stops[0]?.();
  change();
  expect([told, watching]).toEqual([['a', 'b', 'b'], 1]);
  stops[1]?.();
  expect(watching).toBe(0);
  watched.onChange(() => told.push('c'));
  change();
  expect([told.at(-1), watching]).toEqual(['c', 1]);
});
