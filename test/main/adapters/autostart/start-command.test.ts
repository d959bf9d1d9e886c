import { expect, it } from 'vitest';
import { restartCommand, type RunningApp, startCommand } from '../../../../main/adapters/autostart/start-command';

const packaged: RunningApp = {
  program: '/opt/axiom-token-manager/axiom-token-manager',
  appPath: '/opt/axiom-token-manager/resources/app.asar',
  isPackaged: true,
  argv: ['/opt/axiom-token-manager/axiom-token-manager'],
  appImage: undefined,
  isRoot: false,
};
const dev: RunningApp = {
  ...packaged,
  program: '/home/you/.cache/electron/electron',
  appPath: '/home/you/axiom-token-manager',
  isPackaged: false,
};

it.each<[string, RunningApp, readonly string[]]>([
  ['a package', packaged, [packaged.program, '--hidden']],
  ['the development runtime', dev, [dev.program, dev.appPath, '--hidden']],
  [
    'an AppImage: its file, and not what it is mounted as',
    { ...packaged, program: '/tmp/.mount_Axiom1/axiom', appImage: '/home/you/Axiom.AppImage' },
    ['/home/you/Axiom.AppImage', '--hidden'],
  ],
  // The variable of another AppImage, for example from a terminal that was started by one.
  ['the development runtime inside an AppImage', { ...dev, appImage: '/a' }, [dev.program, dev.appPath, '--hidden']],
  [
    'one with folders of its own',
    { ...packaged, argv: ['app', '--user-data-dir=/a b', '--state-directory=/s', '--ozone-platform=wayland'] },
    [packaged.program, '--user-data-dir=/a b', '--state-directory=/s', '--ozone-platform=wayland', '--hidden'],
  ],
  [
    'one with more options, for that run',
    { ...packaged, argv: ['app', '--hidden', '--demo', '--inspect=9229', '--remote-debugging-port=0', 'a.json'] },
    [packaged.program, '--hidden'],
  ],
  [
    'an old runtime that may open a real account',
    { ...dev, argv: ['electron', '--allow-real-account-on-old-runtime'] },
    [dev.program, dev.appPath, '--allow-real-account-on-old-runtime', '--hidden'],
  ],
  [
    'root',
    { ...dev, argv: ['electron', '--no-sandbox'], isRoot: true },
    [dev.program, '--no-sandbox', dev.appPath, '--hidden'],
  ],
  [
    'an ordinary user who went without the sandbox once',
    { ...packaged, argv: ['app', '--no-sandbox'] },
    [packaged.program, '--hidden'],
  ],
])('%s', (_what, app, command) => {
  expect(startCommand(app)).toEqual(command);
});

const APP_IMAGE = { program: '/tmp/.mount_Axiom1/axiom', appImage: '/home/you/Axiom.AppImage' };

it.each<[string, RunningApp, boolean, readonly string[]]>([
  ['a package', packaged, false, [packaged.program]],
  ['one without its window', packaged, true, [packaged.program, '--hidden']],
  ['an AppImage', { ...packaged, ...APP_IMAGE }, false, ['/home/you/Axiom.AppImage']],
  [
    'one whose window was opened since',
    { ...packaged, argv: ['app', '--hidden', '--user-data-dir=/a b', '--demo'] },
    false,
    [packaged.program, '--user-data-dir=/a b', '--demo'],
  ],
  [
    'one that was opened by a backup, which has been shown',
    { ...packaged, argv: ['app', '/home/you/a.axiombackup', '--demo', '--', '--b.axiombackup'] },
    true,
    [packaged.program, '--demo', '--hidden'],
  ],
  ['root', { ...packaged, argv: ['app', '--no-sandbox'], isRoot: true }, false, [packaged.program, '--no-sandbox']],
  [
    'the development runtime',
    { ...dev, argv: ['electron', '/x', '--demo'] },
    false,
    [dev.program, '--demo', dev.appPath],
  ],
])('in place of this one: %s', (_what, app, isHidden, command) => {
  expect(restartCommand(app, isHidden)).toEqual(command);
});
