// Implements Consents: the consents in the file, those that are not written yet, and those that are kept in memory only. TokenGate uses it; window and command
// line change it.
import { toHex } from '../core/base/bytes';
import { ChangeEmitter } from '../core/flow/change-emitter';
import type { Unsubscribe } from '../core/ports/clock';
import type { Consent, ConsentAnswer, ConsentPolicy, ConsentQuestion, ConsentScope } from './consent';
import { ALL_ACCOUNTS } from './consent';
import {
  type ContentChange,
  isOfThisRun,
  lastUse,
  makeConsent,
  type NewConsent,
  putConsent,
  removeConsents,
  setPolicyOf,
  withoutAccount,
} from './consent-changes';
import {
  blockTargets,
  consentHolder,
  type ConsentDecision,
  decideConsent,
  isAboutProgram,
  isInForce,
} from './decide-consent';
import type { ChangedBy, ConsentRequest, Consents } from './handout';
import type { KeptConsentsParts } from './kept-consents-parts';
import { asConsumer, findConsumer, isSameProgram, type KnownProgram } from './known-consumers';
import type { NewTrailEntry } from './trail-entry';
import { UnsavedConsents } from './unsaved-consents';

const POLICY_RULES = { ask: 'a person is asked first', notify: 'allowed, and a person is notified' } as const;

export class KeptConsents implements Consents {
  readonly #parts: KeptConsentsParts;
  readonly #changes: ChangeEmitter;
  readonly #stopWatching: Unsubscribe;
  /** Those until the screen is locked, refusals for an hour, and those of accounts that leave nothing behind. */
  #ofThisRun: readonly Consent[] = [];
  readonly #unsaved: UnsavedConsents;

  constructor(parts: KeptConsentsParts) {
    this.#parts = parts;
    this.#changes = new ChangeEmitter(parts.logger);
    this.#unsaved = new UnsavedConsents(parts);
    this.#stopWatching = parts.file.onChange(() => this.#changes.emit());
  }

