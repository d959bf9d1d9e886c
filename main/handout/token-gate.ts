// The gate: the only code that takes a token out of an account to hand it to a program. The contract is in gate.ts.
import { AxiomTokenError, toAxiomTokenError } from '../core/base/errors';
import type { Clock, Unsubscribe } from '../core/ports/clock';
import type { Logger } from '../core/ports/logger';
import type { Profile } from '../core/profiles/profile';
import type { ProfileRegistry } from '../core/profiles/profile-registry';
import { errorForProgram } from './errors-for-programs';
import type { AskUser, ConsentAnswer, NotifyUser } from './consent';
import type { ConsentDecision } from './decide-consent';
import type { HandedOut, HandoutRequest } from './gate';
import { toHandedOut } from './handed-out';
import type { Consents, PauseSwitch, WindowGate } from './handout';
import type { Trail } from './handout-state';
import { RequestedAccount, refuseOtherThan } from './requested-account';
import { OpenQuestions } from './open-questions';
import { plainReason } from './plain-reason';
import { refusalOfAnswer, refusalDuringPause, refusalOfDecision, refusalUnasked } from './refusals';
import { recordAtHand, untilUsable, type UsableParts, usableNow } from './usable-record';

export interface TokenGateParts {
  readonly registry: Pick<ProfileRegistry, 'get' | 'list' | 'onChange'>;
  readonly pause: PauseSwitch;
  readonly consents: Consents;
  readonly trail: Pick<Trail, 'add' | 'addBeforeHandout' | 'tagOf'>;
  readonly ask: AskUser;
  readonly notifier: NotifyUser;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What the user has allowed for this request alone, besides the saved consents. */
interface Grant {
  isAllowedOnce: boolean;
  /** Absent in a request that never waited. */
  meant?: RequestedAccount;
  /** Tag of the token whose line is already in the audit trail. */
  tag: string | undefined;
}

export class TokenGate implements WindowGate {
  readonly #parts: TokenGateParts;
  readonly #questions: OpenQuestions;

