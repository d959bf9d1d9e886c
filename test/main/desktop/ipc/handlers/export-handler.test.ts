import { describe, expect, it } from 'vitest';
import { createExportHandler } from '../../../../../main/desktop/ipc/handlers/export-handler';
import { outcomeOf } from '../../../../support/core-graph';
import { makeTokens } from '../../../../support/make-jwt';
import { TestServices } from '../../../../support/make-services';

const PATH = '/home/person/chosen';
const ASKED = 'Export the access token of main to a plain file?';
const ASKED_AGAIN = 'Export the refresh token of main as well?';
const request = { profileId: 'default', withRefreshToken: false };

async function signedIn() {
  const services = await new TestServices().signedIn();
  const { exportTokens } = createExportHandler(services);
  const { manager } = services.registry.get('default');
  const written = () => {
    const bytes = services.written.get(PATH);
    return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>);
  };
  const told = () => services.activity.list().filter(({ text }) => text.includes('exported'));
  return { services, exportTokens, manager, written, told };
}

describe('a plain export', () => {
  it('holds the access token, and a text in place of the refresh token', async () => {
    const { services, exportTokens, manager, written, told } = await signedIn();
    expect(await exportTokens(request)).toEqual({ path: PATH });
    expect(services.questions).toEqual([ASKED]);
    const { accessToken, expiresAtMs = 0 } = manager.getTokens() ?? {};
    expect(written()).toEqual({
      access_token: accessToken?.expose(),
      refresh_token: 'held-by-axiom-token-manager',
      expires_at: expect.stringMatching(/^2026-/) as unknown,
    });
    expect(Date.parse(String(written()?.['expires_at']))).toBe(expiresAtMs);
    expect(told()).toMatchObject([{ profileId: 'default', text: `Access token exported, not encrypted, to ${PATH}` }]);
  });

  it('holds the refresh token only after a second question', async () => {
    const { services, exportTokens, manager, written, told } = await signedIn();
    await exportTokens({ ...request, withRefreshToken: true });
    expect(services.questions).toEqual([ASKED, ASKED_AGAIN]);
    expect(written()?.['refresh_token']).toBe(manager.getRefreshToken().expose());
    expect(told()).toMatchObject([{ text: expect.stringMatching(/^Access token and refresh token exported/) }]);
  });

  it('holds the tokens that are current when the dialog is answered', async () => {
    const { services, exportTokens, manager, written } = await signedIn();
    services.files.askWhereToExportTokens = async () => {
      await services.advanceUntilDue();
      return PATH;
    };
    const before = manager.getAccessToken().expose();
    await exportTokens(request);
    expect([written()?.['access_token'] === before, written()?.['access_token']]).toEqual([
      false,
      manager.getAccessToken().expose(),
    ]);
  });

  it.each<[what: string, code: string, questions: number, spoil: (services: TestServices) => unknown]>([
    ['everything is paused', 'PAUSED', 0, (services) => services.handout.pauseFile.write({ isPaused: true })],
    ['nobody is signed in', 'NOT_AUTHENTICATED', 0, ({ registry }) => registry.get('default').manager.clear()],
    ['the person says no', 'CANCELLED', 1, (services) => void (services.agrees = false)],
    ['the person closes the dialog', 'CANCELLED', 2, (services) => void (services.chosenPath = undefined)],
    ['an account keeps its tokens there', 'INVALID_INPUT', 2, (services) => void (services.ownPaths = [PATH])],
    [
      'everything is paused while the person thinks',
      'PAUSED',
      2,
      (services) => {
        services.onQuestion = async () => services.handout.pauseFile.write({ isPaused: true });
      },
    ],
    [
      'it is signed out while the person thinks',
      'NOT_AUTHENTICATED',
      2,
      (services) => {
        services.onQuestion = async () => services.registry.get('default').manager.clear();
      },
    ],
    [
      'another account is signed in while the person thinks',
      'WRONG_ACCOUNT',
      2,
      (services) => {
        services.onQuestion = async () => {
          services.onQuestion = async () => undefined;
          const { manager } = services.registry.get('default');
          await manager.clear();
          await manager.setTokens(makeTokens(services.clock.nowMs(), 900_000, 'somebody-else'));
        };
      },
    ],
  ])('writes nothing and reports nothing where %s', async (_what, code, questions, spoil) => {
    const { services, exportTokens, written, told } = await signedIn();
    await spoil(services);
    expect(await outcomeOf(exportTokens({ ...request, withRefreshToken: true }))).toBe(code);
    expect([written(), told(), services.questions.length]).toEqual([undefined, [], questions]);
  });

  it('records nothing about a file that could not be written', async () => {
    const { services, exportTokens, told } = await signedIn();
    services.files.writeTokenExport = async () => {
      throw new Error('no space');
    };
    await expect(exportTokens(request)).rejects.toThrow('no space');
    expect(told()).toEqual([]);
  });
});
