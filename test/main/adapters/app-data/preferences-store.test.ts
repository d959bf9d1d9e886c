import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type * as preferencesStore from '../../../../main/adapters/app-data/preferences-store';
import { preferencesSchema } from '../../../../preload/contract/preferences-schema';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';
import { DEFAULT_PREFERENCES } from '../../../support/make-snapshot';
import { temporaryFolder } from '../../../support/temporary-folder';

let openPreferencesStore: typeof preferencesStore.openPreferencesStore;

beforeAll(async () => {
  // electron-store loads the `electron` package, which outside of Electron downloads one unless its path is given.
  process.env.ELECTRON_OVERRIDE_DIST_PATH ??= '/nonexistent';
  ({ openPreferencesStore } = await import('../../../../main/adapters/app-data/preferences-store'));
});

const DEFAULTS = { ...DEFAULT_PREFERENCES, isPaused: false, toldSignInEnds: {} };
const AFTER_LOSS = { ...DEFAULTS, isPaused: true };

async function prepare() {
  const directory = await temporaryFolder();
  const logger = new RecordingLogger();
  const open = () => openPreferencesStore({ directory, clock: new FakeClock(), logger });
  return { directory, path: join(directory, 'preferences.json'), logger, open };
}

describe('the preferences store', () => {
  it('gives defaults that the contract accepts, and writes nothing before something is changed', async () => {
    const { directory, open } = await prepare();
    expect([open().read(), open().wereLost]).toEqual([DEFAULTS, false]);
    const { isPaused: _notTheWindowsToSet, toldSignInEnds: _norThis, ...settable } = open().read();
    expect(preferencesSchema.parse(settable)).toEqual(settable);
    expect(readdirSync(directory)).toEqual([]);
  });

  it('keeps what was changed, privately, and after a restart', async () => {
    const { path, open } = await prepare();
    const preferences = open();
    preferences.change({ theme: 'dark' });
    preferences.change({ clearClipboardAfterSeconds: 60 });
    preferences.change({ isPaused: true });
    expect(preferences.read()).toEqual({ ...AFTER_LOSS, theme: 'dark', clearClipboardAfterSeconds: 60 });
    expect(open().read()).toEqual({ ...AFTER_LOSS, theme: 'dark', clearClipboardAfterSeconds: 60 });
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('reports changes until the listener unsubscribes', async () => {
    const preferences = (await prepare()).open();
    const seen: string[] = [];
    const stop = preferences.onChange(() => seen.push(preferences.read().theme));
    preferences.change({ theme: 'dark' });
    stop();
    preferences.change({ theme: 'light' });
    expect(seen).toEqual(['dark']);
  });

  it('refuses an unknown value, and keeps the former one', async () => {
    const { open } = await prepare();
    const preferences = open();
    preferences.change({ theme: 'dark' });
    expect(() => preferences.change({ clearClipboardAfterSeconds: 1 })).toThrowError(
      expect.objectContaining({ code: 'INVALID_INPUT' }),
    );
    expect(open().read()).toEqual({ ...DEFAULTS, theme: 'dark' });
  });

  it.each([
    ['cut', '{"theme":"da'],
    ['empty', ''],
    ['of other values', '{"theme":"purple"}'],
    ['not an object', '7'],
  ])(
    'sets a file aside that is %s, says so, and uses the last good copy, else the defaults and paused, which lasts',
    async (_name, text) => {
      const { directory, path, logger, open } = await prepare();
      writeFileSync(path, text);
      const lost = open();
      expect([lost.wereLost, lost.read()]).toEqual([true, AFTER_LOSS]);
      expect([open().wereLost, open().read()]).toEqual([false, AFTER_LOSS]);
      open().change({ theme: 'dark', isPaused: false });
      writeFileSync(path, text);
      expect(open().read()).toEqual({ ...DEFAULTS, theme: 'dark' });
      const aside = readdirSync(directory).filter((name) =>
        name.startsWith('preferences.damaged-2026-03-01T12-00-00Z-'),
      );
      expect(aside.map((name) => readFileSync(join(directory, name), 'utf8'))).toEqual([text, text]);
      expect(logger.lines.filter(({ level }) => level === 'warn')).toHaveLength(2);
      expect(open().read()).toEqual({ ...DEFAULTS, theme: 'dark' });
    },
  );

  it('adds a setting that an older version did not have', async () => {
    const { path, open } = await prepare();
    writeFileSync(path, '{"theme":"light"}');
    expect(open().read()).toEqual({ ...DEFAULTS, theme: 'light' });
  });

  it('changes a switch of the notifications alone; one that an earlier version did not know is on, one of a later version stays', async () => {
    const { path, open } = await prepare();
    const preferences = open();
    writeFileSync(path, '{"notifications":{"unsaved":false,"weather":true}}');
    expect(open().read().notifications).toEqual({ ...DEFAULTS.notifications, unsaved: false, weather: true });
    preferences.change({ notifications: { trouble: false } });
    preferences.change({ theme: 'dark' });
    const expected = { ...DEFAULTS.notifications, unsaved: false, trouble: false, weather: true };
    expect(open().read()).toEqual({ ...DEFAULTS, theme: 'dark', notifications: expected });
  });

  it('keeps settings that it does not know, and marks the file with its version', async () => {
    const { path, open } = await prepare();
    writeFileSync(path, '{"theme":"light","density":"compact"}');
    open().change({ clearClipboardAfterSeconds: 60 });
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({
      ...DEFAULTS,
      version: 1,
      theme: 'light',
      density: 'compact',
      clearClipboardAfterSeconds: 60,
    });
    expect(open().read().theme).toBe('light');
  });

  it('keeps what it does not know inside a setting, and what another program has changed meanwhile', async () => {
    const { path, open } = await prepare();
    const told = { endsAtMs: 5, toldAtMs: 4, by: 'tray' };
    writeFileSync(path, JSON.stringify({ theme: 'light', toldSignInEnds: { default: told } }));
    const preferences = open();
    open().change({ clearClipboardAfterSeconds: 60 });
    preferences.change({ theme: 'dark' });
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({
      theme: 'dark',
      clearClipboardAfterSeconds: 60,
      toldSignInEnds: { default: told },
    });
  });

  it('ignores a damaged window position, and keeps the other settings when a new position is saved', async () => {
    const { directory, path, open } = await prepare();
    writeFileSync(path, '{"theme":"dark","windowPlace":{"x":1e400}}');
    const preferences = open();
    expect([preferences.read(), preferences.wereLost]).toEqual([{ ...DEFAULTS, theme: 'dark' }, false]);
    const windowPlace = { x: 10, y: 20, width: 800, height: 600, isMaximized: false };
    preferences.change({ clearClipboardAfterSeconds: 60 });
    preferences.change({ windowPlace });
    expect(open().read()).toEqual({ ...DEFAULTS, theme: 'dark', clearClipboardAfterSeconds: 60, windowPlace });
    expect(readdirSync(directory).filter((name) => name.includes('damaged'))).toEqual([]);
  });

  it('does not change settings that a newer version has written while it ran', async () => {
    const { path, open } = await prepare();
    const preferences = open();
    preferences.change({ theme: 'dark' });
    const newer = '{"version":2,"theme":{"name":"night"}}';
    writeFileSync(path, newer);
    expect(() => preferences.change({ theme: 'light' })).toThrowError(
      expect.objectContaining({ code: 'STORAGE_DENIED', remedy: 'Start that version again. Nothing was changed.' }),
    );
    expect(readFileSync(path, 'utf8')).toBe(newer);
  });

  it.each([
    ['the file', 'preferences.json'],
    ['the copy of a file that is gone', 'preferences.last-good.json'],
  ])(
    'leaves %s alone that a newer version has written: it starts paused and refuses to change settings',
    async (_what, name) => {
      const { directory, open } = await prepare();
      const newer = '{"version":2,"theme":{"name":"night"}}';
      writeFileSync(join(directory, name), newer);
      const preferences = open();
      expect([preferences.read(), preferences.wereLost]).toEqual([AFTER_LOSS, true]);
      expect(() => preferences.change({ theme: 'dark' })).toThrowError(
        expect.objectContaining({
          code: 'STORAGE_DENIED',
          message: expect.stringContaining('written by a newer version of the app'),
          remedy: 'Start that version again. Nothing was changed.',
        }),
      );
      expect(readdirSync(directory)).toEqual([name]);
      expect(readFileSync(join(directory, name), 'utf8')).toBe(newer);
    },
  );

  it('keeps a pause although its file is damaged or gone', async () => {
    const { path, open } = await prepare();
    open().change({ isPaused: true });
    writeFileSync(path, '{');
    expect(open().read().isPaused).toBe(true);
    rmSync(path);
    expect(open().read().isPaused).toBe(true);
  });

  it('starts with the defaults but paused when the file cannot be read, and says which when it cannot be written', async () => {
    const { path, logger, open } = await prepare();
    mkdirSync(path);
    const preferences = open();
    expect([preferences.read(), preferences.wereLost]).toEqual([AFTER_LOSS, true]);
    // A file that may be intact is not overwritten.
    expect(logger.lines.map(({ level }) => level)).toEqual(['error']);
    expect(() => preferences.change({ theme: 'dark' })).toThrowError(
      expect.objectContaining({ code: 'STORAGE_UNAVAILABLE', message: expect.stringContaining(path) }),
    );
    expect(preferences.read()).toEqual(AFTER_LOSS);
  });
});
