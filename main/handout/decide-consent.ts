// What follows for a program that asks, from what is remembered of it and the account's policy. Pure.
import type { Consent, ConsentPolicy } from './consent';
import type { Consumer } from './consumer';
import type { TokenKind } from './trail-entry';

/** `tell`: allowed, and the person is told. `rule`: which rule decided, in words for the trail. `why`: why it is asked or told again. `isOnlyTold`: nobody has decided about it or withdrawn
 * anything; it was let in while the policy was only to tell. */
export type ConsentDecision =
  | { readonly kind: 'allow'; readonly rule: string; readonly consent?: Consent | undefined }
  | { readonly kind: 'tell'; readonly rule: string; readonly why?: string | undefined }
  | { readonly kind: 'ask'; readonly why?: string | undefined; readonly isOnlyTold?: true }
  | { readonly kind: 'deny'; readonly rule: string; readonly consent: Consent };

export interface ConsentFacts {
  readonly consumer: Consumer;
  readonly kind: TokenKind;
  readonly policy: ConsentPolicy;
  /** Those of the account; also ended ones. */
  readonly consents: readonly Consent[];
  readonly nowMs: number;
}

const HOUR_MS = 3_600_000;
const SESSION_IDLE_MS = 600_000;
const SESSION_MS = 12 * HOUR_MS;
/** By so much the clock may be set back without ending anything. */
const CLOCK_STEP_MS = 60_000;

/** Whether it is still in force. What holds until the screen is locked is taken away then. */
export function isInForce(consent: Consent, nowMs: number): boolean {
  const { scope, decision, decidedAtMs, lastUsedAtMs = decidedAtMs } = consent;
  // A clock that was set back must not end a refusal, nor stretch what was allowed.
  const isWithin = (sinceMs: number, limitMs: number): boolean =>
    nowMs - sinceMs < limitMs && (decision === 'deny' || nowMs - sinceMs > -CLOCK_STEP_MS);
  switch (scope) {
    case 'always':
    case 'run':
      return true;
    case 'hour':
      return isWithin(decidedAtMs, HOUR_MS);
    case 'session':
      return isWithin(decidedAtMs, SESSION_MS) && isWithin(lastUsedAtMs, SESSION_IDLE_MS);
  }
}

/** Whose consent counts: a child has the consent of whoever lent it its key. */
export function answerable(consumer: Consumer): Consumer {
  return consumer.kind === 'child' && consumer.lentBy ? answerable(consumer.lentBy) : consumer;
}

/** Whether it is about this program. A script that was blocked by its path is blocked whatever runs it. */
export function isAboutProgram(
  { programId, decision }: Pick<Consent, 'programId' | 'decision'>,
  consumer: Pick<Consumer, 'programId' | 'script'>,
): boolean {
  return programId === consumer.programId || (decision === 'deny' && programId === consumer.script);
}

/** Whose block counts: its own, and that of whoever lent it its key. */
export function blockable(consumer: Consumer): readonly Consumer[] {
  return consumer.kind === 'child' && consumer.lentBy ? [consumer, ...blockable(consumer.lentBy)] : [consumer];
}

export function decideConsent({ consumer: asker, kind, policy, consents, nowMs }: ConsentFacts): ConsentDecision {
  if (asker.kind === 'person') return { kind: 'allow', rule: 'pressed by a person' };
  const consumer = answerable(asker);
  const denied = consents.find(
    (each) =>
      each.decision === 'deny' &&
      (each.kind === undefined || each.kind === kind) &&
      blockable(asker).some((one) => isAbout(each, one)) &&
      isInForce(each, nowMs),
  );
  if (denied) return { kind: 'deny', rule: DENIED[denied.scope], consent: denied };
  if (kind === 'refresh') return { kind: 'ask' };
  const allowed = consents.filter(
    (each) => each.decision === 'allow' && isAbout(each, consumer) && isInForce(each, nowMs),
  );
  const decided = allowed.filter(({ by }) => by === 'person');
  const holds = decided.find((each) => !isOtherBinary(each, consumer));
  if (holds) return { kind: 'allow', rule: ALLOWED[holds.scope], consent: holds };
  const former = decided[0];
  if (former) return { kind: 'ask', why: changedWords(former, consumer) };
  const told = allowed.filter(({ by }) => by === 'told');
  if (policy === 'ask') {
    if (told.length === 0) return { kind: 'ask' };
    return { kind: 'ask', why: 'Until now you were only told that it had tokens.', isOnlyTold: true };
  }
  const toldOfThis = told.find((each) => !isOtherBinary(each, consumer));
  if (toldOfThis) return { kind: 'allow', rule: 'told at first use', consent: toldOfThis };
  const [before] = told;
  return before
    ? { kind: 'tell', rule: 'first use since its file changed, told', why: changedWords(before, consumer) }
    : { kind: 'tell', rule: 'first use, told' };
}

function isAbout(consent: Consent, consumer: Consumer): boolean {
  const { sessionId } = consent;
  return isAboutProgram(consent, consumer) && (sessionId === undefined || sessionId === consumer.sessionId);
}

const ALLOWED: Readonly<Record<Consent['scope'], string>> = {
  session: 'allowed for this session',
  run: 'allowed until the screen is locked',
  always: 'allowed always',
  hour: 'allowed for an hour',
};
const DENIED: Readonly<Record<Consent['scope'], string>> = {
  session: 'blocked for this session',
  run: 'blocked until the screen is locked',
  always: 'blocked',
  hour: 'blocked for an hour',
};

/** What cannot be compared any more may be another file. */
function isOtherBinary({ binary }: Consent, consumer: Consumer): boolean {
  return binary !== undefined && binary !== consumer.binary;
}

function changedWords({ by }: Consent, { binary }: Consumer): string {
  const since = by === 'person' ? 'since you allowed it' : 'since you were told of it';
  return binary === undefined
    ? 'It cannot be told whether its file is still the same.'
    : `Its file has changed ${since}.`;
}
