// @ts-check
// The person's side of a trial: a desktop with keyring and tray that outlives every tested package, key presses, and Axiom on this computer.
import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { CommandError, runCommand } from '../../build/run-command.mjs';
import { openDesktopSession } from '../../build/virtual-desktop/desktop-session.mjs';
import { poll } from './poll.mjs';
import { startSimulator } from './from-typescript.mjs';
import { demand } from './trial.mjs';

const ENTRY = ['service', 'axiom-token-manager', 'account', 'default'];
/** The start of a signed-in account's menu line, and of its window. */
const HEALTHY = /(?:^|: )Healthy, expires in /;
const WINDOW = /^Axiom Token Manager/;

/** @typedef {Awaited<ReturnType<typeof openStage>>} Stage */

/** @param {import('./scratch.mjs').Scratch} scratch */
export async function openStage(scratch) {
  await scratch.newHome();
  const { person } = scratch;
  const desktop = await openDesktopSession({ display: true, keyring: 'unlocked', trayHost: true, person });
  const endDesktop = scratch.defer(desktop.dispose);
  const simulator = await startSimulator();
  const endSimulator = scratch.defer(() => simulator.dispose());
  const { trayHost } = desktop;
  demand(trayHost, 'the desktop was ordered with a tray');
  const env = { ...desktop.env, ...simulator.env };
  const tool = (/** @type {string} */ name, /** @type {readonly string[]} */ args) =>
    runCommand(name, args, { env, timeoutMs: 20_000 });

  const keys = (/** @type {string[]} */ ...names) => tool('xdotool', ['key', '--clearmodifiers', ...names]);
  // Through stdin, because everybody can read a program's arguments.
  const type = (/** @type {string} */ text) =>
    runCommand('xdotool', ['type', '--clearmodifiers', '--delay', '30', '--file', '-'], {
      env,
      input: text,
      timeoutMs: 20_000,
    });
  const activeTitle = () =>
    tool('xdotool', ['getactivewindow', 'getwindowname']).then(
      (title) => title.trim(),
      () => undefined,
    );
  /** Waits until the focused window has this title and its picture no longer changes, except a cursor. */
  const waitForWindow = async (/** @type {RegExp} */ title, other = '') => {
    await poll(`a window ${title} is in front`, async () => title.test((await activeTitle()) ?? 'none'));
    let last = '';
    return poll(`${title} has been drawn`, async () => {
      const seen = await picture(env);
      const rests = seen !== undefined && seen === last && seen !== other;
      last = seen ?? '';
      return rests && last;
    });
  };
  const savedFingerprint = async () => {
    const text = await tool('secret-tool', ['lookup', ...ENTRY]).catch((error) => {
      if (error instanceof CommandError && error.output === '') return undefined;
      // Its output could contain what was found.
      throw new Error('the keyring could not be asked');
    });
    const { access_token: access, refresh_token: refresh } = text === undefined ? {} : JSON.parse(text);
    return access && fingerprint(access, refresh);
  };
  const waitForEntry = (/** @type {RegExp} */ pattern) =>
    poll(`the tray shows ${pattern}`, async () => {
      const menu = trayHost.hasItem() ? await trayHost.readMenu().catch(() => []) : [];
      return menu.find(({ label, visible }) => visible && pattern.test(label))?.label;
    });
  return {
    desktop,
    env,
    trayHost,
    waitForEntry,
    savedFingerprint,
    keys,
    type,
    /** Number of password sign-ins. */
    signIns: () => simulator.requests.filter(({ path }) => path === '/sign-in/code').length,
    /** Waits until the tray says that the account is healthy and the keyring has the server's current pair. */
    async waitUntilSignedIn() {
      await waitForEntry(HEALTHY);
      await poll('the tokens in the keyring are those of the server', async () => {
        const current = simulator.currentTokens();
        return (
          current !== undefined && fingerprint(current.accessToken, current.refreshToken) === (await savedFingerprint())
        );
      });
    },
    /** From the welcome page to the dashboard, by keys alone. */
    async signInByKeys() {
      const { email, password } = simulator.account;
      const before = simulator.lastCode();
      await waitForWindow(WINDOW);
      // Skips the link in the text, to the first way of signing in.
      await keys('Tab', 'Tab');
      await keys('Return');
      const form = await waitForWindow(/^Sign in/);
      await type(`${email}\t${password}`);
      await keys('Return');
      const code = await poll('the site has sent a code', () =>
        simulator.lastCode() === before ? undefined : simulator.lastCode(),
      );
      await waitForWindow(/^Sign in/, form);
      await type(code);
      await keys('Return');
      // The system's question whether this is the person's own sign-in: it has no title, and "Cancel" has the focus.
      await waitForWindow(/^$/);
      await keys('Right');
      await keys('Return');
    },
    /** A program without a terminal shows its message in a window until somebody closes that. */
    async closeMessages(/** @type {() => boolean} */ isRunning) {
      await poll('the app has ended, or shows words', async () => {
        if (!isRunning()) return true;
        if ((await activeTitle()) !== undefined) await keys('alt+F4').catch(() => undefined);
        return false;
      });
    },
    /** Waits until the focused window has this title. */
    waitForWindow,
    /** The focused window's class for the window manager: two words. */
    windowClass: async () => {
      const said = await tool('sh', ['-c', 'xprop -id "$(xdotool getactivewindow)" WM_CLASS']);
      return [...said.matchAll(/"([^"]*)"/g)].map(([, word]) => String(word));
    },
    savePicture: (/** @type {string} */ path) => tool('import', ['-window', 'root', path]),
    async dispose() {
      await endSimulator();
      await endDesktop();
    },
  };
}

const fingerprint = (/** @type {string} */ access, /** @type {string} */ refresh) =>
  createHash('sha256').update(`${access} ${refresh}`).digest('hex').slice(0, 16);

/** A hash of the focused window's picture; undefined while it is one colour, or missing. */
async function picture(/** @type {NodeJS.ProcessEnv} */ env) {
  const child = spawn('sh', ['-c', 'import -silent -window "$(xdotool getactivewindow)" -depth 8 rgb:-'], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const chunks = [];
  for await (const chunk of child.stdout) chunks.push(chunk);
  const pixels = Buffer.concat(chunks);
  if (pixels.length === 0 || pixels.equals(Buffer.alloc(pixels.length, pixels.subarray(0, 3)))) return undefined;
  return createHash('sha256').update(pixels).digest('hex');
}