  list(profileId?: string): readonly Consent[] {
    const nowMs = this.#parts.clock.nowMs();
    return [...this.#ofThisRun, ...this.#unsaved.content.consents]
      .map((each) => this.#unsaved.withUse(each))
      .filter((each) => isInForce(each, nowMs) && (profileId === undefined || each.profileId === profileId))
      .sort((a, b) => b.decidedAtMs - a.decidedAtMs);
  }

  policies(): Readonly<Record<string, ConsentPolicy>> {
    return this.#unsaved.content.policies;
  }

  policyOf(profileId: string, policies = this.policies()): ConsentPolicy {
    return policies[profileId] ?? policies[ALL_ACCOUNTS] ?? 'notify';
  }

  decide({ profileId, consumer, kind }: ConsentRequest): ConsentDecision {
    const nowMs = this.#parts.clock.nowMs();
    // The user needs no consent, so this works also when they cannot be read.
    if (consumer.kind === 'person') return decideConsent({ consumer, kind, policy: 'notify', consents: [], nowMs });
    const programs = blockTargets(consumer);
    const { policies, consents: kept } = this.#unsaved.content;
    const consents = [...this.#ofThisRun, ...kept]
      .filter((each) => each.profileId === profileId && programs.some((one) => isAboutProgram(each, one)))
      .map((each) => this.#unsaved.withUse(each));
    return decideConsent({ consumer, kind, policy: this.policyOf(profileId, policies), consents, nowMs });
  }

  remember({ profileId, consumer, kind }: ConsentQuestion, answer: ConsentAnswer): void {
    if (answer.decision === 'unanswered' || answer.scope === 'once') return;
    if (answer.decision === 'allow' && kind === 'refresh') return;
    const { decision, scope } = answer;
    const isForRefresh = kind === 'refresh' && scope !== 'always';
    const consent = this.#make(
      profileId,
      consentHolder(consumer),
      decision,
      scope,
      isForRefresh ? { kind: 'refresh' } : {},
    );
    this.#put(consent);
    const event = decision === 'allow' ? 'allowed' : 'blocked';
    this.#parts.trail.add({ event, via: 'window', consumer, profileId, kind, rule: consent.scope });
    this.#unsaved.saveSoon();
  }

  noteNotified({ profileId, consumer }: ConsentRequest): void {
    // The token that is handed out now counts as a use.
    const lastUsedAtMs = this.#parts.clock.nowMs();
    this.#put(this.#make(profileId, consentHolder(consumer), 'allow', 'always', { by: 'told', lastUsedAtMs }));
    this.#unsaved.saveSoon();
  }

  noteUse(consent: Consent): void {
    if (this.#unsaved.noteUse(consent)) this.#unsaved.saveSoon();
  }

  allow(profileId: string, meant: string, by: ChangedBy, scope: ConsentScope = 'always'): Promise<Consent> {
    return this.#decideAbout(profileId, meant, by, 'allow', scope === 'once' ? 'always' : scope);
  }

  block(profileId: string, meant: string, by: ChangedBy, fileId?: string): Promise<Consent> {
    return this.#decideAbout(profileId, meant, by, 'deny', 'always', fileId);
  }

  async forget(profileId: string, meant: string, by: ChangedBy): Promise<readonly string[]> {
    const consumer = await this.meant(profileId, meant, false);
    const isMeant = (each: Consent): boolean =>
      each.profileId === profileId && isSameProgram(each.programId, consumer.programId);
    const forgotten = this.list(profileId).filter(isMeant);
    if (forgotten.length === 0) return [];
    this.#ofThisRun = this.#ofThisRun.filter((each) => !isMeant(each));
    const change = this.#change(removeConsents(isMeant));
    this.#note('forgotten', by, consumer, profileId);
    await this.#saveOrDrop(change);
    return forgotten.map(({ id }) => id);
  }

  async setPolicy(profileId: string, policy: ConsentPolicy, { consumer, via }: ChangedBy): Promise<void> {
    this.#parts.trail.add({ event: 'policy', via, consumer, profileId, rule: POLICY_RULES[policy] });
    const change = this.#change(setPolicyOf(profileId, policy));
    await (policy === 'ask' ? this.#unsaved.save() : this.#saveOrDrop(change));
  }

  forgetAccount(profileId: string): void {
    if (!this.#knowsAccount(profileId)) return;
    this.#ofThisRun = this.#ofThisRun.filter((each) => each.profileId !== profileId);
    this.#change(withoutAccount(profileId));
    this.#unsaved.saveSoon();
  }

  endRun(): void {
    const former = this.#ofThisRun;
    this.#ofThisRun = former.filter(({ scope }) => scope !== 'run');
    if (this.#ofThisRun.length < former.length) this.#changes.emit();
  }

  onChange(listener: () => void): Unsubscribe {
    return this.#changes.subscribe(listener);
  }

  /** Resolves when what could be saved is saved. */
  async dispose(): Promise<void> {
    this.#stopWatching();
    await this.#unsaved.end();
  }

  #make(
    profileId: string,
    consumer: KnownProgram,
    decision: Consent['decision'],
    scope: Consent['scope'],
    more: Pick<Partial<NewConsent>, 'kind' | 'by' | 'lastUsedAtMs'> = {},
  ): Consent {
    const made = { id: toHex(this.#parts.crypto.randomBytes(4)), decidedAtMs: this.#parts.clock.nowMs() };
    const lastUsedAtMs = lastUse(consumer.programId, () => this.list(profileId));
    return makeConsent({ ...made, lastUsedAtMs, profileId, consumer, decision, scope, ...more });
  }

  #put(consent: Consent): ContentChange {
    const leavesNothing = this.#parts.isForThisRun(consent.profileId);
    const change = putConsent(consent, leavesNothing);
    // A consent that it replaces may be in memory or in the file.
    const { consents } = change({ policies: {}, consents: this.#ofThisRun });
    const others = consents.filter(({ id }) => id !== consent.id);
    this.#ofThisRun = leavesNothing || isOfThisRun(consent.scope) ? [...others, consent] : others;
    return this.#change(change);
  }

  #change(change: ContentChange): ContentChange {
    this.#unsaved.add(change);
    this.#changes.emit();
    return change;
  }

  async #decideAbout(
    profileId: string,
    meant: string,
    by: ChangedBy,
    decision: Consent['decision'],
    scope: Consent['scope'],
    fileId?: string,
  ): Promise<Consent> {
    const known = await this.meant(profileId, meant, decision === 'allow');
    const consumer = { ...known, fileId: fileId ?? known.fileId };
    const consent = this.#make(profileId, consumer, decision, scope);
    const change = this.#put(consent);
    this.#note(decision === 'allow' ? 'allowed' : 'blocked', by, consumer, profileId, consent.scope);
    // A block applies in this process even if it cannot be saved; a permission does not.
    await (decision === 'deny' ? this.#unsaved.save() : this.#saveOrDrop(change));
    return consent;
  }

  #note(event: NewTrailEntry['event'], by: ChangedBy, about: KnownProgram, profileId: string, rule?: string): void {
    const { via, consumer } = by;
    this.#parts.trail.add({ event, via, consumer: asConsumer(about), by: consumer, profileId, rule });
  }

  #knowsAccount(profileId: string): boolean {
    try {
      return this.list(profileId).length > 0 || this.policies()[profileId] !== undefined;
    } catch {
      return true;
    }
  }

  /** Finds the program. Only an `allow` needs the present identity of its file from the trail; a block must not wait for that. */
  async meant(profileId: string, meant: string, isToBeAllowed = true): Promise<KnownProgram> {
    const consents = this.list(profileId);
    const isKnown = consents.some(({ id, programId }) => id === meant || programId === meant);
    const asked = isKnown && !isToBeAllowed ? [] : await this.#parts.trail.query({ profileId }).catch(() => []);
    return findConsumer(meant, asked, consents);
  }

  /** Saves; a change that could not be saved is undone. */
  async #saveOrDrop(change: ContentChange): Promise<void> {
    try {
      await this.#unsaved.save();
    } catch (error) {
      this.#unsaved.drop(change);
      this.#changes.emit();
      throw error;
    }
  }
}
