import { expect, it } from 'vitest';
import { closeDirectConnections, closePageNetwork } from '../../../../../main/desktop/shell/windows/page-network';

/** The settings of a session for the app's own pages, and where its requests would go. */
async function closed(allowsDevTools: boolean) {
  let filter: ((details: { url: string }, respond: (answer: { cancel: boolean }) => void) => void) | undefined;
  let proxy: unknown;
  const session = {
    webRequest: { onBeforeRequest: (listener: typeof filter) => (filter = listener) },
    setProxy: async (config: unknown) => void (proxy = config),
  };
  await closePageNetwork(session as never, allowsDevTools);
  const isCancelled = (url: string): boolean | undefined => {
    let answer: boolean | undefined;
    filter?.({ url }, ({ cancel }) => (answer = cancel));
    return answer;
  };
  return { isCancelled, proxy };
}

it.each([
  ['app://bundle/index.html', false],
  ['app://bundle/', false],
  ['app://other/index.html', false],
  ['apps://bundle/', true],
  ['https://axiom.trade/', true],
  ['http://127.0.0.1:8080/app://bundle/', true],
  ['wss://evil.example/', true],
  ['data:text/html,x', true],
  ['devtools://devtools/bundled/x.html', true],
  ['nonsense', true],
])('a request of the app’s own page for %s is cancelled: %s', async (url, expected) => {
  expect((await closed(false)).isCancelled(url)).toBe(expected);
});

it('developer tools can load only where they are allowed', async () => {
  const { isCancelled } = await closed(true);
  expect([isCancelled('devtools://devtools/bundled/x.html'), isCancelled('https://axiom.trade/')]).toEqual([
    false,
    true,
  ]);
});

it('no request bypasses a proxy that leads nowhere, not even to this computer', async () => {
  expect((await closed(false)).proxy).toEqual({
    mode: 'fixed_servers',
    proxyRules: 'http://127.0.0.1:1',
    proxyBypassRules: '<-loopback>',
  });
  const policies: string[] = [];
  closeDirectConnections({ setWebRTCIPHandlingPolicy: (policy) => void policies.push(policy) });
  expect(policies).toEqual(['disable_non_proxied_udp']);
});
