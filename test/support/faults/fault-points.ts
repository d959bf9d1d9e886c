// The named points at which a program of the fault tests can die: decorators around the real ports that record each point and end the process at
// the chosen one. Part of the test program only, not of the app.
import { openSync, writeSync } from 'node:fs';
import type { AtomicFileSystem } from '../../../main/adapters/files/atomic-file';
import type { Keychain } from '../../../main/adapters/keychain/keychain';
import type { HttpTransport } from '../../../main/core/ports/http-transport';
import type { Journal } from '../../../main/core/ports/journal';
import type { ProfileIndex } from '../../../main/core/ports/profile-index';
import type { RefreshLock } from '../../../main/core/ports/refresh-lock';
import type { RemovalMarks } from '../../../main/core/ports/removal-marks';
import type { SpentTokens } from '../../../main/core/ports/spent-tokens';
import type { TokenStore } from '../../../main/core/ports/token-store';
import { fileSystemWithPoints } from './fault-file-points';

/** Where to die. `itself`: kill -9 at the point. `parent`: the point is reported to the parent, which kills a moment later. */
export interface Death {
  readonly point: string;
  readonly by: 'itself' | 'parent';
}

export interface FaultPoints {
  /** The death for the next command; `undefined` for none. */
  plan(death: Death | undefined): void;
  /** `name`: `store` for the place that the profile has at first, `other` for the one that it moves to. */
  store(inner: TokenStore, name: 'store' | 'other'): TokenStore;
  marks(inner: RemovalMarks): RemovalMarks;
  spent(inner: SpentTokens): SpentTokens;
  journal(inner: Journal): Journal;
  lock(inner: RefreshLock): RefreshLock;
  transport(inner: HttpTransport): HttpTransport;
  index(inner: ProfileIndex): ProfileIndex;
  /** Below the chunked keychain: entries with a `#` in the name are parts, others heads. */
  keychain(inner: Keychain): Keychain;
  /** For the journal and the token file: every step of an atomic write. */
  readonly fileSystem: AtomicFileSystem;
}

/** Writes to the file at `tracePath`, which outlives a killed process. */
export function createFaultPoints(tracePath: string, tellParent: () => void): FaultPoints {
  const trace = openSync(tracePath, 'w');
  let planned: Death | undefined;
  const pass = (point: string): void => {
    writeSync(trace, `${point}\n`);
    if (planned?.point !== point) return;
    const { by } = planned;
    planned = undefined;
    if (by === 'itself') process.kill(process.pid, 'SIGKILL');
    else tellParent();
  };
  const around = async <T>(name: string, run: () => Promise<T>): Promise<T> => {
    pass(`${name}:before`);
    const result = await run();
    pass(`${name}:after`);
    return result;
  };
  const entryName = (account: string): string => (account.includes('#') ? 'part' : 'head');
  return {
    plan(death) {
      planned = death;
    },
    fileSystem: fileSystemWithPoints(pass),
    store: (inner, name) => ({
      kind: inner.kind,
      place: inner.place,
      load: () => around(`${name}.load`, () => inner.load()),
      save: (record) => around(`${name}.save`, () => inner.save(record)),
      clear: () => around(`${name}.clear`, () => inner.clear()),
    }),
    marks: (inner) => ({
      read: (place) => inner.read(place),
      add: (place, mark) => around('mark.add', () => inner.add(place, mark)),
      drop: (place, signIn) => around('mark.drop', () => inner.drop(place, signIn)),
    }),
    spent: (inner) => ({
      has: (fingerprint) => around('spent.has', () => inner.has(fingerprint)),
      add: (fingerprint) => around('spent.add', () => inner.add(fingerprint)),
    }),
    journal: (inner) => ({
      read: (keyId) => around('journal.read', () => inner.read(keyId)),
      writeIntent: (intent) => around('journal.writeIntent', () => inner.writeIntent(intent)),
      writeSealed: (keyId, sealed) => around('journal.writeSealed', () => inner.writeSealed(keyId, sealed)),
      clearIntent: () => around('journal.clearIntent', () => inner.clearIntent()),
      clear: (keyId) => around('journal.clear', () => inner.clear(keyId)),
      setAside: (keyId) => around('journal.setAside', () => inner.setAside(keyId)),
      dropFormer: (former) => inner.dropFormer(former),
      readKey: () => inner.readKey(),
      writeKey: (key) => around('journal.writeKey', () => inner.writeKey(key)),
    }),
    lock: (inner) => ({
      acquire: async (place, waitMs) => {
        const kind = /^(index|refresh-token):/.exec(place)?.[1];
        const name = kind === undefined ? 'lock' : `${kind}-lock`;
        const release = await around(`${name}.acquire`, () => inner.acquire(place, waitMs));
        if (!release) return undefined;
        return () => {
          pass(`${name}.release:before`);
          release();
          pass(`${name}.release:after`);
        };
      },
    }),
    transport: (inner) => ({
      send: (request) => {
        const name = request.url.endsWith('/refresh-access-token') ? 'refresh' : 'sign-in';
        return around(`${name}.send`, () => inner.send(request));
      },
    }),
    index: (inner) => ({
      get trouble() {
        return inner.trouble;
      },
      list: () => inner.list(),
      unknownEntries: () => inner.unknownEntries(),
      removed: () => inner.removed(),
      reservedIds: () => inner.reservedIds(),
      update: (id, change) => around('index.update', () => inner.update(id, change)),
      remove: (id, isWanted, isTakenBack) => around('index.remove', () => inner.remove(id, isWanted, isTakenBack)),
    }),
    keychain: (inner) => ({
      get: (account) => inner.get(account),
      set: (account, secret) => around(`${entryName(account)}.set`, () => inner.set(account, secret)),
      delete: (account) => around(`${entryName(account)}.delete`, () => inner.delete(account)),
    }),
  };
}
