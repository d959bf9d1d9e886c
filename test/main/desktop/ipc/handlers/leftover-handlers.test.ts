import { mkdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createHandlers } from '../../../../../main/desktop/ipc/handlers/handlers';
import type { AuthTokens } from '../../../../../main/core/tokens/auth-tokens';
import { outcomeOf } from '../../../../support/core-graph';
import { TestServices } from '../../../../support/make-services';
import { makeTokens } from '../../../../support/make-jwt';
import { temporaryFolder } from '../../../../support/temporary-folder';

const textOf = ({ accessToken, refreshToken }: AuthTokens): string =>
  `AXIOM_ACCESS_TOKEN=${accessToken.expose()}\nAXIOM_REFRESH_TOKEN=${refreshToken.expose()}\n`;

/** Services whose home folder has a file of another account; the search is over, and the returned id belongs to the file. */
async function searched() {
  const services = await new TestServices().signedIn();
  services.homeFolder = await temporaryFolder();
  const path = join(services.homeFolder, '.env');
  const tokens = makeTokens(services.clock.nowMs(), undefined, 'account-2');
  await writeFile(path, textOf(tokens));
  services.tokenFile = tokens;
  const handlers = createHandlers(services);
  const { searchId } = await handlers.startSearch({ where: 'home' });
  const [found] = (await handlers.continueSearch({ searchId })).found;
  if (!found) throw new Error('nothing was found');
  return { services, handlers, path, tokens, leftoverId: found.id };
}

describe('a search', () => {
  it('looks in the home folder, or in the one that the person chooses', async () => {
    const services = new TestServices();
    services.homeFolder = await temporaryFolder();
    services.chosenPath = join(services.homeFolder, 'bots');
    await mkdir(services.chosenPath);
    const { startSearch } = createHandlers(services);
    expect((await startSearch({ where: 'home' })).folder).toBe(services.homeFolder);
    expect((await startSearch({ where: 'folder' })).folder).toBe(services.chosenPath);
    services.chosenPath = undefined;
    expect(await outcomeOf(startSearch({ where: 'folder' }))).toBe('CANCELLED');
  });
});

describe('a found file', () => {
  it('is imported as one that was chosen, after main has asked', async () => {
    const { services, handlers, leftoverId, tokens } = await searched();
    const { profileId } = await handlers.addProfile({ name: 'hedge' });
    await handlers.importLeftover({ profileId, leftoverId });
    expect(services.questions).toEqual([expect.stringMatching(/^Sign hedge in as account “account-2”\?$/)]);
    expect(services.registry.get(profileId).manager.getTokens()?.refreshToken.equals(tokens.refreshToken)).toBe(true);
  });

  it('of another account is refused where one is signed in', async () => {
    const { handlers, leftoverId } = await searched();
    expect(await outcomeOf(handlers.importLeftover({ profileId: 'default', leftoverId }))).toBe('WRONG_ACCOUNT');
  });

  it('is closed to others, which the activity reports', async () => {
    const { services, handlers, path, leftoverId } = await searched();
    expect(await handlers.closeLeftover({ leftoverId })).toMatchObject({ id: leftoverId, readableBy: 'you' });
    expect(services.snapshot().activity[0]?.text).toBe(`Closed to other users: ${path}`);
  });

  it('is moved to the trash after main has asked, with what that means', async () => {
    const { services, handlers, path, leftoverId } = await searched();
    await handlers.trashLeftover({ leftoverId });
    expect([services.questions, services.trashed]).toEqual([['Move this file to the trash?'], [path]]);
    expect(services.snapshot().activity[0]?.text).toBe(`Moved to the trash: ${path}`);
  });

  it('stays when the person says no, when it holds more, and when it changed meanwhile', async () => {
    const { services, handlers, path, leftoverId } = await searched();
    services.agrees = false;
    expect(await outcomeOf(handlers.trashLeftover({ leftoverId }))).toBe('CANCELLED');
    services.agrees = true;
    const text = await readFile(path, 'utf8');
    services.onQuestion = async () => {
      // Another pair, with the old modification time.
      const { atime, mtime } = await stat(path);
      await writeFile(path, textOf(makeTokens(services.clock.nowMs())));
      await utimes(path, atime, mtime);
    };
    expect(await outcomeOf(handlers.trashLeftover({ leftoverId }))).toBe('INVALID_INPUT');
    services.onQuestion = () => writeFile(path, `${text}WALLET=1\n`);
    expect(await outcomeOf(handlers.trashLeftover({ leftoverId }))).toBe('INVALID_INPUT');
    services.questions.length = 0;
    expect(await outcomeOf(handlers.trashLeftover({ leftoverId }))).toBe('INVALID_INPUT');
    // Without a question: it contains more by now.
    expect([services.questions, services.trashed]).toEqual([[], []]);
  });

  it('is asked about with who else keeps it', async () => {
    const { services, handlers, leftoverId } = await searched();
    await handlers.trashLeftover({ leftoverId });
    expect(services.details.at(-1)).toContain('No account of this app keeps these tokens');
  });

  it('with half a pair is asked about as that', async () => {
    const services = await new TestServices().signedIn();
    services.homeFolder = await temporaryFolder();
    const { refreshToken } = makeTokens(services.clock.nowMs());
    await writeFile(join(services.homeFolder, '.env'), `AXIOM_REFRESH_TOKEN=${refreshToken.expose()}\n`);
    const handlers = createHandlers(services);
    const { searchId } = await handlers.startSearch({ where: 'home' });
    const [found] = (await handlers.continueSearch({ searchId })).found;
    await handlers.trashLeftover({ leftoverId: found?.id ?? '' });
    expect(services.details.at(-1)).toContain('It does not contain both tokens: The access token is missing.');
  });
});
