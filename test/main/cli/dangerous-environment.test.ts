import { expect, it } from 'vitest';
import { dangerousSetting } from '../../../main/cli/dangerous-environment';
import { called } from '../../support/command-line/called';

const NODE_OPTIONS = (value: string) => ({ NODE_OPTIONS: value });

it.each<[env: Record<string, string>, name: string]>([
  [{ NODE_TLS_REJECT_UNAUTHORIZED: '0' }, 'NODE_TLS_REJECT_UNAUTHORIZED=0'],
  ...['http', 'https', 'HTTP,fs', 'fs, tls', 'net', 'http*', '*', 'h*s', 'undici'].map(
    (value): [Record<string, string>, string] => [{ NODE_DEBUG: value }, 'NODE_DEBUG'],
  ),
  [{ NODE_DEBUG_NATIVE: 'TLS' }, 'NODE_DEBUG_NATIVE'],
  [{ SSLKEYLOGFILE: '/tmp/keys' }, 'SSLKEYLOGFILE'],
  [NODE_OPTIONS('--tls-keylog=/tmp/keys'), '--tls-keylog in NODE_OPTIONS'],
  [NODE_OPTIONS('--no-warnings --tls_keylog=/tmp/keys'), '--tls-keylog in NODE_OPTIONS'],
  [NODE_OPTIONS('"--trace-tls"'), '--trace-tls in NODE_OPTIONS'],
  [NODE_OPTIONS('--inspect'), '--inspect in NODE_OPTIONS'],
  [NODE_OPTIONS('--inspect-brk=0.0.0.0:9229'), '--inspect-brk in NODE_OPTIONS'],
  [NODE_OPTIONS('--heapsnapshot-signal=SIGUSR2'), '--heapsnapshot-signal in NODE_OPTIONS'],
  [NODE_OPTIONS('--tls-min-v1.0'), '--tls-min-v1.0 in NODE_OPTIONS'],
  [NODE_OPTIONS('--insecure-http-parser'), '--insecure-http-parser in NODE_OPTIONS'],
])('%j is dangerous', (env, name) => {
  expect(dangerousSetting(['token'], env, [])?.name).toBe(name);
});

it.each([
  [['--inspect'], '--inspect of Node'],
  [['--no-warnings', '--tls-keylog', '/tmp/keys'], '--tls-keylog of Node'],
])('Node started with %j is dangerous', (execArgv, name) => {
  expect(dangerousSetting(['refresh'], {}, execArgv)?.name).toBe(name);
});

it.each<Record<string, string>>([
  {},
  { NODE_TLS_REJECT_UNAUTHORIZED: '1', NODE_DEBUG: '', SSLKEYLOGFILE: '' },
  { NODE_DEBUG: 'fs,timers,module,cluster', NODE_EXTRA_CA_CERTS: '/etc/company.pem' },
  NODE_OPTIONS('--max-old-space-size=512 --no-deprecation --enable-source-maps --tls-min-v1.3'),
  NODE_OPTIONS('--require ./tools/inspect.js'),
])('%j is not', (env) => {
  expect(dangerousSetting(['token'], env, ['--no-warnings'])).toBeUndefined();
});

it.each(['version', 'man', 'completion', '__complete', 'pause', 'consumers', 'trail'])(
  '%s is allowed, because it handles no token',
  (command) => {
    expect(dangerousSetting([command], { NODE_DEBUG: 'http' }, ['--inspect'])).toBeUndefined();
  },
);

it('ends a command with a message before anything is asked for', async () => {
  const env = { NODE_TLS_REJECT_UNAUTHORIZED: '0' };
  for (const words of [['token'], ['refresh', '--standalone'], ['exec', '--', 'true'], ['status'], ['login']]) {
    const { ending, stdout, stderr, calls, settings } = await called(words, { env });
    expect([ending, stdout, calls, settings]).toEqual([2, '', [], undefined]);
    expect(stderr).toBe(
      'axiom-tokens: NODE_TLS_REJECT_UNAUTHORIZED=0 is set: with it certificates are not checked, so a server that only pretends to be Axiom would get your tokens.\n' +
        'Remove it, then try again. Nothing was sent or changed.\n',
    );
  }
  const { stdout } = await called(['token', '--json'], { env });
  expect(JSON.parse(stdout)).toMatchObject({ code: 'INVALID_INPUT', exit: 2 });
  expect((await called(['version'], { env })).ending).toBe(0);
  expect((await called(['token', '--help'], { env })).ending).toBe(0);
});
