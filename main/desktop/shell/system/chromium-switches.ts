// Corrects switches that Chromium reads after the main script has run. Called by the composition root before anything else.
import type { App } from 'electron';

const DEBUG_SWITCHES = ['remote-debugging-port', 'remote-debugging-pipe', 'remote-debugging-address'];

/** What Chromium would do in the network by itself, for itself or for pages that it expects. */
const QUIET_SWITCHES = [
  'disable-background-networking',
  'disable-component-update',
  'disable-domain-reliability',
  'dns-prefetch-disable',
  'no-pings',
];

/** Switches and a variable with which Chromium writes down what it sends: cookies, headers, the keys of TLS. */
const NETWORK_LOG_SWITCHES = ['log-net-log', 'net-log-capture-mode', 'ssl-key-log-file'];
const NETWORK_LOG_VARIABLE = 'SSLKEYLOGFILE';

/**
 * Switches that no run with a real account is started with: Chromium obeys some of them before this app could take them off.
 * Traces have every cookie and header in clear; the others send tokens to whoever answers in Axiom's name.
 */
const FORBIDDEN_SWITCH =
  /^(?:enable-tracing.*|trace-.*|ignore-certificate-errors.*|allow-insecure-localhost|unsafely-treat-insecure-origin-as-secure|disable-web-security|allow-running-insecure-content|reduce-security-for-testing|ssl-version-m(?:in|ax)|cipher-suite-blacklist)$/;

/** For every run that may open a real account: the first switch that must not be there, without its value. */
export function dangerousSwitch(argv: readonly string[]): string | undefined {
  return argv
    .map((argument) => /^\s*(?:--?|\/)([a-z0-9-]+)/i.exec(argument)?.[1]?.toLowerCase() ?? '')
    .find((name) => FORBIDDEN_SWITCH.test(name));
}

/** For every run that may open a real account: nobody else gets written down what goes over the network. Must run before the app is ready. */
export function forbidNetworkLogs(app: Pick<App, 'commandLine'>, env: NodeJS.ProcessEnv): void {
  for (const name of NETWORK_LOG_SWITCHES) app.commandLine.removeSwitch(name);
  delete env[NETWORK_LOG_VARIABLE];
}

/**
 * Must run before the app is ready.
 * - In a package the debugger switches are removed, because no fuse covers them. In development they stay, because test drivers need them.
 * - What Chromium would ask the network for by itself is off: no host but Axiom's is ever asked.
 * - A script must not paste what is on the clipboard: Electron 22 lets it, unless Blink is told so; later versions go by web-preferences.ts.
 * - A page must not have names looked up: links that ask for it get past every filter of a session, and past Chromium's own switch for it. What is
 *   done for ordinary links is turned off by the page itself, in its head.
 * - On Linux Chromium must not use the keychain for its own key. It would fetch a key for its cookies (a fuse of the package turns that on) and
 *   block the main process: a locked keychain would show an unexpected prompt, a hanging one would stop the start. No cookie is on disk here.
 */
export function correctChromiumSwitches(app: Pick<App, 'isPackaged' | 'commandLine'>, platform: NodeJS.Platform): void {
  if (app.isPackaged) for (const name of DEBUG_SWITCHES) app.commandLine.removeSwitch(name);
  for (const name of QUIET_SWITCHES) app.commandLine.appendSwitch(name);
  app.commandLine.appendSwitch('blink-settings', 'DOMPasteAllowed=false,dnsPrefetchingEnabled=false');
  if (platform === 'linux') app.commandLine.appendSwitch('password-store', 'basic');
}
