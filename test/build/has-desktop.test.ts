import { describe, expect, it } from 'vitest';
import { hasDesktop } from '../../build/has-desktop.mjs';

describe('a desktop', () => {
  it.each([
    ['linux', {}, false],
    ['linux', { DISPLAY: '' }, false],
    ['linux', { WAYLAND_DISPLAY: '' }, false],
    ['linux', { DISPLAY: ':0' }, true],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
    ['linux', { DISPLAY: '', WAYLAND_DISPLAY: 'wayland-0' }, true],
    ['darwin', {}, true],
    ['win32', {}, true],
  ])('on %s with %j is there: %s', (platform, env, isThere) => {
    expect(hasDesktop(platform, env)).toBe(isThere);
  });
});
