import type { NativeImage } from 'electron';
import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { showIconOnWindows } from '../../../../../main/desktop/shell/windows/window-icon';

it.each([
  ['linux', 2],
  ['win32', 2],
  ['darwin', 0],
] as const)('on %s %i of two windows have the icon', (platform, count) => {
  const app = new EventEmitter();
  const icon = {} as NativeImage;
  const icons: NativeImage[] = [];
  showIconOnWindows(app as never, icon, platform);
  for (let made = 0; made < 2; made += 1)
    app.emit('browser-window-created', {}, { setIcon: (one: NativeImage) => icons.push(one) });
  expect(icons.filter((each) => each === icon)).toHaveLength(count);
});
