import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { showIconOnWindows } from '../../../../../main/desktop/shell/windows/window-icon';

it.each([
  ['linux', ['/app/icon.png', '/app/icon.png']],
  ['win32', ['/app/icon.png', '/app/icon.png']],
  ['darwin', []],
] as const)('on %s the windows have the icons %j', (platform, expected) => {
  const app = new EventEmitter();
  const icons: string[] = [];
  showIconOnWindows(app as never, '/app/icon.png', platform);
  for (let made = 0; made < 2; made += 1)
    app.emit('browser-window-created', {}, { setIcon: (path: string) => icons.push(path) });
  expect(icons).toEqual(expected);
});
