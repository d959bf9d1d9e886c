// Whether a window can be shown, as far as it can be known before Chromium looks.
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isSocketThere, missingDisplay, refuseWithoutDisplay } from '../../../main/desktop/start-display';
import { temporaryFolder } from '../../support/temporary-folder';

const X0 = '/tmp/.X11-unix/X0';
const WAYLAND = { WAYLAND_DISPLAY: 'wayland-0', XDG_RUNTIME_DIR: '/r' };
const SOCKET = '/r/wayland-0';
const BY_WAYLAND = '--ozone-platform=wayland';

describe('a screen', () => {
  it.each([
    ['of this computer', { DISPLAY: ':0' }, [], 22, [X0]],
    ['with its number', { DISPLAY: 'unix:0.1' }, [], 22, [X0]],
    ['of another computer, which is not asked', { DISPLAY: 'desk:0' }, [], 22, []],
    ['over ssh', { DISPLAY: 'localhost:10.0' }, [], 22, []],
    ['named in another way', { DISPLAY: '/private/tmp/launch/org.xquartz:0' }, [], 22, []],
    ['of Wayland, asked for', WAYLAND, [BY_WAYLAND], 22, [SOCKET]],
    ['of Wayland, hinted at', WAYLAND, ['--ozone-platform-hint=auto'], 22, [SOCKET]],
    ['of Wayland, hinted at by the variable', { ...WAYLAND, ELECTRON_OZONE_PLATFORM_HINT: 'auto' }, [], 28, [SOCKET]],
    ['of Wayland, on a later version', WAYLAND, [], 45, [SOCKET]],
    ['of Wayland by its path', { WAYLAND_DISPLAY: '/w' }, [], 45, ['/w']],
    ['of Wayland that the program was started with', { WAYLAND_SOCKET: '5' }, [], 45, []],
    ['of X where Wayland is gone', { ...WAYLAND, DISPLAY: ':0' }, [], 45, [X0]],
    ['that nobody needs', {}, ['--ozone-platform=headless'], 22, []],
  ])('%s is enough', (_what, env, argv, electron, there: readonly string[]) => {
    expect(missingDisplay({ env, argv, electron, isThere: (socket) => there.includes(socket) })).toBeUndefined();
  });

  it.each([
    ['nothing is set', {}, [], 22, [], 'DISPLAY is not set'],
    ['it is empty', { DISPLAY: '' }, [], 45, [], 'DISPLAY is not set'],
    ['its server is not there', { DISPLAY: ':987' }, [], 22, [X0], 'DISPLAY is ":987", and nothing is there'],
    ['Wayland is gone', WAYLAND, [], 45, [], 'WAYLAND_DISPLAY is "wayland-0", and nothing is there'],
    ['Wayland is asked for and not there', { DISPLAY: ':0' }, [BY_WAYLAND], 22, [X0], 'WAYLAND_DISPLAY is not set'],
    ['X is asked for and not there', WAYLAND, ['--ozone-platform=x11'], 45, [SOCKET], 'this session has only Wayland'],
    [
      'only Wayland is there',
      WAYLAND,
      [],
      22,
      [SOCKET],
      'this session has only Wayland, which this version does not use',
    ],
  ])('is missing where %s', (_what, env, argv, electron, there: readonly string[], words) => {
    const surroundings = { env, argv, electron, isThere: (socket: string) => there.includes(socket) };
    expect(missingDisplay(surroundings)).toContain(words);
    expect(() => refuseWithoutDisplay({ ...surroundings, isPackaged: true })).toThrow(
      `There is no screen to show the window on: ${words}`,
    );
  });

  it.each([
    [true, 'add --ozone-platform=wayland. Your tokens are untouched.'],
    [false, 'on a computer without a screen use `npm start`. Your tokens are untouched.'],
  ])('is missing, and what helps a package (%s) is said', (isPackaged, words) => {
    const refuse = () => refuseWithoutDisplay({ env: {}, argv: [], electron: 45, isThere: () => false, isPackaged });
    expect(refuse).toThrow(expect.objectContaining({ remedy: expect.stringMatching(new RegExp(`${words}$`)) }));
  });

  it('is known by its socket', async () => {
    const path = join(await temporaryFolder(), 'X0');
    expect(isSocketThere(path)).toBe(false);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(path, resolve));
    onTestFinished(() => void server.close());
    expect(isSocketThere(path)).toBe(true);
  });
});
