import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { type IpcEndpoint, registerHandlers } from '../../../../main/desktop/ipc/register-handlers';
import type { IpcSender } from '../../../../main/desktop/ipc/trusted-sender';
import { CALLS, CALLS_BY_PRESS, type CallName } from '../../../../preload/contract/channels';
import type { Handlers, Outcome } from '../../../../preload/contract/schemas';
import { makeStatistics } from '../../../support/make-snapshot';
import { makeTraySnapshot } from '../../../support/make-tray-snapshot';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';

const OWN: IpcSender = { webContentsId: 1, isTopFrame: true, url: 'app://bundle/index.html' };
const NAMES = Object.keys(CALLS) as CallName[];
const CANARY = 'canary-that-must-not-come-back';
const snapshot = makeTraySnapshot([]);

/** A valid request and reply for every call. */
const SAMPLES: Record<CallName, readonly [request: unknown, reply: unknown]> = {
  pageReady: [undefined, undefined],
  getSnapshot: [undefined, snapshot],
  setShownProfile: [{ profileId: 'default' }, undefined],
  saveView: [{ view: 'any words' }, undefined],
  refreshNow: [{ profileId: 'default' }, { wasSent: true }],
  copyAccessToken: [{ profileId: 'default' }, { clearsAfterSeconds: 30 }],
  revealAccessToken: [{ profileId: 'default' }, { accessToken: 'made-up', hideAfterMs: 10_000 }],
  retryStorage: [{ profileId: 'default' }, undefined],
  describeTokens: [{ profileId: 'default' }, { access: { claims: [{ name: 'sub', value: 'x' }], leftOut: 0 } }],
  listActivity: [
    { kind: 'refresh', most: 5 },
    { entries: [{ atMs: 1, kind: 'refresh', profileId: 'default', text: 'x' }], hasMore: false },
  ],
  exportActivity: [{}, { path: '/x', count: 1 }],
  listPrograms: [
    undefined,
    {
      programs: [
        {
          ...{ id: 'c1', profileId: 'default', name: 'bot.py', programId: '/usr/bin/python3 bot.py' },
          ...{ decision: 'allow', scope: 'always', by: 'person', decidedAtMs: 1 },
        },
      ],
      policies: [{ profileId: 'default', policy: 'ask' }],
    },
  ],
  notifyOfPrograms: [{ profileId: 'default' }, undefined],
  askAboutPrograms: [{ profileId: 'default' }, undefined],
  allowProgram: [{ profileId: 'default', programId: 'c1' }, undefined],
  blockProgram: [{ profileId: 'default', programId: 'c1' }, undefined],
  forgetProgram: [{ profileId: 'default', programId: 'c1' }, undefined],
  listTrail: [
    { tag: '0123abcd', most: 5 },
    { entries: [], hasMore: false, gaps: ['4 to 6'] },
  ],
  exportTrail: [{ format: 'csv' }, { path: '/x', count: 1 }],
  describeRefreshes: [{ profileId: 'default', span: 'day' }, makeStatistics(FAKE_START_MS, 48, 1_800_000)],
  makePrivate: [{ profileId: 'default' }, undefined],
  chooseStorage: [{ profileId: 'default', kind: 'memory' }, undefined],
  moveToSealedFile: [{ profileId: 'default', passphrase: 'x' }, undefined],
  enterPassphrase: [{ profileId: 'default', passphrase: 'x' }, undefined],
  signOut: [{ profileId: 'default' }, undefined],
  signInWithBrowser: [{ profileId: 'default' }, { profileId: 'default' }],
  startPasswordSignIn: [{ profileId: 'default', email: 'a@example.com', password: 'p' }, undefined],
  completePasswordSignIn: [{ code: '123456' }, { profileId: 'default' }],
  cancelSignIn: [undefined, undefined],
  compareBackup: [{ backupId: 'b' }, { backupId: 'b', fileName: 'a', createdAtMs: 1, profiles: [] }],
  closeBackup: [undefined, undefined],
  undoSignIn: [{ profileId: 'default' }, undefined],
  signInWithTokens: [{ profileId: 'default', text: 'x' }, { profileId: 'default' }],
  importTokens: [{ profileId: 'default', source: 'file' }, { profileId: 'default' }],
  startDemo: [undefined, undefined],
  startSearch: [{ where: 'home' }, { searchId: 's', folder: '/home/you' }],
  continueSearch: [{ searchId: 's' }, { isDone: true, folderCount: 1, fileCount: 0, unseenCount: 0, found: [] }],
  importLeftover: [{ profileId: 'default', leftoverId: 'f' }, { profileId: 'default' }],
  closeLeftover: [
    { leftoverId: 'f' },
    { id: 'f', path: '/f', accounts: [], modifiedAtMs: 1, readableBy: 'you', holdsOnlyTokens: true, lines: [] },
  ],
  trashLeftover: [{ leftoverId: 'f' }, undefined],
  createBackup: [
    { profileIds: ['default'], passphrase: 'p' },
    { path: '/b', profileCount: 1 },
  ],
  chooseBackup: [undefined, { backupId: 'b', fileName: 'f', createdAtMs: 1 }],
  takeOpenedBackup: [undefined, { backupId: 'b', fileName: 'f', createdAtMs: 1 }],
  openBackup: [
    { backupId: 'b', passphrase: 'p' },
    { backupId: 'b', fileName: 'f', createdAtMs: 1, profiles: [] },
  ],
  restoreBackup: [{ backupId: 'b', profileIds: ['default'], replaceNewer: [] }, { restored: ['default'] }],
  exportTokens: [{ profileId: 'default', withRefreshToken: false }, { path: '/e' }],
  clearTokens: [{ profileIds: ['default'] }, { removed: [] }],
  addProfile: [{ name: 'hedge' }, { profileId: 'hedge' }],
  renameProfile: [{ profileId: 'hedge', name: 'Fund' }, undefined],
  removeProfile: [{ profileId: 'hedge' }, undefined],
  pauseAll: [undefined, undefined],
  showLicences: [undefined, undefined],
  describeApp: [undefined, { facts: [{ name: 'Version', value: '0.1.0' }] }],
  restartApp: [{ losesWork: false }, undefined],
  copyAppFacts: [undefined, undefined],
  listShortcuts: [
    undefined,
    { groups: [{ title: 'Help', shortcuts: [{ words: 'Keyboard shortcuts', keys: ['F1'] }] }] },
  ],
  showLogFolder: [undefined, undefined],
  checkComputer: [undefined, { findings: [{ id: 'clock', title: 'Clock', verdict: 'ok', detail: 'Right.' }] }],
  copyCheckReport: [undefined, undefined],
  describeProgramWays: [
    { profileId: 'default' },
    { ways: [{ id: 'shell', title: 'Shell', lines: 'axiom-tokens token', needs: 'Nothing.' }] },
  ],
  copyProgramWay: [{ profileId: 'default', way: 'shell' }, undefined],
  resumeAll: [undefined, undefined],
  changePreferences: [{ theme: 'dark' }, undefined],
  getAutostart: [undefined, { state: 'off' }],
  setAutostart: [{ isOn: true }, { state: 'on' }],
};

