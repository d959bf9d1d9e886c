// Keeps the app's own pages from every network: main serves their files, and they need nothing else. A script in such a page has no way out then, not even
// past the content security policy (WebRTC, prefetching). Called by open-shell.ts for the session of the app's window; requests to Axiom have one of their own.
import type { Session, WebContents } from 'electron';
import { APP_SCHEME } from './bundle-resolver';

/** Nothing listens there; not even loopback goes past it. */
const PROXY_TO_NOWHERE = {
  mode: 'fixed_servers',
  proxyRules: 'http://127.0.0.1:1',
  proxyBypassRules: '<-loopback>',
} as const;

/** Resolves when nothing but the app's own scheme, of which main answers every address, is let through. `allowsDevTools`: developer tools load their own pages in this session. */
export async function closePageNetwork(session: Session, allowsDevTools: boolean): Promise<void> {
  const allowed = [`${APP_SCHEME}://`, ...(allowsDevTools ? ['devtools://devtools/'] : [])];
  session.webRequest.onBeforeRequest(({ url }, respond) =>
    respond({ cancel: !allowed.some((start) => url.startsWith(start)) }),
  );
  // What Chromium asks for by itself never comes to the filter above.
  await session.setProxy(PROXY_TO_NOWHERE);
}

/** WebRTC sends only through the session's proxy, so the address of this computer is not told either. */
export function closeDirectConnections(contents: Pick<WebContents, 'setWebRTCIPHandlingPolicy'>): void {
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}
