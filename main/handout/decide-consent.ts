// Decides whether a program gets a token, from the remembered consents and the account's policy. Pure.
import type { Consent, ConsentPolicy } from './consent';
import type { Consumer } from './consumer';
import type { TokenKind } from './trail-entry';

/** `notify`: allowed, and the user is notified. `rule`: the rule that decided, in words for the audit trail. `why`: why the user is asked or notified again. `isOnlyNotified`: nobody has decided
 * about the program or withdrawn anything; it was allowed while the policy was to notify. */
export type ConsentDecision =
  | { readonly kind: 'allow'; readonly rule: string; readonly consent?: Consent | undefined }
  | { readonly kind: 'notify'; readonly rule: string; readonly why?: string | undefined }
  | { readonly kind: 'ask'; readonly why?: string | undefined; readonly isOnlyNotified?: true }
  | { readonly kind: 'deny'; readonly rule: string; readonly consent: Consent };

export interface ConsentFacts {
  readonly consumer: Consumer;
  readonly kind: TokenKind;
  readonly policy: ConsentPolicy;
  /** The consents of the account, including ended ones. */
  readonly consents: readonly Consent[];
  readonly nowMs: number;
}

const HOUR_MS = 3_600_000;
const SESSION_IDLE_MS = 600_000;
const SESSION_MS = 12 * HOUR_MS;
/** The clock may be set back by this much without ending a consent. */
const CLOCK_STEP_MS = 60_000;

/** Whether the consent is still valid. Consents until the screen is locked are removed when it is locked, so they always are. */
export function isInForce(consent: Consent, nowMs: number): boolean {
  const { scope, decision, decidedAtMs } = consent;
  // The program may have used a token before this decision.
  const lastUsedAtMs = Math.max(consent.lastUsedAtMs ?? decidedAtMs, decidedAtMs);
  // A clock that was set back must not end a refusal, nor extend a permission.
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

/** The consumer whose consents apply: for a child, the one that started it. */
export function consentHolder(consumer: Consumer): Consumer {
  return consumer.kind === 'child' && consumer.lentBy ? consentHolder(consumer.lentBy) : consumer;
}

/**
 * Whether the consent is about this program. A blocked script is blocked whatever runs it. A blocked file is blocked
 * under each of its names.
 */
export function isAboutProgram(
  consent: Pick<Consent, 'programId' | 'decision' | 'fileId'>,
  consumer: Pick<Consumer, 'programId' | 'script' | 'realScript' | 'fileId'>,
): boolean {
  const { programId, decision } = consent;
  if (programId === consumer.programId) return true;
  if (decision !== 'deny') return false;
  const isIts = (path: string | undefined): boolean =>
    path !== undefined && (programId === path || runs(programId, path));
  return isIts(consumer.script) || isIts(consumer.realScript) || isSameFile(consent, consumer);
}

/** Whether the program with this id runs the script at `path`. */
export function runs(programId: string, path: string): boolean {
  return path.startsWith('/') && programId.endsWith(` ${path}`);
}

/** Whether both are known to be one file. */
export function isSameFile(one: Pick<Consumer, 'fileId'>, other: Pick<Consumer, 'fileId'>): boolean {
  return one.fileId !== undefined && one.fileId === other.fileId;
}

/** The consumers whose blocks apply: itself and, for a child, the one that started it. */
export function blockTargets(consumer: Consumer): readonly Consumer[] {
  return consumer.kind === 'child' && consumer.lentBy ? [consumer, ...blockTargets(consumer.lentBy)] : [consumer];
}

export function decideConsent({ consumer: asker, kind, policy, consents, nowMs }: ConsentFacts): ConsentDecision {
  if (asker.kind === 'person') return { kind: 'allow', rule: 'pressed by a person' };
  const consumer = consentHolder(asker);
  const denied = consents.find(
    (each) =>
      each.decision === 'deny' &&
      (each.kind === undefined || each.kind === kind) &&
      blockTargets(asker).some((one) => isAbout(each, one)) &&
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
  const notified = allowed.filter(({ by }) => by === 'told');
  if (policy === 'ask') {
    if (notified.length === 0) return { kind: 'ask' };
    return { kind: 'ask', why: 'Until now you were only notified that it got tokens.', isOnlyNotified: true };
  }
  const notifiedOfThis = notified.find((each) => !isOtherBinary(each, consumer));
  if (notifiedOfThis) return { kind: 'allow', rule: 'told at first use', consent: notifiedOfThis };
  const [before] = notified;
  return before
    ? { kind: 'notify', rule: 'first use since its file changed, told', why: changedWords(before, consumer) }
    : { kind: 'notify', rule: 'first use, told' };
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

/** Whether the program's file may have been replaced; true also when that cannot be compared any more. */
function isOtherBinary({ binary }: Consent, consumer: Consumer): boolean {
  return binary !== undefined && binary !== consumer.binary;
}

function changedWords({ by }: Consent, { binary }: Consumer): string {
  const since = by === 'person' ? 'since you allowed it' : 'since you were notified of it';
  return binary === undefined ? 'It is unknown whether its file is still the same.' : `Its file has changed ${since}.`;
}
