import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createOwnDoctor } from '../../../../main/cli/commands/own-doctor';
import type { CommandContext } from '../../../../main/cli/session/command-context';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import { temporaryFolder } from '../../../support/temporary-folder';

it('looks at the data folder of the run, its socket and its simulator, and repairs nothing', async () => {
  const home = await temporaryFolder();
  const data = join(home, 'data');
  await mkdir(data, { mode: 0o700 });
  await writeFile(join(data, 'profiles.json'), '{', { mode: 0o600 });
  const context = {
    clock: new FakeClock(),
    env: { PATH: process.env['PATH'], AXIOM_API_BASE: 'http://127.0.0.1:9' },
    platform: 'linux',
    version: '1.2.3',
    settings: { dataDirectory: { value: data }, socket: { value: join(home, 'none.sock') } },
  } as unknown as CommandContext;
  const doctor = createOwnDoctor(context, join(home, 'state'));
  const findings = await doctor.run(undefined, ['versions', 'files', 'state', 'hosts', 'socket']);
  expect(findings).toMatchObject([
    { id: 'versions', detail: expect.stringMatching(/^axiom-tokens 1\.2\.3; Node /) },
    {
      id: 'files',
      verdict: 'wrong',
      detail: 'The list of accounts, profiles.json, is damaged, and there is no good copy of it.',
    },
    { id: 'state', verdict: 'ok' },
    { id: 'hosts', verdict: 'wrong', detail: expect.stringContaining('127.0.0.1:9') },
    { id: 'socket', verdict: 'ok' },
  ]);
});
