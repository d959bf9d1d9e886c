import { describe, expect, it } from 'vitest';
import { type AppProcess, findUnsandboxed, sandboxKind } from './processes.mjs';

const NONE = '0000000000000000';

function makeProcess(type: string, more: Partial<AppProcess> = {}): AppProcess {
  return {
    ...{ pid: 7, type, args: ['app', `--type=${type}`], seccomp: '0', noNewPrivs: '0', capabilities: NONE },
    namespaces: { user: '1', pid: '1', net: '1' },
    ...more,
  };
}

const browser = makeProcess('browser', { args: ['app'] });
const locked = { seccomp: '2', noNewPrivs: '1', namespaces: { user: '1', pid: '2', net: '2' } };
const renderer = makeProcess('renderer', locked);
const gpu = makeProcess('gpu-process', { noNewPrivs: '1' });
/** As Chromium's helper is for a moment. */
const helper = makeProcess('', { args: ['chrome-sandbox'], capabilities: '000001ffffffffff' });

describe('the sandbox', () => {
  it('contains the processes that Chromium confines', () =>
    expect(findUnsandboxed([browser, renderer, gpu, helper, makeProcess('utility')])).toEqual([]));

  it.each<[string, readonly AppProcess[], string]>([
    ['no main process', [renderer], 'there is no main process'],
    ['no page', [browser], 'there is no renderer'],
    ['no filter', [browser, { ...renderer, seccomp: '0' }], 'renderer 7 has no system call filter (Seccomp 0)'],
    ['new privileges', [browser, { ...renderer, noNewPrivs: '0' }], 'renderer 7 may gain privileges'],
    ['a GPU process with them', [browser, renderer, makeProcess('gpu-process')], 'gpu-process 7 may gain privileges'],
    [
      'the same processes to see',
      [browser, { ...renderer, namespaces: { user: '2', pid: '1', net: '2' } }],
      'renderer 7 shares its pid namespace with the main process',
    ],
    [
      'the same network',
      [browser, { ...renderer, namespaces: { user: '2', pid: '2', net: '1' } }],
      'renderer 7 shares its net namespace with the main process',
    ],
    [
      'rights of root',
      [browser, renderer, makeProcess('utility', { capabilities: '0000000000000001' })],
      'utility 7 has capabilities (0000000000000001)',
    ],
    ['a switch', [{ ...browser, args: ['app', '--no-sandbox'] }, renderer], 'browser 7 runs with --no-sandbox'],
    [
      'a switch for one kind',
      [browser, renderer, { ...gpu, args: ['app', '--disable-gpu-sandbox'] }],
      'gpu-process 7 runs with --disable-gpu-sandbox',
    ],
  ])('does not hold with %s', (_what, processes, words) => expect(findUnsandboxed(processes)).toEqual([words]));

  it('is made by the helper, or by namespaces of users', () => {
    const apart = { ...renderer, namespaces: { user: '2', pid: '2', net: '2' } };
    expect([sandboxKind([browser, renderer]), sandboxKind([browser, apart])]).toEqual(['helper', 'user namespaces']);
  });
});
