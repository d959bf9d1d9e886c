// @ts-check
// The life of every package: installed in an older version, started, signed in, upgraded at rest and while it runs,
// installed again, removed. A `Target` describes the differences between kinds of packages.
import { startApp } from './app.mjs';
import { demand } from './trial.mjs';

/** @typedef {'older' | 'newer'} Version */

/**
 * @typedef {object} Target
 * @property {import('./world.mjs').World} world
 * @property {() => readonly string[]} command what the person starts
 * @property {() => readonly string[]} commandLine `axiom-tokens`, as the person calls it
 * @property {Record<string, string>} [env]
 * @property {(version: Version) => Promise<string>} install over the current state; resolves with the output
 * @property {() => Promise<string>} reinstall
 * @property {() => Promise<string>} remove
 * @property {() => Promise<string>} [purge]
 * @property {() => Promise<readonly string[]>} [wrongFiles] files that differ from the package or must not be as they are, in words
 * @property {() => Promise<readonly string[]>} leftovers paths of the package that remain afterwards
 * @property {boolean} saysWhatStays whether a script can say that tokens stay
 */

/**
 * @param {{trial: import('./trial.mjs').Trial, scratch: import('./scratch.mjs').Scratch, stage: import('./stage.mjs').Stage, target: Target,
 *   versions: Record<Version, string>, whileInstalled?: () => Promise<void>}} options `whileInstalled`: what else is looked at, with the newer version there and nothing running
 * @returns {Promise<string>} how the sandbox was made
 */
export async function liveThrough({ trial, scratch, stage, target, versions, whileInstalled }) {
  const { step } = trial;
  const start = async () => {
    const app = await startApp({
      scratch,
      stage,
      world: target.world,
      command: target.command(),
      ...(target.env && { env: target.env }),
    });
    trial.defer(() => app.stop());
    return app;
  };
  let sandbox = '';
  const startSignedIn = async (/** @type {string} */ what, /** @type {Version} */ version) => {
    const app = await start();
    await step(what, async () => {
      await app.meanwhile(stage.waitUntilSignedIn());
      sandbox = await app.meanwhile(app.demandSandbox());
      demand(stage.signIns() === 1, 'it asked for another sign-in');
      const runs = await app.version();
      demand(runs === versions[version], `version ${runs} runs instead of ${versions[version]}`);
    });
    return app;
  };

  await step('install the older version', () => target.install('older'));
  const first = await start();
  await step('start it, tray and sandbox', async () => {
    await first.meanwhile(stage.waitForEntry(/Signed out|Not signed in/));
    await first.meanwhile(first.demandSandbox());
  });
  await step('sign in with keys', async () => {
    await first.meanwhile(stage.signInByKeys());
    await first.meanwhile(stage.waitUntilSignedIn());
  });
  await step('quit by the tray', () => first.quit());

  await step('upgrade at rest', () => target.install('newer'));
  const newer = await startSignedIn('start the newer version, still signed in', 'newer');
  await trial.check('the command line: its version, and a token of the running app', async () => {
    const { world, commandLine } = target;
    const ask = (/** @type {string[]} */ ...args) => world.asPerson([...commandLine(), ...args], { env: stage.env });
    const version = await ask('version');
    demand(version.includes(versions.newer), `it says that it is ${version.trim()}`);
    const token = await ask('token', '--require-broker', '--no-input');
    demand(/^[\w-]+\.[\w-]+\.[\w-]+\s*$/.test(token), 'what it prints is no token');
  });
  await newer.quit();
  await step('install it once more', () => target.reinstall());
  if (whileInstalled) await whileInstalled();

  await step('back to the older version', () => target.install('older'));
  const running = await startSignedIn('start the older version again', 'older');
  await step('upgrade while it runs', async () => {
    await target.install('newer');
    await running.meanwhile(stage.waitUntilSignedIn());
    await running.quit();
  });
  const last = await startSignedIn('start after that', 'newer');
  const { wrongFiles } = target;
  const demandFiles = async () => {
    const wrong = (await wrongFiles?.()) ?? [];
    demand(wrong.length === 0, wrong.slice(0, 20).join(', '));
  };
  await trial.check('its files: as they came, and nobody else can write to them', demandFiles);
  const saved = await stage.savedFingerprint();
  await step('remove it while it runs', async () => {
    const said = await target.remove();
    demand(
      !target.saysWhatStays || /tokens?\b[\s\S]*\bkeychain|keychain[\s\S]*\btokens?\b/i.test(said),
      `it does not say that the tokens stay in the keychain; it says: ${said.slice(-600)}`,
    );
    await last.quit();
    demand((await stage.savedFingerprint()) === saved, 'the tokens in the keyring are not those of before');
  });
  // A folder that existed keeps its permissions, whatever the newer version contains.
  await step('install the newer version where none was', () => target.install('newer'));
  await trial.check('its files then', demandFiles);
  await step('remove it again', () => target.remove());
  const { purge } = target;
  if (purge) await step('remove its settings', purge);
  await trial.check('nothing of it is left', async () => {
    const left = await target.leftovers();
    demand(left.length === 0, `left: ${left.slice(0, 20).join(', ')}`);
  });
  await trial.check('the data of the person stays', async () => {
    demand((await stage.savedFingerprint()) === saved, 'the tokens have gone from the keyring');
    const data = await target.world.asPerson(
      ['sh', '-c', 'ls -d "$HOME"/.config/*/profiles.json "$HOME"/.local/state/axiom-token-manager'],
      { env: stage.env },
    );
    demand(data.includes('profiles.json'), 'the list of accounts has gone');
  });
  return sandbox;
}
