// Programs at the socket of the real app: one gets a token, another one gets pause, resume and quit; afterwards no socket is left.
import { execFile } from 'node:child_process';
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectRoot } from '../../build/project-root.mjs';
import { type BrokerClient, connectBroker } from '../../main/handout/broker/client';
import { tokensInKeychain } from './support/keychain-entry';
import { headline } from './support/sign-in-by-form';
import { signedInBefore } from './support/signed-in-before';
import { socketOfApp } from './support/socket-of-app';
import { openStage, type Stage, type StartedApp } from './support/stage';
import { waitUntil } from '../support/wait-until';

const client = { name: 'test', version: '1' };
let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.dispose());

/** The names of a client's notifications, as they come. */
function hearing(broker: BrokerClient): string[] {
  const received: string[] = [];
  broker.onNotification((name) => {
    if (name !== 'state') received.push(name);
  });
  return received;
}

/** Shows questions in the real dialog, which nobody answers, and counts those that were opened and closed. */
async function leaveQuestionsOpen({ electronApp }: StartedApp): Promise<() => Promise<number[]>> {
  await electronApp.evaluate(({ dialog }) => {
    const seen = { opened: 0, closed: 0 };
    (globalThis as { questionsSeen?: typeof seen }).questionsSeen = seen;
    const show = dialog.showMessageBox.bind(dialog) as (...args: unknown[]) => Promise<Electron.MessageBoxReturnValue>;
    dialog.showMessageBox = async (...args: unknown[]) => {
      seen.opened++;
      // The stage answers questions by their words.
      const shown = { ...(args.at(-1) as Electron.MessageBoxOptions), message: 'A question of a program' };
      return show(...args.slice(0, -1), shown).finally(() => seen.closed++);
    };
  });
  return () =>
    electronApp.evaluate(() =>
      Object.values((globalThis as unknown as { questionsSeen: Record<string, number> }).questionsSeen),
    );
}

test('one program gets the token, another gets pause, resume and quit', async () => {
  const { desktop } = stage;
  const app = await stage.start({ userDataDirectory: await signedInBefore(stage) });
  const page = await app.page();
  await headline(page, 'Healthy');
  const path = await socketOfApp(app, desktop);
  expect((await lstat(path)).mode & 0o777).toBe(0o600);

  const asking = await connectBroker({ path, client });
  const answer = await asking.call('token.get', {});
  expect(answer.access_token === (await tokensInKeychain(desktop))?.accessToken).toBe(true);
  expect(answer).toMatchObject({ profile: 'default', source: 'broker', state: { token: 'good' } });
  expect(answer.refresh_token).not.toBe((await tokensInKeychain(desktop))?.refreshToken);
  const { entries } = await asking.call('trail.query', { event: 'handed-out' });
  expect(entries[0]).toMatchObject({
    via: 'socket',
    tag: answer.trail_tag,
    consumer: { kind: 'program', pid: process.pid },
  });

  const listening = await connectBroker({ path, client });
  const received = hearing(listening);
  await listening.call('token.subscribe', {});
  await waitUntil('the first pair', () => received.length === 1);
  await app.tray.click('Pause all');
  await waitUntil('the pause', () => received.length === 2);
  await expect(asking.call('token.get', {})).rejects.toMatchObject({ code: 'PAUSED' });
  await app.tray.click('Resume');
  await waitUntil('the token again', () => received.length === 3);
  await headline(page, 'Healthy');

  await app.quit();
  expect((await listening.closed).code).toBe('BROKER_UNAVAILABLE');
  expect(received).toEqual(['token', 'paused', 'token', 'ended']);
  await expect(lstat(path)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('the command line finds the app where both have another HOME than the one on record', async () => {
  const home = await stage.newFolder();
  const env = { HOME: home, XDG_CONFIG_HOME: undefined };
  const app = await stage.start({ env, userDataDirectory: join(home, '.config', 'Axiom Token Manager') });
  await app.page();
  const program = join(projectRoot, 'dist', 'cli', 'axiom-tokens.cjs');
  const { stdout } = await promisify(execFile)(process.execPath, [program, 'status', '--require-broker', '--json'], {
    env: { ...stage.desktop.env, ...env },
  });
  expect(JSON.parse(stdout)).toMatchObject({ broker: { running: true, kind: 'app' } });
  await app.quit();
});

test('a question ends with its program, and the next one can be asked', async () => {
  const { simulator, desktop } = stage;
  const app = await stage.start();
  await headline(await app.page(), 'Healthy');
  const path = await socketOfApp(app, desktop);
  const counts = await leaveQuestionsOpen(app);
  const tokens = JSON.stringify(simulator.openSession());
  for (const asked of [1, 2]) {
    const leaving = await connectBroker({ path, client });
    const signingIn = leaving.call('login.start', { way: 'tokens', tokens, profile: 'Second' });
    signingIn.catch(() => undefined);
    await waitUntil('the question', async () => (await counts())[0] === asked);
    expect(await counts()).toEqual([asked, asked - 1]);
    leaving.close();
    await waitUntil('the question is closed', async () => (await counts())[1] === asked);
  }
  await app.quit();
});