  constructor(parts: TokenGateParts) {
    this.#parts = parts;
    const { ask, logger, consents } = parts;
    this.#questions = new OpenQuestions({
      ask,
      logger,
      onAnswer: (question, answer) => consents.remember(question, answer),
    });
  }

  async handOut(asked: HandoutRequest): Promise<HandedOut> {
    const request = { ...asked, reason: plainReason(asked.reason) };
    this.#parts.registry.get(request.profileId);
    const grant: Grant = { isAllowedOnce: false, tag: undefined };
    try {
      // The fast path: nearly every call succeeds here at once. All other calls end with the same step.
      let outcome = this.#tryHandOut(request, grant, recordAtHand);
      while (!outcome || outcome instanceof Promise) {
        grant.meant ??= new RequestedAccount(this.#parts.registry.get(request.profileId));
        if (outcome) await outcome;
        else {
          await this.#awaitPermission(request, grant);
          await untilUsable(request, this.#waitingParts(request, grant));
        }
        // Something may have changed while this waited, so everything is checked once more, in one turn.
        outcome = this.#tryHandOut(request, grant, usableNow);
      }
      return outcome;
    } catch (error) {
      const refusal = this.#noteRefusal(request, toAxiomTokenError(error), grant);
      throw errorForProgram(refusal, request, this.#parts.registry.list());
    }
  }

  refuseBeforehand(request: Pick<HandoutRequest, 'profileId' | 'consumer' | 'kind'>): void {
    this.#parts.registry.get(request.profileId);
    this.#decide(request);
  }

  async prepare(request: HandoutRequest): Promise<void> {
    this.refuseBeforehand(request);
    await untilUsable(request, this.#waitingParts(request, {}));
    this.refuseBeforehand(request);
  }

  onRuleChange(listener: () => void): Unsubscribe {
    const stops = [this.#parts.pause.onChange(listener), this.#parts.consents.onChange(listener)];
    return () => stops.forEach((stop) => stop());
  }

  /** @throws AxiomTokenError `PAUSED`, `DENIED`, `STORAGE_*` */
  #decide(request: Pick<HandoutRequest, 'profileId' | 'consumer' | 'kind'>): ConsentDecision {
    const { pause, consents } = this.#parts;
    const { state } = pause;
    if (state.isPaused) throw refusalDuringPause(state, request.consumer, () => consents.decide(request));
    const decision = consents.decide(request);
    if (decision.kind === 'deny') throw refusalOfDecision(request.consumer, decision);
    return decision;
  }

  /** Resolves when the user need not be asked any more. */
  async #awaitPermission(request: HandoutRequest, grant: Grant): Promise<void> {
    for (;;) {
      if (request.signal?.aborted) throw new AxiomTokenError('CANCELLED');
      const decision = this.#decide(request);
      if (decision.kind !== 'ask' || grant.isAllowedOnce) return;
      if (request.mayAsk === false) throw refusalUnasked(request.consumer);
      this.#refuseUnasked(request, grant);
      const answer = await this.#ask(request, grant, decision.why);
      if (!answer) continue;
      if (answer.decision !== 'allow') throw refusalOfAnswer(request, answer);
      grant.isAllowedOnce = true;
    }
  }

  /** The user is not asked for a token that does not exist, or that is not of the account which was meant. */
  #refuseUnasked(request: HandoutRequest, grant: Pick<Grant, 'meant'>): void {
    const { waitMs = 0 } = request;
    const { manager } = this.#meant(request, grant);
    if (waitMs > 0 || manager.getTokens() || manager.storageFacet === 'opening') return;
    throw manager.storageFailure ?? new AxiomTokenError('NOT_AUTHENTICATED');
  }

  /** `undefined` when a change in the meantime has made the question unnecessary. */
  async #ask(request: HandoutRequest, grant: Grant, why: string | undefined): Promise<ConsentAnswer | undefined> {
    const { profileId, consumer, kind, reason, signal } = request;
    const leave = new AbortController();
    const cancel = (): void => leave.abort();
    const checkAgain = (): void => {
      if (!this.#isStillAsking(request, grant)) leave.abort();
    };
    signal?.addEventListener('abort', cancel);
    const stops = [this.onRuleChange(checkAgain), this.#parts.registry.onChange(checkAgain)];
    try {
      return await this.#questions.ask({ profileId, consumer, kind, reason, why }, leave.signal);
    } catch (error) {
      // The caller finds out what has changed: it decides again.
      if (leave.signal.aborted && !signal?.aborted) return undefined;
      throw error;
    } finally {
      signal?.removeEventListener('abort', cancel);
      for (const stop of stops) stop();
    }
  }

  #isStillAsking(request: HandoutRequest, grant: Grant): boolean {
    try {
      this.#refuseUnasked(request, grant);
      return this.#decide(request).kind === 'ask';
    } catch {
      return false;
    }
  }

  /** The account as it is now, if it is still the one that was meant. @throws AxiomTokenError `TOKEN_NOT_FOUND`, `WRONG_ACCOUNT` */
  #meant({ profileId, account }: HandoutRequest, { meant }: Pick<Grant, 'meant'>): Profile {
    const profile = this.#parts.registry.get(profileId);
    meant?.refuseOthers(profile);
    if (account !== undefined) refuseOtherThan(account, profile.name, profile.manager.getTokens());
    return profile;
  }

  #waitingParts(request: HandoutRequest, grant: Pick<Grant, 'meant'>): UsableParts {
    const { registry, clock } = this.#parts;
    return {
      clock,
      profile: () => {
        // Throws when there is a pause or a block, which ends the waiting.
        this.#decide(request);
        return this.#meant(request, grant);
      },
      onChange: (listener) => {
        const stops = [registry.onChange(listener), this.onRuleChange(listener)];
        return () => stops.forEach((stop) => stop());
      },
    };
  }

  /**
   * Checks and hands out in one turn of the event loop. `undefined`: the user must be asked first, or there is no usable record. A promise: the line of the audit
   * trail is being written; call again when it resolves.
   */
  #tryHandOut(
    request: HandoutRequest,
    grant: Grant,
    recordOf: typeof usableNow,
  ): HandedOut | Promise<void> | undefined {
    const { consents, trail, notifier } = this.#parts;
    if (request.signal?.aborted) throw new AxiomTokenError('CANCELLED');
    const profile = this.#meant(request, grant);
    const decision = this.#decide(request);
    if (decision.kind === 'ask' && !grant.isAllowedOnce) return undefined;
    const record = recordOf(profile, request);
    if (!record) return undefined;
    const handedOut = toHandedOut(profile, record, request.kind, trail.tagOf(record.tokens.accessToken));
    if (grant.tag !== handedOut.tag) {
      grant.tag = handedOut.tag;
      const rule = decision.kind === 'ask' ? 'allowed when asked' : decision.rule;
      const written = this.#noteAhead(request, rule, handedOut);
      if (written) return written;
    }
    const { profileId, consumer, reason } = request;
    if (decision.kind === 'notify') {
      consents.noteNotified(request);
      notifier.notify({ profileId, consumer, reason, why: decision.why });
    }
    if (decision.kind === 'allow' && decision.consent) consents.noteUse(decision.consent);
    return handedOut;
  }

  #noteAhead(request: HandoutRequest, rule: string, handedOut: HandedOut): Promise<void> | undefined {
    const { profileId, consumer, via, kind, reason } = request;
    const { tag, expiresAtMs, serverNowMs } = handedOut;
    const validForMs = expiresAtMs === undefined ? undefined : Math.floor(expiresAtMs - serverNowMs);
    const entry = { event: 'handed-out', via, consumer, profileId, kind, rule, reason, tag, validForMs } as const;
    return this.#parts.trail.addBeforeHandout(entry);
  }

  /**
   * Notes a refusal in the audit trail. Not noted: an abort by the program itself, unless a line already says that a token was handed out, which the refusal must
   * correct.
   */
  #noteRefusal(request: HandoutRequest, error: AxiomTokenError, { tag }: Grant): AxiomTokenError {
    const { profileId, consumer, via, kind, reason, signal, mayAsk } = request;
    const isOwnEnd = error.code === 'CANCELLED' && signal?.aborted;
    const isLook = error.code === 'NOT_ANSWERED' && mayAsk === false;
    if (tag === undefined && (isOwnEnd || isLook)) return error;
    const after = tag === undefined ? {} : { tag, rule: 'not given after all' };
    this.#parts.trail.add({ event: 'refused', via, consumer, profileId, kind, reason, code: error.code, ...after });
    return error;
  }
}
