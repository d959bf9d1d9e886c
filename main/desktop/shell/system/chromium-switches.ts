// Corrects switches that Chromium reads after the main script has run. Called by the composition root before anything else.
import type { App } from 'electron';

const DEBUG_SWITCHES = ['remote-debugging-port', 'remote-debugging-pipe', 'remote-debugging-address'];

/** Turns off Chromium's own network activity and its predictions for pages. */
const QUIET_SWITCHES = [
  'disable-background-networking',
  'disable-component-update',
  'disable-domain-reliability',
  'dns-prefetch-disable',
  'no-pings',
];

/** Switches and a variable with which Chromium logs what it sends: cookies, headers, TLS keys. */
const NETWORK_LOG_SWITCHES = ['log-net-log', 'net-log-capture-mode', 'ssl-key-log-file'];
const NETWORK_LOG_VARIABLE = 'SSLKEYLOGFILE';

/**
 * Switches that are refused in a run with a real account: Chromium obeys some of them before this app could remove them.
 * Traces contain every cookie and header in clear; the others disable certificate checks or weaken connections.
 */
const FORBIDDEN_SWITCH =
  /^(?:enable-tracing.*|trace-.*|ignore-certificate-errors.*|allow-insecure-localhost|unsafely-treat-insecure-origin-as-secure|disable-web-security|allow-running-insecure-content|reduce-security-for-testing|ssl-version-m(?:in|ax)|cipher-suite-blacklist)$/;

/** Returns the first forbidden switch, without its value; for every run that may open a real account. */
export function dangerousSwitch(argv: readonly string[]): string | undefined {
  return argv
    .map((argument) => /^\s*(?:--?|\/)([a-z0-9-]+)/i.exec(argument)?.[1]?.toLowerCase() ?? '')
    .find((name) => FORBIDDEN_SWITCH.test(name));
}

/** For every run that may open a real account: Chromium logs no network traffic. Must run before the app is ready. */
export function forbidNetworkLogs(app: Pick<App, 'commandLine'>, env: NodeJS.ProcessEnv): void {
  for (const name of NETWORK_LOG_SWITCHES) app.commandLine.removeSwitch(name);
  delete env[NETWORK_LOG_VARIABLE];
}

/**
 * Must run before the app is ready.
 * - In a package the debugger switches are removed, because no fuse covers them. In development they stay, because test drivers need them.
 * - Chromium's own network activity is off: only Axiom's hosts are ever contacted.
 * - A script must not paste the clipboard. Electron 22 needs a Blink setting for that; in later versions web-preferences.ts is enough.
 * - A page must not cause DNS lookups: links with `dns-prefetch` bypass the session's filters and Chromium's own switch. For ordinary links the page's head
 *   turns prefetching off.
 * - On Linux Chromium must not use the keychain. It would fetch a key for its cookies (a fuse of the package turns cookie encryption on) and
 *   block the main process: a locked keychain would show an unexpected prompt, a hanging one would stop the start. No cookie is on disk here.
 */
export function correctChromiumSwitches(app: Pick<App, 'isPackaged' | 'commandLine'>, platform: NodeJS.Platform): void {
  if (app.isPackaged) for (const name of DEBUG_SWITCHES) app.commandLine.removeSwitch(name);
  for (const name of QUIET_SWITCHES) app.commandLine.appendSwitch(name);
  app.commandLine.appendSwitch('blink-settings', 'DOMPasteAllowed=false,dnsPrefetchingEnabled=false');
  if (platform === 'linux') app.commandLine.appendSwitch('password-store', 'basic');
}
