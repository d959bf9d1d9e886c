// The core for one live refresh, with an account in a file and a simulator of Axiom. The report's content: live-check.test.ts.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openProfilesFile } from '../../../../main/adapters/app-data/profiles-file';
import { createSystemClock } from '../../../../main/adapters/platform/system-clock';
import { openLive } from '../../../../main/cli/commands/open-live';
import type { CommandContext } from '../../../../main/cli/session/command-context';
import { startAxiomSimulator } from '../../../axiom-simulator/axiom-simulator';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';
import { putProfile } from '../../../support/put-profile';
import { temporaryFolder } from '../../../support/temporary-folder';

async function setUp(hasTokens: boolean) {
  const folder = await temporaryFolder();
  const data = join(folder, 'data');
  await mkdir(data, { mode: 0o700 });
  const simulator = await startAxiomSimulator();
  onTestFinished(() => simulator.dispose());
  const clock = createSystemClock();
  const path = join(folder, 'tokens.json');
  const index = await openProfilesFile({ path: join(data, 'profiles.json'), clock, logger: new RecordingLogger() });
  await putProfile(index, { id: 'bots', name: 'My bots', store: { kind: 'file', path }, hasTokens });
  const { accessToken: access_token, refreshToken: refresh_token } = simulator.openSession();
  if (hasTokens) await writeFile(path, JSON.stringify({ access_token, refresh_token }), { mode: 0o600 });
  const context = {
    ...{ clock, platform: 'linux', version: '1.2.3', signal: new AbortController().signal },
    env: { PATH: process.env['PATH'], ...simulator.env },
    settings: { dataDirectory: { value: data }, profile: { value: 'bots' } },
    output: { warn: (line: string) => expect(line).toBe('') },
  } as unknown as CommandContext;
  const live = await openLive(context, join(folder, 'state'));
  onTestFinished(() => live.dispose());
  return { live, simulator, path, refresh_token };
}

it('names account and host, refreshes once, and has saved the new pair when it ends', async () => {
  const { live, simulator, path, refresh_token } = await setUp(true);
  expect(await live.about()).toEqual({ name: 'My bots', host: new URL(simulator.origin).host });
  expect(simulator.refreshesAsked).toBe(0);
  const report = await live.check();
  expect(report).toMatchObject({ version: '1.2.3', outcome: 'refreshed', storage: 'saved' });
  await live.dispose();
  expect(simulator.refreshCount).toBe(1);
  const saved = await readFile(path, 'utf8');
  expect(saved).toContain(simulator.currentTokens()?.refreshToken);
  expect(saved).not.toContain(`"refresh_token": "${refresh_token}"`);
});

it('sends nothing for an account without tokens', async () => {
  const { live, simulator } = await setUp(false);
  await expect(live.about()).rejects.toMatchObject({ code: 'NOT_AUTHENTICATED' });
  expect(simulator.refreshesAsked).toBe(0);
});
