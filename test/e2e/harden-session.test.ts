// A server that requests a client certificate, and a person who has one: neither the sign-in window nor the API client sends it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { waitUntil } from '../support/wait-until';
import { type AskingHttpsServer, PERSON, startAskingHttpsServer } from './support/asking-https-server';
import { callFromPage } from './support/calls-from-page';
import { openStage, type Stage, type StartedApp } from './support/stage';

const PASSWORD = { profileId: 'default', email: 'person@example.com', password: 'not one' };

let stage: Stage;
let server: AskingHttpsServer;

beforeAll(async () => {
  stage = await openStage();
  server = await startAskingHttpsServer(await stage.newFolder());
});
afterAll(async () => {
  await stage?.dispose();
  await server?.dispose();
});

function start(): Promise<StartedApp> {
  const { origin, home } = server;
  return stage.start({
    simulator: { env: { AXIOM_SITE_BASE: origin, AXIOM_API_BASE: origin } },
    env: { HOME: home },
  });
}

/** The certificates that the server got: from the sign-in window, and from the API client, which reuses the window's answer. */
async function seenFrom(app: StartedApp): Promise<{ window: string | null; api: string | null }> {
  const page = await app.page();
  const firstFrom = async (isOfApi: boolean): Promise<string | null> => {
    const before = server.requests.length;
    const first = () => server.requests.slice(before).find(({ path }) => path.includes('login-password') === isOfApi);
    await waitUntil('the server was asked', () => first() !== undefined);
    return first()?.certificate ?? null;
  };
  const inWindow = callFromPage(page, 'signInWithBrowser', { profileId: 'default' });
  const window = await firstFrom(false);
  await callFromPage(page, 'cancelSignIn', undefined);
  await inWindow;
  const asked = callFromPage(page, 'startPasswordSignIn', PASSWORD);
  const api = await firstFrom(true);
  await asked;
  return { window, api };
}

test('no client certificate is sent to a server that asks for one', async () => {
  expect(await seenFrom(await start())).toEqual({ window: null, api: null });
});

test('without the hardening, Electron sends it from window and main process', async () => {
  const app = await start();
  await app.electronApp.evaluate((electron) => {
    electron.app.removeAllListeners('select-client-certificate');
  });
  expect(await seenFrom(app)).toEqual({ window: PERSON, api: PERSON });
});