class FakeEndpoint implements IpcEndpoint {
  readonly listeners = new Map<string, (sender: IpcSender, payload: unknown) => Promise<unknown>>();
  readonly sent: [webContentsId: number, channel: string, payload: unknown][] = [];
  readonly gone = new Map<number, () => void>();

  handle(channel: string, listener: (sender: IpcSender, payload: unknown) => Promise<unknown>): () => void {
    if (this.listeners.has(channel)) throw new Error(`second handler for ${channel}`);
    this.listeners.set(channel, listener);
    return () => this.listeners.delete(channel);
  }

  send(webContentsId: number, channel: string, payload: unknown): void {
    this.sent.push([webContentsId, channel, payload]);
  }

  oncePageGone(webContentsId: number, listener: () => void): void {
    this.gone.set(webContentsId, listener);
  }

  hasPress = true;
  takePress(): boolean {
    return this.hasPress;
  }

  isOwnWindow(webContentsId: number): boolean {
    return webContentsId === OWN.webContentsId;
  }

  call(name: CallName, payload: unknown, sender = OWN): Promise<Outcome<unknown>> {
    return this.listeners.get(CALLS[name])?.(sender, payload) as Promise<Outcome<unknown>>;
  }
}

function setUp(override: Partial<Record<CallName, (request: unknown) => Promise<unknown>>> = {}) {
  const endpoint = new FakeEndpoint();
  const logger = new RecordingLogger();
  const handled: [CallName, unknown][] = [];
  const handlers = Object.fromEntries(
    NAMES.map((name) => [
      name,
      async (request: unknown) => {
        handled.push([name, request]);
        return override[name] ? await override[name](request) : SAMPLES[name][1];
      },
    ]),
  ) as unknown as Handlers;
  const border = registerHandlers(endpoint, handlers, { logger, makeErrorNumber: () => 'a1b2c3' });
  return { endpoint, logger, handled, border };
}

