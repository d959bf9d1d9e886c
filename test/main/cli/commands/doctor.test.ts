// The checks have their own tests. Here: which checks the app makes and which this process, the output, and the exit code.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../../../main/cli/commands/doctor';
import type { CommandContext } from '../../../../main/cli/session/command-context';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { CHECK_TITLES } from '../../../../main/doctor/check';
import { ParsedOptions } from '../../../../main/cli/words/parsed-options';
import type { Finding } from '../../../../main/handout/operations';
import { called, type CallWorld } from '../../../support/command-line/called';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import { temporaryFolder } from '../../../support/temporary-folder';
import { waitUntil } from '../../../support/wait-until';

const finding = (id: string, verdict: Finding['verdict']): Finding => ({
  id,
  title: `The ${id}`,
  verdict,
  detail: `It is ${verdict}.`,
  remedy: 'Do something.',
});

/** An app that answers `hello` at a socket that does not exist. */
const link: NonNullable<CallWorld['link']> = {
  socket: '/run/app.sock',
  hello: { protocol: 1, server: { kind: 'app', version: '1.2.3', pid: 7 }, capabilities: [] },
  request: () => Promise.reject(new Error('nobody asks by the link')),
  onNotification: () => () => undefined,
  onClose: () => () => undefined,
  close: () => undefined,
};

async function surroundings() {
  const home = await temporaryFolder();
  const run = join(home, 'run');
  await mkdir(run, { mode: 0o700 });
  return {
    AXIOM_TOKENS_CONFIG_DIR: join(home, 'data'),
    XDG_RUNTIME_DIR: run,
    AXIOM_API_BASE: 'http://127.0.0.1:9',
    PATH: process.env['PATH'] ?? '',
  };
}

/** What this process looks at in any case. */
const OWN = ['versions', 'socket'];

describe('doctor, where the app runs', () => {
  const doctor = (...findings: Finding[]) => ({ doctor: () => ({ findings }) });

  it('reports the checks of the app, but versions and socket as this process sees them', async () => {
    const answers = doctor(finding('keychain', 'ok'), finding('socket', 'wrong'), finding('tray', 'warning'));
    const { ending, stdout, stderr } = await called(['doctor'], { answers, link, env: await surroundings() });
    expect(ending).toBe(0);
    expect(stdout.split('\n')).toEqual([
      expect.stringMatching(/^ok {7}Versions: axiom-tokens 1\.2\.3; Node /),
      'ok       Socket for programs: The app does not run; axiom-tokens works without it.',
      'ok       The keychain: It is ok.',
      'note     The tray: It is warning.',
      '         → Do something.',
      '',
      'Nothing is wrong; 1 thing is worth knowing.',
      '',
    ]);
    expect(stderr).toBe('');
  });

  it.each([
    ['keychain', 8],
    ['hosts', 9],
    ['tray', 1],
    ['a check of a newer app', 1],
  ])('ends by the worst: %s with %i', async (id, code) => {
    const answers = doctor(finding(id, 'wrong'), finding('tray', 'warning'));
    const { ending, stdout } = await called(['doctor', '--json'], { answers, link, env: await surroundings() });
    expect(ending).toBe(code);
    expect(JSON.parse(stdout)).toMatchObject({ schema: 'axiom-tokens.doctor.v1', exit: code });
  });

  it.each(['does not make its checks in time', 'refuses'])('makes all checks itself where the app %s', async (how) => {
    const clock = new FakeClock();
    let isAsked = false;
    const never = () => new Promise<never>(() => (isAsked = true));
    const call = how === 'refuses' ? () => Promise.reject(new AxiomTokenError('RATE_LIMITED')) : never;
    const told: { findings: readonly Finding[] }[] = [];
    const context = {
      session: { look: async () => link, call },
      settings: { brokerUse: { value: 'auto' } },
      output: {
        answer: (object: (typeof told)[number]) => told.push(object),
        paint: (_: string, text: string) => text,
      },
      clock,
    } as unknown as CommandContext;
    const asked: (readonly string[] | undefined)[] = [];
    const own = () => ({
      run: async (_onDone: unknown, only?: readonly string[]) => {
        asked.push(only);
        return (only ?? []).map((id) => finding(id, id === 'hosts' ? 'wrong' : 'ok'));
      },
    });
    const running = run(context, new ParsedOptions({}), own);
    if (how !== 'refuses') {
      await waitUntil('the app is asked', () => isAsked);
      await clock.advance(7_500);
    }
    expect(await running).toBe(9);
    expect(asked).toEqual([OWN, Object.keys(CHECK_TITLES).filter((id) => !OWN.includes(id))]);
    expect(told[0]?.findings.slice(0, 2)).toMatchObject([
      { id: 'versions', verdict: 'ok' },
      { id: 'socket', verdict: 'warning', detail: expect.stringContaining('answers at /run/app.sock') },
    ]);
  });
});

describe('doctor, where no app runs', () => {
  it('looks at everything from here', async () => {
    const told: object[] = [];
    const context = {
      session: { look: async () => undefined },
      settings: { brokerUse: { value: 'auto' } },
      output: { answer: (object: object) => told.push(object), paint: (_color: string, text: string) => text },
      clock: new FakeClock(),
    } as unknown as CommandContext;
    const findings = [finding('keychain', 'wrong'), finding('clock', 'ok')];
    const asked: unknown[] = [];
    const own = () => ({
      run: async (_onDone: unknown, only: unknown) => {
        asked.push(only);
        return findings;
      },
    });
    expect(await run(context, new ParsedOptions({}), own)).toBe(8);
    expect([asked, told]).toEqual([[undefined], [{ schema: 'axiom-tokens.doctor.v1', exit: 8, findings }]]);
  });
});
