// All situations of the storage decision: content, observed state, holder and notes, in all combinations.
import { AxiomTokenError } from '../../main/core/base/errors';
import type { Removal } from '../../main/core/ports/profile-index';
import type { RemovalMark } from '../../main/core/ports/removal-marks';
import type { Content, ReadResult, Noted, Observed, Situation } from '../../main/core/storage/storage-step';
import { createAuthTokens } from '../../main/core/tokens/auth-tokens';
import type { TokenRecord } from '../../main/core/tokens/token-record';
import { FAKE_START_MS } from './fakes/clock/fake-clock';
import { makeJwt, makeTokens } from './make-jwt';
import { makeRecord } from './make-record';

const NOW = FAKE_START_MS;
const MINUTE = 60_000;
/** When the removals were decided: after the record in memory was saved, before the late ones. */
const SINCE_MS = NOW + 1_000;
/** The time of the decision: after everything that was saved. */
export const NOW_MS = NOW + 2 * MINUTE;
const ORIGIN = 'https://axiom.trade';
const ID = 'a'.repeat(32);
const OTHER_ID = 'b'.repeat(32);

/** The record in memory. */
export const present = makeRecord(5, NOW, { signInId: ID });
const { signInId: _, ...unnamed } = present;
/** A record as another client writes it: no id, no generation. */
const nameless: TokenRecord = { ...unnamed, recordGeneration: 0 };

/** A new access token beside a used-up refresh token, as the Rust client writes them. */
const mixedTokens = createAuthTokens({
  accessToken: makeJwt({ issuedAtMs: NOW + MINUTE, expiresAtMs: NOW + 16 * MINUTE, accountId: 'account-1' }),
  refreshToken: makeJwt({ issuedAtMs: NOW - MINUTE, expiresAtMs: NOW + 30 * 86_400_000, accountId: 'account-1' }),
  receivedAtMs: NOW + MINUTE,
});

/** Possible contents of the place, by their relation to {@link present}. */
export const FOUND = {
  same: present,
  'same, counted higher': { ...present, recordGeneration: 9 },
  'same, counted lower': { ...present, recordGeneration: 2 },
  'same under another name': { ...present, signInId: OTHER_ID },
  'same without a name': nameless,
  newer: makeRecord(6, NOW + MINUTE, { signInId: ID }),
  older: makeRecord(4, NOW - MINUTE, { signInId: ID }),
  'newer of another sign-in': makeRecord(1, NOW + MINUTE, { signInId: OTHER_ID }),
  'older of another sign-in': makeRecord(9, NOW - MINUTE, { signInId: OTHER_ID }),
  'newer without a name': { ...nameless, tokens: makeTokens(NOW + MINUTE), savedAtMs: NOW + MINUTE },
  'older without a name': { ...nameless, tokens: makeTokens(NOW - MINUTE), savedAtMs: NOW - MINUTE },
  'half newer': { ...nameless, tokens: mixedTokens, savedAtMs: NOW + MINUTE },
  'of another account': makeRecord(7, NOW, { tokens: makeTokens(NOW, 900_000, 'account-2'), signInId: 'c'.repeat(32) }),
  'of another server': makeRecord(7, NOW, { origin: 'http://127.0.0.1:1', signInId: 'd'.repeat(32) }),
} as const satisfies Record<string, TokenRecord>;

/** Possible results of a look that finds no record. */
export const NO_RECORD = {
  absent: { kind: 'absent' },
  locked: { kind: 'blocked', failure: new AxiomTokenError('STORAGE_LOCKED'), isMissing: false },
  missing: {
    kind: 'blocked',
    failure: new AxiomTokenError('STORAGE_UNAVAILABLE', { isMissing: true }),
    isMissing: true,
  },
  damaged: { kind: 'damaged', failure: new AxiomTokenError('STORAGE_CORRUPT') },
} as const satisfies Record<string, ReadResult>;

/** Possible results of a look. */
export const LOOKS: readonly ReadResult[] = [
  ...Object.values(NO_RECORD),
  ...Object.values(FOUND).map((record): ReadResult => ({ kind: 'record', record })),
];

const CONTENTS: readonly Content[] = [
  { kind: 'as-found' },
  { kind: 'none' },
  ...[present, nameless].flatMap((record) =>
    (['found', 'server', 'person'] as const).map((by): Content => ({ kind: 'record', record, by })),
  ),
];

const names = new WeakMap<TokenRecord['tokens']['refreshToken'], string>();
let nameCount = 0;

/** The sign-in's id, or else one name per refresh token, like its fingerprint. */
export function nameOf({ signInId, tokens }: TokenRecord): string {
  if (signInId !== undefined) return signInId;
  const { refreshToken } = tokens;
  const name = names.get(refreshToken) ?? `fingerprint-${nameCount++}`;
  names.set(refreshToken, name);
  return name;
}

