// @ts-check
// Measures the app in an idle minute, signed in and in the tray, compared with the bare app in the same minute; and the
// times at which its own timers fire, on a simulated clock. Used by run.mjs.
import { setTimeout as delay } from 'node:timers/promises';
import { openDesktopSession } from '../../build/virtual-desktop/desktop-session.mjs';
import { startContestant } from './contestant.mjs';
import { startDesktopApp } from './desktop-app.mjs';
import { activityOf } from './process-tree.mjs';
import { makeRow } from './rows.mjs';

const MINUTES = 3;
/** The first minute contains work that the start has left. */
const SETTLE_MS = 75_000;
/** A loopback address without a listener: nothing is due, so nothing is sent. */
const SITE = 'http://127.0.0.1:9';
/** The project's goal: the wakeups of a bare app, plus two. */
const ALLOWED_TIMERS = 2;
const SIMULATED_MINUTES = 60;

/** @typedef {Awaited<ReturnType<typeof import('./bundle-contestants.mjs').bundleContestants>>} Bundle */

/** @param {Bundle} bundle */
export async function countTimers(bundle) {
  const contestant = startContestant(process.execPath, [bundle.pathOf('idle-timers')]);
  const [wakeups = NaN] = await contestant.measure(SIMULATED_MINUTES);
  await contestant.dispose();
  const name = 'timer wakeups of our own, idle minute / the two allowed';
  const values = [wakeups / SIMULATED_MINUTES];
  return [makeRow({ id: 'idle-timers', name, unit: 'wakeups/min', values, baselines: [ALLOWED_TIMERS] })];
}

/**
 * @param {import('./start-rows.mjs').Apps} apps
 * @param {Bundle} bundle
 */
export async function measureIdle({ executable, ours, bare }, bundle) {
  // Two desktops, so that both run in the same minutes.
  const [ourDesktop, bareDesktop] = await Promise.all(
    [0, 1].map(() => openDesktopSession({ display: true, keyring: 'unlocked', trayHost: true })),
  );
  if (!ourDesktop || !bareDesktop) throw new Error('unreachable');
  try {
    const signIn = startContestant(
      process.execPath,
      [bundle.pathOf('saved-sign-in'), bundle.pathOf('keychain-child'), SITE],
      ourDesktop.env,
    );
    await signIn.measure(1);
    await signIn.dispose();
    const env = { AXIOM_API_BASE: SITE, AXIOM_SITE_BASE: SITE };
    const apps = await Promise.all([
      startDesktopApp({ desktop: ourDesktop, executable, folder: ours, args: ['--hidden'], env }),
      startDesktopApp({ desktop: bareDesktop, executable, folder: bare }),
    ]);
    await delay(SETTLE_MS);
    const shown = (await ourDesktop.trayHost?.readItem())?.tooltip ?? '';
    if (!shown.includes('expires in')) throw new Error(`the app is not signed in; its tray says "${shown}"`);
    /** @type {{wakeups: number, cpuMs: number}[][]} */
    const looks = [];
    for (let minute = 0; minute <= MINUTES; minute++) {
      if (minute > 0) await delay(60_000);
      looks.push(await Promise.all(apps.map(({ pid }) => activityOf(pid))));
    }
    await Promise.all(apps.map((app) => app.stop()));
    const perMinute = (/** @type {number} */ who, /** @type {'wakeups' | 'cpuMs'} */ what) =>
      looks.slice(1).map((look, at) => (look[who]?.[what] ?? NaN) - (looks[at]?.[who]?.[what] ?? NaN));
    const against = (/** @type {'wakeups' | 'cpuMs'} */ what) => ({
      values: perMinute(0, what),
      baselines: perMinute(1, what),
    });
    return [
      makeRow({
        id: 'idle-wakeups',
        name: 'main thread wakeups, idle minute / bare app',
        unit: 'wakeups/min',
        ...against('wakeups'),
      }),
      makeRow({
        id: 'idle-cpu',
        name: 'processor time of main, idle minute / bare app',
        unit: 'ms/min',
        ...against('cpuMs'),
      }),
    ];
  } finally {
    await Promise.all([ourDesktop.dispose(), bareDesktop.dispose()]);
  }
}
