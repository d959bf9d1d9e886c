// Blocks all network access of the app's own pages: main serves their files, and they need nothing else. A script in
// such a page then cannot send anything out, not even past the content security policy (WebRTC, prefetching). Called
// by open-shell.ts for the window's session; requests to Axiom use another session.
import type { Session, WebContents } from 'electron';
import { APP_SCHEME } from './bundle-resolver';

/** A proxy address where nothing listens, used even for loopback. */
const PROXY_TO_NOWHERE = {
  mode: 'fixed_servers',
  proxyRules: 'http://127.0.0.1:1',
  proxyBypassRules: '<-loopback>',
} as const;

/** Resolves when only the app's own scheme is allowed, which main serves. `allowsDevTools`: developer tools load their own pages in this session. */
export async function closePageNetwork(session: Session, allowsDevTools: boolean): Promise<void> {
  const allowed = [`${APP_SCHEME}://`, ...(allowsDevTools ? ['devtools://devtools/'] : [])];
  session.webRequest.onBeforeRequest(({ url }, respond) =>
    respond({ cancel: !allowed.some((start) => url.startsWith(start)) }),
  );
  // Chromium's own requests do not pass the filter above.
  await session.setProxy(PROXY_TO_NOWHERE);
}

/** WebRTC then uses only the session's proxy, so it cannot reveal this computer's address. */
export function closeDirectConnections(contents: Pick<WebContents, 'setWebRTCIPHandlingPolicy'>): void {
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}
