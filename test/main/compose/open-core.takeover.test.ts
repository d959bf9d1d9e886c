// The first start after an update, on a computer that the previous version left (former-computer.ts): everything is understood and rewritten once, and the next start
// finishes after a killed one. Killed at every change: test/faults/takeover.ts.
import { mkdir, readFile, rename, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { failing } from '../../support/fakes/auth-gateway/scripted-auth-gateway';
import { after, endOf, FORMER, openFormerComputers, pairOf, startCompletely } from '../../support/former-computer';
import type { DiesAt } from '../../support/killable-runs';

const NEWEST = new Map(
  Object.entries(FORMER.newest).map(([id, { accessToken, refreshToken }]) => [id, { accessToken, refreshToken }]),
);
const at =
  (pattern: RegExp): DiesAt =>
  (change) =>
    pattern.test(change);

it('recovers what was sealed and not saved, finishes what was to be removed, and leaves nothing of the old form', async () => {
  const computer = await openFormerComputers()();
  const started = await startCompletely(computer);
  const profiles = started.core.registry.list();
  const pairs = profiles.map(({ id, manager }) => [id, pairOf(manager.getTokens())]);
  expect(Object.fromEntries(pairs)).toEqual({ ...Object.fromEntries(NEWEST), gone: undefined, 'bot-gone': undefined });
  // Its answer was lost with the old version.
  expect(profiles.filter(({ manager }) => manager.wasInterrupted).map(({ id }) => id)).toEqual(['asked']);

  const end = await endOf(computer, started);
  expect(end).toMatchObject({
    profiles: profiles.map(({ id }) => ({
      facet: 'saved',
      saved: NEWEST.has(id) ? { tokens: NEWEST.get(id) } : undefined,
    })),
    index: { version: 3 },
    entries: ['asked', 'default'],
    files: ['bot.json', 'data', 'state', 'vault.axiomsealed'],
    data: ['profiles.json', 'profiles.last-good.json'],
    state: ['PLACE.key', 'PLACE.removed.json', 'PLACE.removed.json'],
  });
  expect(JSON.stringify(end)).not.toMatch(/deletionPendingSinceMs|"removing"/);
});

it('marks the list with its first change, so that the version before, which would not find the sealed pair, refuses it', async () => {
  const make = openFormerComputers();
  // That version refuses a number above its own.
  const versionAfter = async (diesAt: DiesAt): Promise<unknown> => {
    const computer = await make();
    expect((await computer.start(diesAt)).diedAt).toBeDefined();
    return JSON.parse(await readFile(join(computer.dataDirectory, 'profiles.json'), 'utf8'));
  };
  expect(await versionAfter(() => true)).toMatchObject({ version: 2 });
  expect(await versionAfter(at(/^\w+ .*(former-|intent|journal)/))).toMatchObject({ version: 3 });
});

it('finds what was sealed although the list of accounts cannot be read at its first start', async () => {
  const computer = await openFormerComputers()();
  const index = join(computer.dataDirectory, 'profiles.json');
  await rename(index, `${index}-away`);
  await mkdir(index);
  (await startCompletely(computer)).core.dispose();
  await rmdir(index);
  await rename(`${index}-away`, index);
  const { core } = await startCompletely(computer);
  const pairs = core.registry
    .list()
    .flatMap(({ id, manager }) => (NEWEST.has(id) ? [[id, pairOf(manager.getTokens())] as const] : []));
  expect(new Map(pairs)).toEqual(NEWEST);
});

let undisturbed: ReturnType<typeof endOf> | undefined;
/** The end of a start that nothing kills: the same for all, so made once. */
function undisturbedEnd(): ReturnType<typeof endOf> {
  undisturbed ??= openFormerComputers()().then(async (computer) => endOf(computer, await startCompletely(computer)));
  return undisturbed;
}

it.each<[string, DiesAt]>([
  ['before it changed anything', () => true],
  ['while it copied a sealed record', at(/^write .*\.former-/)],
  ['when a sealed record was copied, and the old one still there', at(/^unlink .*journal.default\.sealed$/)],
  ['when the old journals were gone, and the old locks still there', at(/^unlink .*locks/)],
  ['before the keychain took what was recovered', at(/^set default$/)],
  ['while it wrote what was recovered into a token file', at(/^write .*\.bot\.json/)],
  ['when a recovered token file was saved, and its sealed record still there', after(/^rename .*\.bot\.json/)],
  ['when a removal was finished in the keychain, and nobody had noted it', after(/^delete gone$/)],
  ['when a file was removed, and nobody had noted it', after(/^unlink .*bot-gone\.json$/)],
  ['while it wrote the list of accounts', at(/^rename .*\.profiles\.json/)],
  ['before the sealed file, opened with its passphrase, took what was recovered', at(/^open .*\.vault\.axiomsealed/)],
])('reaches the same end after a start that was killed %s', async (_when, diesAt) => {
  const end = await undisturbedEnd();
  const computer = await openFormerComputers()();
  expect((await computer.start(diesAt)).diedAt).toBeDefined();
  const started = await startCompletely(computer);
  expect(await endOf(computer, started)).toEqual(end);

  // Only the newest refresh token of each is sent, once.
  const { core, gateway } = started;
  gateway.otherwise = failing('NETWORK');
  for (const { id } of core.registry.list())
    void core.registry
      .get(id)
      .refresher.refresh('person')
      .catch(() => undefined);
  await expect.poll(() => gateway.asked.length).toBe(NEWEST.size);
  const sent = gateway.asked.map(({ current }) => current.refreshToken.expose());
  expect(sent.sort()).toEqual([...NEWEST.values()].map(({ refreshToken }) => refreshToken).sort());
});