describe('the registrar', () => {
  it('registers every call of the contract and nothing else, and removes all of them', () => {
    const { endpoint, border } = setUp();
    expect([...endpoint.listeners.keys()].sort()).toEqual(Object.values(CALLS).sort());
    border.dispose();
    expect(endpoint.listeners.size).toBe(0);
  });

  it.each(NAMES)('%s: passes a valid request on and returns its reply', async (name) => {
    const { endpoint, handled, logger } = setUp();
    const [request, reply] = SAMPLES[name];
    expect(await endpoint.call(name, request)).toEqual({ ok: true, value: reply });
    expect(handled).toEqual([[name, request]]);
    expect(logger.lines).toEqual([]);
  });

  it.each(NAMES)('%s: refuses other callers before reading anything', async (name) => {
    const { endpoint, handled } = setUp();
    for (const change of [{ webContentsId: 2 }, { isTopFrame: false }, { url: 'https://example.com/' }]) {
      const outcome = await endpoint.call(name, SAMPLES[name][0], { ...OWN, ...change });
      expect(outcome).toMatchObject({
        ok: false,
        failure: { code: 'INVALID_INPUT', message: 'This page may not ask for that.' },
      });
    }
    expect(handled).toEqual([]);
  });

  it.each(CALLS_BY_PRESS)('%s: needs a press of a person', async (name) => {
    const { endpoint, handled } = setUp();
    endpoint.hasPress = false;
    const refused = { ok: false, failure: { code: 'INVALID_INPUT', message: expect.stringContaining('press') } };
    for (let round = 0; round < 7; round++) expect(await endpoint.call(name, SAMPLES[name][0])).toMatchObject(refused);
    expect(handled).toEqual([]);
    endpoint.hasPress = true;
    expect(await endpoint.call(name, SAMPLES[name][0])).toMatchObject({ ok: true });
  });

  it.each(NAMES)('%s: refuses requests outside the contract without quoting them', async (name) => {
    const { endpoint, handled, logger } = setUp();
    const [request] = SAMPLES[name];
    const bad: unknown[] = [
      CANARY,
      42,
      null,
      [CANARY],
      { profileId: CANARY.toUpperCase(), code: CANARY, passphrase: 1, theme: CANARY, backupId: 1, text: 1 },
      typeof request === 'object' ? { ...request, [CANARY]: CANARY } : { [CANARY]: 1 },
      { deep: 'x'.repeat(2_000_000) },
    ];
    for (const payload of bad) {
      const outcome = await endpoint.call(name, payload);
      expect(outcome).toMatchObject({ ok: false, failure: { code: 'INVALID_INPUT' } });
      expect(JSON.stringify([outcome, logger.lines])).not.toMatch(new RegExp(CANARY, 'i'));
    }
    expect(handled).toEqual([]);
  });

  it('logs the place and the kind of the problem', async () => {
    const { endpoint, logger } = setUp();
    const outcome = await endpoint.call('startPasswordSignIn', { profileId: 'default', email: CANARY, password: '' });
    expect(outcome).toMatchObject({ failure: { message: 'This input is not usable.' } });
    expect(logger.lines[0]).toMatchObject({
      message: 'input does not fit',
      fields: { call: 'startPasswordSignIn', issues: 'email: invalid_format, password: too_small' },
    });
  });

  it('passes a typed failure on with its message', async () => {
    const { endpoint, logger } = setUp({ refreshNow: () => Promise.reject(new AxiomTokenError('NETWORK')) });
    expect(await endpoint.call('refreshNow', { profileId: 'default' })).toEqual({
      ok: false,
      failure: {
        code: 'NETWORK',
        message: 'Axiom cannot be reached.',
        remedy: 'Check the internet connection. Your tokens are untouched.',
      },
    });
    expect(logger.lines).toEqual([
      { level: 'info', message: 'a call ended with a failure', fields: { call: 'refreshNow', code: 'NETWORK' } },
    ]);
  });

  it.each([
    ['an unknown error', new TypeError(CANARY)],
    ['something that is no error', CANARY],
    ['an inner failure', new AxiomTokenError('INTERNAL', { cause: new Error(CANARY) })],
  ])('shows only a number for %s, and logs the error under it', async (_what, thrown) => {
    const { endpoint, logger } = setUp({ signOut: () => Promise.reject(thrown) });
    const outcome = await endpoint.call('signOut', { profileId: 'default' });
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'INTERNAL' } });
    expect(JSON.stringify(outcome)).toContain('a1b2c3');
    expect(JSON.stringify(outcome)).not.toContain(CANARY);
    expect(logger.lines).toEqual([
      {
        level: 'error',
        message: 'a call failed inside the app',
        cause: thrown,
        fields: { call: 'signOut', number: 'a1b2c3' },
      },
    ]);
  });

  it('returns no reply that does not fit the contract', async () => {
    const { endpoint, logger } = setUp({
      getSnapshot: async () => ({ ...snapshot, refreshToken: CANARY }),
      copyAccessToken: async () => ({ clearsAfterSeconds: CANARY }),
      signOut: async () => CANARY,
    });
    for (const name of ['getSnapshot', 'copyAccessToken', 'signOut'] as const) {
      const outcome = await endpoint.call(name, SAMPLES[name][0]);
      expect(outcome).toMatchObject({ ok: false, failure: { code: 'INTERNAL' } });
      expect(JSON.stringify(outcome)).not.toContain(CANARY);
    }
    const causes = logger.lines.map(({ cause }) => String(cause));
    expect(causes[1]).toContain('clearsAfterSeconds: invalid_type');
    expect(causes.join()).not.toContain(CANARY);
  });

  it('keeps pushes until its page says that it listens, and again after that page has gone', async () => {
    const { endpoint, border } = setUp();
    border.push('pageRequested', { page: 'settings' });
    await endpoint.call('pageReady', undefined, { ...OWN, webContentsId: 2 });
    expect(endpoint.sent).toEqual([]);
    await endpoint.call('pageReady', undefined);
    expect(endpoint.sent).toEqual([[1, 'app:page-requested', { page: 'settings' }]]);
    endpoint.gone.get(1)?.();
    border.push('pageRequested', { page: 'back-up' });
    expect(endpoint.sent).toHaveLength(1);
    await endpoint.call('pageReady', undefined);
    expect(endpoint.sent.at(-1)).toEqual([1, 'app:page-requested', { page: 'back-up' }]);
  });

  it('sends pushes that fit the contract, and logs those that do not', async () => {
    const { endpoint, border, logger } = setUp();
    await endpoint.call('pageReady', undefined);
    border.push('snapshotChanged', snapshot);
    border.push('pageRequested', { page: 'settings' });
    border.push('pageRequested', { page: 'settings', accessToken: CANARY } as never);
    expect(endpoint.sent).toEqual([
      [1, 'app:snapshot-changed', snapshot],
      [1, 'app:page-requested', { page: 'settings' }],
    ]);
    expect(logger.lines).toMatchObject([{ level: 'error', fields: { push: 'pageRequested' } }]);
    expect(String(logger.lines[0]?.cause)).not.toContain(CANARY);
  });
});
