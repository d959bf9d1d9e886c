import { expect, it } from 'vitest';
import {
  correctChromiumSwitches,
  forbidNetworkLogs,
  dangerousSwitch,
} from '../../../../../main/desktop/shell/system/chromium-switches';

const DEBUG = ['remote-debugging-address', 'remote-debugging-pipe', 'remote-debugging-port'];

const QUIET = [
  'disable-background-networking',
  'disable-component-update',
  'disable-domain-reliability',
  'dns-prefetch-disable',
  'no-pings',
].map((name): [string, undefined] => [name, undefined]);

function corrected(isPackaged: boolean, platform: NodeJS.Platform) {
  const removed: string[] = [];
  const appended: [name: string, value: string | undefined][] = [];
  const commandLine = {
    removeSwitch: (name: string) => void removed.push(name),
    appendSwitch: (name: string, value?: string) => void appended.push([name, value]),
  };
  correctChromiumSwitches({ isPackaged, commandLine } as never, platform);
  return { removed: removed.sort((a, b) => a.localeCompare(b)), appended };
}

it.each<[boolean, NodeJS.Platform, readonly string[], readonly [string, string][]]>([
  [true, 'linux', DEBUG, [['password-store', 'basic']]],
  [true, 'darwin', DEBUG, []],
  [true, 'win32', DEBUG, []],
  [false, 'linux', [], [['password-store', 'basic']]],
  [false, 'darwin', [], []],
])('packaged %s on %s: takes off %j and sets %j', (isPackaged, platform, removed, appended) => {
  expect(corrected(isPackaged, platform)).toEqual({
    removed,
    appended: [...QUIET, ['blink-settings', 'DOMPasteAllowed=false,dnsPrefetchingEnabled=false'], ...appended],
  });
});

it('removes every switch that would log network traffic, and keeps the others', () => {
  const removed: string[] = [];
  const env: NodeJS.ProcessEnv = { SSLKEYLOGFILE: '/tmp/keys', HOME: '/home/person' };
  forbidNetworkLogs({ commandLine: { removeSwitch: (name: string) => void removed.push(name) } } as never, env);
  expect([removed.sort((a, b) => a.localeCompare(b)), env]).toEqual([
    ['log-net-log', 'net-log-capture-mode', 'ssl-key-log-file'],
    { HOME: '/home/person' },
  ]);
});

it.each([
  '--trace-startup=netlog',
  '--trace-startup-file=/tmp/t',
  '--trace-config-file=c.json',
  '--enable-tracing=netlog',
  '--enable-tracing-output=/tmp/t',
  '--ignore-certificate-errors',
  '--ignore-certificate-errors-spki-list=x',
  '-ignore-certificate-errors',
  '/Ignore-Certificate-Errors',
  ' --ignore-certificate-errors',
  '\t--trace-startup=*',
  '--disable-web-security',
])('does not start with %s', (argument) => {
  expect(`--${dangerousSwitch(['/opt/app', '--hidden', argument])}`).toBe(
    argument
      .replace(/^[-/\s]+/, '--')
      .toLowerCase()
      .split('=')[0],
  );
});

it('keeps the switches that people need', () => {
  const argv = [
    '/opt/trace-tools/app',
    '--hidden',
    '--user-data-dir=/x',
    '--no-sandbox',
    '--proxy-server=http://p:1',
    '--ozone-platform=wayland',
    '--force-device-scale-factor=2',
    '--lang=de',
    '--enable-logging',
    '--host-resolver-rules=MAP * 127.0.0.1',
  ];
  expect(dangerousSwitch(argv)).toBeUndefined();
});
