import { expect, it } from 'vitest';
import type { AppCommand } from '../../../../../main/desktop/shell/menus/app-actions';
import { CommandQueue } from '../../../../../main/desktop/shell/menus/command-queue';

const OPEN: AppCommand = { kind: 'open-window' };
const QUIT: AppCommand = { kind: 'quit' };
const PAUSE: AppCommand = { kind: 'pause-all' };

it('keeps commands in order until the app is open, and then runs each at once', () => {
  const heard: string[] = [];
  const queue = new CommandQueue(() => heard.push('ended'));
  queue.run(OPEN);
  queue.run(PAUSE);
  expect(heard).toEqual([]);
  queue.runWith(({ kind }) => void heard.push(kind));
  expect(heard).toEqual(['open-window', 'pause-all']);
  queue.run(QUIT);
  expect(heard).toEqual(['open-window', 'pause-all', 'quit']);
});

it('ends an app that is not open yet at once', () => {
  const heard: string[] = [];
  const queue = new CommandQueue(() => heard.push('ended'));
  queue.run(QUIT);
  queue.runWith(({ kind }) => void heard.push(kind));
  expect(heard).toEqual(['ended']);
});
