// Changes of the consents. Pure and idempotent, because changes that are not saved yet are applied again to the content of the file.
import type { Consent, ConsentPolicy } from './consent';
import { isInForce, isSameFile } from './decide-consent';
import type { ConsentsContent } from './handout-state';
import { isSameProgram, type KnownProgram } from './known-consumers';

export type ContentChange = (content: ConsentsContent) => ConsentsContent;

/** Whether consents with this scope are kept in memory only: they end with the process at the latest. */
export function isOfThisRun(scope: Consent['scope']): boolean {
  return scope === 'run' || scope === 'hour';
}

/** The fields of a new consent. */
export interface NewConsent extends Pick<Consent, 'id' | 'profileId' | 'kind' | 'decision' | 'scope' | 'decidedAtMs'> {
  readonly consumer: KnownProgram;
  readonly by?: Consent['by'] | undefined;
  readonly lastUsedAtMs?: Consent['lastUsedAtMs'];
}

/** A program that the system cannot identify is never allowed permanently. */
export function makeConsent({ consumer, by = 'person', ...given }: NewConsent): Consent {
  const { kind: consumerKind, programId, sessionId, binary, fileId, name } = consumer;
  const isTooWide = consumerKind === 'unknown' && given.decision === 'allow' && given.scope === 'always';
  const scope = isTooWide ? 'run' : given.scope;
  const session = scope === 'session' && sessionId !== undefined ? { sessionId } : {};
  return { ...given, programId, ...session, binary, fileId, name, scope, by };
}

/**
 * Adds a decision and removes those that it replaces. A decision that is kept in memory only is not added, nor one of
 * an account of which nothing is saved (`leavesNothing`); those that it replaces are removed all the same.
 */
export function putConsent(consent: Consent, leavesNothing = false): ContentChange {
  return (content) => {
    const others = content.consents.filter((each) => each.id !== consent.id && !isVoidAfter(consent, each));
    return { ...content, consents: leavesNothing || isOfThisRun(consent.scope) ? others : [...others, consent] };
  };
}

/** Whether the consent `decided` replaces `former`. */
export function isVoidAfter(decided: Consent, former: Consent): boolean {
  if (former.profileId !== decided.profileId) return false;
  // A block of one program does not end a block of its script, which applies to every program that runs it.
  const isAboutSame =
    decided.decision === 'allow'
      ? isSameProgram(decided.programId, former.programId) || isSameFile(decided, former)
      : decided.programId === former.programId;
  if (!isAboutSame) return false;
  const isCovered = decided.sessionId === undefined || decided.sessionId === former.sessionId;
  if (!isCovered) return false;
  // A temporary refusal does not end what was allowed before.
  if (decided.decision === 'deny' && decided.scope !== 'always') {
    return former.decision === 'deny' && former.scope !== 'always' && former.kind === decided.kind;
  }
  // A consent by the policy `notify` does not end a decision of the user.
  if (decided.by === 'told') return former.by === 'told';
  if (decided.decision === 'allow' && former.kind === 'refresh') return false;
  return true;
}

export function removeConsents(isMeant: (consent: Consent) => boolean): ContentChange {
  return (content) => ({ ...content, consents: content.consents.filter((each) => !isMeant(each)) });
}

export function setPolicyOf(profileId: string, policy: ConsentPolicy): ContentChange {
  return (content) => ({ ...content, policies: { ...content.policies, [profileId]: policy } });
}

export function withoutAccount(profileId: string): ContentChange {
  return ({ policies, consents }) => ({
    policies: Object.fromEntries(Object.entries(policies).filter(([id]) => id !== profileId)),
    consents: consents.filter((each) => each.profileId !== profileId),
  });
}

/** Updates the times at which consents were last used. */
export function withUses(usedAtMs: ReadonlyMap<string, number>): ContentChange {
  return (content) => ({
    ...content,
    consents: content.consents.map((each) => {
      const atMs = usedAtMs.get(each.id);
      return atMs === undefined || atMs <= (each.lastUsedAtMs ?? 0) ? each : { ...each, lastUsedAtMs: atMs };
    }),
  });
}

export function withoutEnded(nowMs: number): ContentChange {
  return removeConsents((each) => !isInForce(each, nowMs));
}

/**
 * When the program last had a token, whatever was decided about it since. `undefined` also when the consents cannot
 * be read: a decision must not fail because of that.
 */
export function lastUse(programId: string, list: () => readonly Consent[]): number | undefined {
  try {
    const uses = list().flatMap((each) => (each.programId === programId ? (each.lastUsedAtMs ?? []) : []));
    return uses.length === 0 ? undefined : Math.max(...uses);
  } catch {
    return undefined;
  }
}
