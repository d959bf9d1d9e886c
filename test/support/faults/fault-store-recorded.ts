// A keychain whose child gives recorded answers of Windows, of macOS, and of Linux with a full disk: error texts from keytar or from the systems' own
// tables. Client, classification and stores are the real ones.
import { KeychainClient } from '../../../main/adapters/keychain/keychain-client';
import type { KeychainRequest } from '../../../main/adapters/keychain/keychain-protocol';
import { createSecretServiceKeychain } from '../../../main/adapters/keychain/secret-service-keychain';
import { FakeClock } from '../fakes/clock/fake-clock';
import { closed, HIDDEN, writesFail } from './fault-store-expectations';
import type { Expectation } from './fault-store-cell';
import type { StoreFault, StoreWorld } from './fault-store-world';
import { ScriptedKeychainHost } from '../fakes/keychain/scripted-keychain-host';

type Operation = KeychainRequest['operation'];
/** A name, the error text of failing calls, the expectation, and which calls fail (default: all). */
type Recorded = readonly [name: string, text: string, expected: Expectation, operations?: readonly Operation[]];

const WINDOWS: readonly Recorded[] = [
  ['value too long', 'The stub received bad data.', writesFail('saved'), ['set']],
  ['vault full', 'Not enough memory resources are available to process this command.', writesFail('saved'), ['set']],
  [
    'no logon session',
    'A specified logon session does not exist. It may already have been terminated.',
    closed('unavailable'),
  ],
  ['access denied', 'Zugriff verweigert', closed('unavailable')],
  ['a text that nobody can read', '\ufffd\ufffd\ufffd\ufffd', closed('unavailable')],
];

const MAC: readonly Recorded[] = [
  ['no window for the question', 'User interaction is not allowed.', closed('locked')],
  ['login keychain out of step', 'The user name or passphrase you entered is not correct.', closed('locked')],
  ['denied', 'User canceled the operation.', closed('unavailable')],
  ['unknown', 'An unknown error occurred.', closed('unavailable')],
];

const LINUX: readonly Recorded[] = [
  ['full disk', "Couldn't create item: An error occurred on the device", writesFail('unavailable'), ['set', 'delete']],
];

/** One world for each of the three systems. */
export function openRecordedWorlds(): readonly StoreWorld[] {
  return [
    openRecordedWorld('Windows', 'win32', WINDOWS),
    openRecordedWorld('macOS', 'darwin', MAC),
    openRecordedWorld('Linux, recorded', 'linux', LINUX),
  ];
}

function openRecordedWorld(name: string, platform: NodeJS.Platform, recorded: readonly Recorded[]): StoreWorld {
  const entries = new Map<string, string>();
  const host = new ScriptedKeychainHost();
  const clock = new FakeClock();
  const works = (request: KeychainRequest): unknown => {
    const { operation, account, secret = '' } = request;
    if (operation === 'get') return { value: entries.get(account) ?? null };
    if (operation === 'delete') return { value: entries.delete(account) };
    entries.set(account, secret);
    return { value: true };
  };
  host.answer = works;
  const end = async (): Promise<void> => {
    host.answer = works;
  };
  const faults: StoreFault[] = recorded.map(([fault, failure, expected, operations]) => ({
    name: fault,
    expected,
    begin: async () => {
      host.answer = (request) =>
        operations && !operations.includes(request.operation) ? works(request) : { failure, isLoadFailure: false };
    },
    end,
  }));
  if (platform === 'darwin') {
    const begin = async (): Promise<void> => {
      host.answer = () => 'silence';
    };
    faults.push({ name: 'a question that nobody answers', expected: closed('unavailable'), begin, end });
  }
  if (platform === 'win32') {
    const begin = async (accounts: readonly string[]): Promise<void> => {
      for (const account of accounts) entries.delete(account);
    };
    faults.push({ name: 'null although known', expected: HIDDEN, isInEntries: true, begin, end });
  }
  const make = (isPerson: boolean) => {
    const client = new KeychainClient({ host, clock, platform, isInteractive: () => isPerson });
    if (platform !== 'linux') return client;
    return createSecretServiceKeychain({
      keychain: client,
      readState: async () => 'ok',
      isInteractive: () => isPerson,
    });
  };
  return {
    name,
    faults,
    background: make(false),
    person: make(true),
    lookUp: async (account) => entries.get(account),
    nowMs: () => clock.monotonicMs(),
    async finish(work) {
      let isDone = false;
      const done = work.finally(() => {
        isDone = true;
      });
      for (await clock.advance(0); !isDone; await clock.advance(1_000));
      return done;
    },
    dispose: async () => undefined,
  };
}
