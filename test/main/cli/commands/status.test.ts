import { describe, expect, it } from 'vitest';
import { called } from '../../../support/command-line/called';
import { makeProfileState, makeStatus } from '../../../support/command-line/make-answers';
import { schemaFaults } from '../../../support/command-line/json-schemas';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';

const answers = { status: () => makeStatus() };
const expired = makeStatus({ profiles: [makeProfileState({ token: 'expired', session: 'offline', expires_in: -5 })] });

describe('axiom-tokens status', () => {
  it('reports the state of the accounts', async () => {
    const { ending, stdout, calls } = await called(['status'], { answers });
    expect([ending, calls]).toEqual([0, [['status', {}]]]);
    expect(stdout).toBe(
      'Axiom Token Manager 0.1.0 runs (process 321).\n* main  Signed in · works 15 min · keychain · a@b.test\n',
    );
    expect(JSON.parse((await called(['status', '--json'], { answers })).stdout)).toEqual(makeStatus());
  });

  it('names the folder in which the app was looked for, where one was named', async () => {
    const none = { running: false, kind: null, version: null, pid: null };
    const answering = { status: () => makeStatus({ broker: none }) };
    const world = { answers: answering, env: { AXIOM_TOKENS_CONFIG_DIR: '/' } };
    expect((await called(['status'], world)).stdout).toContain('does not run with the data folder /; this is');
    const { stdout } = await called(['status', '--json'], world);
    expect(JSON.parse(stdout)).toMatchObject({ broker: { ...none, looked_in: '/' } });
    expect(JSON.parse(stdout)).not.toHaveProperty('broker.looked_in_missing');
    const gone = { answers: answering, env: { AXIOM_TOKENS_CONFIG_DIR: '/no/such/folder' } };
    const words = (await called(['status'], gone)).stdout;
    expect(words).toMatch(/^There is no data folder \/no\/such\/folder: correct AXIOM_TOKENS_CONFIG_DIR, or unset it/);
    const told = JSON.parse((await called(['status', '--json'], gone)).stdout) as unknown;
    expect(told).toMatchObject({ broker: { looked_in: '/no/such/folder', looked_in_missing: true } });
    expect([schemaFaults(JSON.parse(stdout)), schemaFaults(told as object)]).toEqual([[], []]);
  });

  it('asks Axiom with --check, and about one account with -p', async () => {
    const { calls } = await called(['status', '--check', '-p', 'main'], { answers });
    expect(calls).toEqual([['status', { profile: 'main', check: true }]]);
  });

  it('says by its exit code how the account is', async () => {
    const broken = { status: () => expired };
    expect((await called(['status'], { answers: broken })).ending).toBe(0);
    expect((await called(['status', '--exit-code'], { answers: broken })).ending).toBe(9);
    expect((await called(['status', '--exit-code'], { answers })).ending).toBe(0);
    expect(
      (await called(['status', '--exit-code'], { answers: { status: () => makeStatus({ profiles: [] }) } })).ending,
    ).toBe(3);
  });

  it('prints nothing where only the exit code is wanted', async () => {
    expect(await called(['status', '--exit-code', '-q'], { answers })).toMatchObject({ ending: 0, stdout: '' });
    expect((await called(['status', '-q'], { answers })).stdout).not.toBe('');
    expect((await called(['status', '--exit-code', '-q', '--json'], { answers })).stdout).not.toBe('');
  });

  it('fits into one line for a shell prompt', async () => {
    expect((await called(['status', '--oneline'], { answers })).stdout).toBe('main: 15 min\n');
  });

  it('waits until a token can be handed out', async () => {
    const clock = new FakeClock();
    let looks = 0;
    const getsReady = { status: () => (++looks < 4 ? expired : makeStatus()) };
    const running = called(['status', '--wait-ready', '1m'], { answers: getsReady, clock });
    await expect.poll(async () => (await clock.advance(1000), looks)).toBe(4);
    expect((await running).ending).toBe(0);
  });

  it('is ready while there is a token to hand out, also when Axiom wants a new sign-in', async () => {
    const refused = makeStatus({ profiles: [makeProfileState({ session: 'needs-sign-in', expires_in: 780 })] });
    const { ending } = await called(['status', '--wait-ready', '3s'], { answers: { status: () => refused } });
    expect(ending).toBe(0);
  });

  it('is not ready before a token that is about to end is refreshed', async () => {
    const clock = new FakeClock();
    let looks = 0;
    const ending = makeStatus({ profiles: [makeProfileState({ token: 'expiring', expires_in: 20 })] });
    const getsReady = { status: () => (++looks < 3 ? ending : makeStatus()) };
    const running = called(['status', '--wait-ready', '1m'], { answers: getsReady, clock });
    await expect.poll(async () => (await clock.advance(1000), looks)).toBe(3);
    expect((await running).ending).toBe(0);
  });

  it.each([
    ['without the app, where nothing else refreshes', [], { running: false, kind: null, version: null, pid: null }],
    ['beside the app, which may hang', ['--standalone'], { running: true, kind: 'app', version: null, pid: 7 }],
  ] as const)('asks Axiom while it waits %s', async (_where, flags, broker) => {
    const clock = new FakeClock();
    const asked: unknown[] = [];
    const getsReady = {
      status: (params: object) => {
        asked.push(params);
        return asked.length < 3 ? { ...expired, broker } : makeStatus({ broker });
      },
    };
    const running = called(['status', '--wait-ready', '1m', ...flags], { answers: getsReady, clock });
    await expect.poll(async () => (await clock.advance(1000), asked.length)).toBe(3);
    expect([(await running).ending, asked]).toEqual([0, [{}, { check: true }, { check: true }]]);
  });

  it('waits no longer than asked, and then says how it is', async () => {
    const clock = new FakeClock();
    const running = called(['status', '--wait-ready', '40s'], { answers: { status: () => expired }, clock });
    let isOver = false;
    void running.finally(() => (isOver = true));
    await expect.poll(async () => (await clock.advance(5000), isOver)).toBe(true);
    expect(await running).toMatchObject({ ending: 9, stdout: expect.stringContaining('main') });
  });

  it('says of no account that it is the default one where none of several is', async () => {
    const profiles = ['a', 'b'].map((id) => makeProfileState({ id, name: id, is_default: false }));
    const none = { answers: { status: () => makeStatus({ profiles }) } };
    expect((await called(['status', '--explain'], none)).stdout).toContain('\n  profile: none (default)\n');
    expect((await called(['status', '--exit-code'], none)).ending).toBe(3);
  });

  it('explains where settings come from', async () => {
    const { stdout } = await called(['status', '--explain', '-p', 'main'], { answers });
    expect(stdout).toContain('  profile: main (flag --profile)\n');
    expect(stdout).toContain('  socket: none (default)\n');
  });
});