function removal(of: TokenRecord | undefined, reason: Removal['reason'] = 'signed-out'): Removal {
  const { authenticatedUserId, subject } = of?.tokens ?? {};
  return {
    store: { kind: 'keychain' },
    ...(of ? { signIn: nameOf(of) } : {}),
    ...(authenticatedUserId === undefined ? {} : { authenticatedUserId }),
    ...(subject === undefined ? {} : { subject }),
    sinceMs: SINCE_MS,
    reason,
  };
}

/** The removals of a place that contains `found`. */
function removalsFor(found: TokenRecord | undefined): (readonly Removal[])[] {
  return [
    [],
    [removal(present)],
    [removal(undefined)],
    [removal(present, 'moved')],
    ...(found ? [[removal(found)], [removal(present), removal(found)]] : []),
  ];
}

const NOTES: readonly Pick<Noted, 'hasTokens' | 'signIn'>[] = [
  { hasTokens: false },
  { hasTokens: true },
  { hasTokens: true, signIn: ID },
];

const MARKS: readonly (readonly RemovalMark[])[] = [
  [],
  [{ signIn: ID, atMs: NOW + MINUTE }],
  [{ signIn: ID, atMs: NOW - MINUTE }],
  [{ signIn: OTHER_ID, atMs: NOW + MINUTE }],
];

const JOURNALS: readonly Pick<Noted, 'canSeal' | 'sealed'>[] = [
  { canSeal: false, sealed: undefined },
  { canSeal: true, sealed: undefined },
  { canSeal: true, sealed: present },
  { canSeal: true, sealed: FOUND.older },
  { canSeal: true, sealed: FOUND['of another account'] },
];

/** Marks are only read when nothing or another sign-in was found; earlier finds only matter when something was found. */
function seenBefore(observed: Observed): readonly Pick<Noted, 'marks' | 'base'>[] {
  if (observed.kind === 'record') {
    const marks = nameOf(observed.record) === ID ? [] : [{ signIn: ID, atMs: NOW }];
    const seen = [undefined, observed.record, present, FOUND.older].map((base) => ({ base, marks: [] }));
    return [...seen, { base: present, marks }];
  }
  const isGone = observed.kind === 'absent' || (observed.kind === 'blocked' && observed.isMissing);
  return (isGone ? MARKS : [[]]).map((marks) => ({ base: undefined, marks }));
}

/** Which of two refresh tokens are used up: none, the one in memory, or the one at the place. */
function usedUp(
  content: Content,
  found: TokenRecord | undefined,
  { canSeal, removing }: Noted,
): readonly Situation['isSpent'][] {
  const kept = content.kind === 'record' ? content.record.tokens.refreshToken : undefined;
  const lying = found?.tokens.refreshToken;
  // Neither journal nor removals affect it.
  const isEither = kept && lying && !kept.equals(lying) && !canSeal && removing.length === 0;
  if (!isEither) return [() => false];
  return [undefined, kept, lying].map((used) => (record) => record.tokens.refreshToken === used);
}

/** All situations, one after the other. */
export function* situations(): Generator<Situation> {
  for (const observed of [{ kind: 'unread' } as const, ...LOOKS]) {
    const found = observed.kind === 'record' ? observed.record : undefined;
    for (const removing of removalsFor(found))
      for (const note of NOTES)
        for (const journal of JOURNALS)
          for (const seen of seenBefore(observed)) {
            for (const canSetAside of observed.kind === 'damaged' ? [false, true] : [false]) {
              const noted = { ...note, ...journal, ...seen, former: [], removing, canSetAside };
              for (const content of CONTENTS)
                for (const isLocked of [false, true])
                  for (const isSpent of usedUp(content, found, noted))
                    yield {
                      content,
                      observed,
                      isLocked,
                      noted,
                      origin: ORIGIN,
                      nameOf,
                      nowMs: NOW_MS,
                      isSpent: isSpent,
                    };
            }
          }
  }
}

/** The special features of this situation, for a test's message. */
export function describeSituation({ content, observed, isLocked, noted }: Situation): string {
  const decided = content.kind === 'record' ? `${named(content.record)} by ${content.by}` : content.kind;
  const seen = observed.kind === 'record' ? named(observed.record) : observed.kind;
  const removing = noted.removing.map(({ signIn = 'whatever is there', reason }) => `${signIn.slice(0, 14)} ${reason}`);
  const noting = { ...noted, removing, base: named(noted.base), sealed: named(noted.sealed) };
  return `${decided}; ${seen}; ${isLocked ? 'held' : 'not held'}; ${JSON.stringify(noting)}`;
}

function named(record: TokenRecord | undefined): string {
  const known = Object.entries(FOUND).find(([, other]) => other === record);
  return record ? (known?.[0] ?? `generation ${record.recordGeneration}`) : 'none';
}
