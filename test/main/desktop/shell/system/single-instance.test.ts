import type { App } from 'electron';
import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { claimSingleInstance } from '../../../../../main/desktop/shell/system/single-instance';

class FakeApp extends EventEmitter {
  readonly requestSingleInstanceLock: () => boolean;

  constructor(isFirst: boolean) {
    super();
    this.requestSingleInstanceLock = () => isFirst;
  }
}

it('the first app is told of each later start, without what that was started with', () => {
  const app = new FakeApp(true);
  const heard: unknown[][] = [];
  expect(claimSingleInstance(app as unknown as App, (...given: unknown[]) => void heard.push(given))).toBe(true);
  expect(heard).toEqual([]);
  app.emit('second-instance', {}, ['--demo'], '/home/person');
  app.emit('second-instance', {}, [], '/');
  expect(heard).toEqual([[], []]);
});

it('a second app is sent away and listens to nothing', () => {
  const app = new FakeApp(false);
  expect(claimSingleInstance(app as unknown as App, () => undefined)).toBe(false);
  expect(app.eventNames()).toEqual([]);
});
