// The gate itself: the only code that takes a token out of an account to give it to somebody. What it does is in gate.ts.
import { AxiomTokenError, toAxiomTokenError } from '../core/base/errors';
import type { Clock, Unsubscribe } from '../core/ports/clock';
import type { Logger } from '../core/ports/logger';
import type { ProfileRegistry } from '../core/profiles/profile-registry';
import { inAskersWords } from './asker-words';
import type { AskPerson, ConsentAnswer, TellPerson } from './consent';
import type { ConsentDecision } from './decide-consent';
import type { HandedOut, HandoutRequest } from './gate';
import { toHandedOut } from './handed-out';
import type { Consents, PauseSwitch, WindowGate } from './handout';
import type { Trail } from './handout-state';
import { OpenQuestions } from './open-questions';
import { plainReason } from './plain-reason';
import { refusalOfAnswer, refusalOfDecision, refusalOfPause, refusalUnasked } from './refusals';
import { recordAtHand, untilUsable, type UsableParts, usableNow } from './usable-record';

export interface TokenGateParts {
  readonly registry: Pick<ProfileRegistry, 'get' | 'list' | 'onChange'>;
  readonly pause: PauseSwitch;
  readonly consents: Consents;
  readonly trail: Pick<Trail, 'add' | 'addAhead' | 'tagOf'>;
  readonly ask: AskPerson;
  readonly tell: TellPerson;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What this request was allowed by a person, beside what is remembered. */
interface Grant {
  isAllowedOnce: boolean;
  /** Of the token that has its line in the trail already. */
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

  async handOut(given: HandoutRequest): Promise<HandedOut> {
    const request = { ...given, reason: plainReason(given.reason) };
    this.#parts.registry.get(request.profileId);
    const grant: Grant = { isAllowedOnce: false, tag: undefined };
    try {
      // Nearly every call ends with this one look, which is the last look of all others.
      let leaving = this.#letGo(request, grant, recordAtHand);
      while (!leaving || leaving instanceof Promise) {
        if (leaving) await leaving;
        else {
          await this.#bePermitted(request, grant);
          await untilUsable(request, this.#waitingParts(request));
        }
        // From here to the return nothing else runs: what was true is looked at once more.
        leaving = this.#letGo(request, grant, usableNow);
      }
      return leaving;
    } catch (error) {
      const refusal = this.#noteRefusal(request, toAxiomTokenError(error), grant);
      throw inAskersWords(refusal, request, this.#parts.registry.list());
    }
  }

  refuseBeforehand(request: Pick<HandoutRequest, 'profileId' | 'consumer' | 'kind'>): void {
    this.#parts.registry.get(request.profileId);
    this.#decide(request);
  }

  async prepare(request: HandoutRequest): Promise<void> {
    this.refuseBeforehand(request);
    await untilUsable(request, this.#waitingParts(request));
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
    if (state.isPaused) throw refusalOfPause(state);
    const decision = consents.decide(request);
    if (decision.kind === 'deny') throw refusalOfDecision(request.consumer, decision);
    return decision;
  }

  /** Resolves when no person need be asked any more. */
  async #bePermitted(request: HandoutRequest, grant: Grant): Promise<void> {
    for (;;) {
      if (request.signal?.aborted) throw new AxiomTokenError('CANCELLED');
      const decision = this.#decide(request);
      if (decision.kind !== 'ask' || grant.isAllowedOnce) return;
      if (request.mayAsk === false) throw refusalUnasked(request.consumer);
      this.#refuseInVain(request);
      const answer = await this.#ask(request, decision.why);
      if (!answer) continue;
      if (answer.decision !== 'allow') throw refusalOfAnswer(request.consumer, answer);
      grant.isAllowedOnce = true;
    }
  }

  /** Nobody is asked for what is not there. */
  #refuseInVain({ profileId, waitMs = 0 }: HandoutRequest): void {
    const { manager } = this.#parts.registry.get(profileId);
    if (waitMs > 0 || manager.getTokens() || manager.storageFacet === 'opening') return;
    throw manager.storageFailure ?? new AxiomTokenError('NOT_AUTHENTICATED');
  }

  /** `undefined` when something has changed meanwhile that decides without the person. */
  async #ask(request: HandoutRequest, why: string | undefined): Promise<ConsentAnswer | undefined> {
    const { profileId, consumer, kind, reason, signal } = request;
    const leave = new AbortController();
    const goAway = (): void => leave.abort();
    const lookAgain = (): void => {
      if (!this.#isStillAsking(request)) leave.abort();
    };
    signal?.addEventListener('abort', goAway);
    const stops = [this.onRuleChange(lookAgain), this.#parts.registry.onChange(lookAgain)];
    try {
      return await this.#questions.ask({ profileId, consumer, kind, reason, why }, leave.signal);
    } catch (error) {
      // What it was is found out by whoever looks again.
      if (leave.signal.aborted && !signal?.aborted) {
        this.#parts.registry.get(profileId);
        return undefined;
      }
      throw error;
    } finally {
      signal?.removeEventListener('abort', goAway);
      for (const stop of stops) stop();
    }
  }

  #isStillAsking(request: HandoutRequest): boolean {
    try {
      this.#parts.registry.get(request.profileId);
      return this.#decide(request).kind === 'ask';
    } catch {
      return false;
    }
  }

  #waitingParts(request: HandoutRequest): UsableParts {
    const { registry, clock } = this.#parts;
    return {
      clock,
      profile: () => {
        // A pause and a block end the waiting.
        this.#decide(request);
        return registry.get(request.profileId);
      },
      onChange: (listener) => {
        const stops = [registry.onChange(listener), this.onRuleChange(listener)];
        return () => stops.forEach((stop) => stop());
      },
    };
  }

  /** All in one turn. `undefined`: a person must be asked first, or there is no such record. A promise: its line is being written, and it is looked at once more then. */
  #letGo(request: HandoutRequest, grant: Grant, recordOf: typeof usableNow): HandedOut | Promise<void> | undefined {
    const { registry, consents, trail, tell } = this.#parts;
    if (request.signal?.aborted) throw new AxiomTokenError('CANCELLED');
    const profile = registry.get(request.profileId);
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
    if (decision.kind === 'tell') {
      consents.noteTold(request);
      tell.tell({ profileId, consumer, reason, why: decision.why });
    }
    if (decision.kind === 'allow' && decision.consent) consents.noteUse(decision.consent);
    return handedOut;
  }

  #noteAhead(request: HandoutRequest, rule: string, handedOut: HandedOut): Promise<void> | undefined {
    const { profileId, consumer, via, kind, reason } = request;
    const { tag, expiresAtMs, serverNowMs } = handedOut;
    const validForMs = expiresAtMs === undefined ? undefined : expiresAtMs - serverNowMs;
    const entry = { event: 'handed-out', via, consumer, profileId, kind, rule, reason, tag, validForMs } as const;
    return this.#parts.trail.addAhead(entry);
  }

  /** An abort is the asker's own end, a look that asks nobody has decided nothing, and an account that is not there says nothing of anybody, unless a line says already that a token has left. */
  #noteRefusal(request: HandoutRequest, error: AxiomTokenError, { tag }: Grant): AxiomTokenError {
    const { profileId, consumer, via, kind, reason, signal, mayAsk } = request;
    const isOwnEnd = error.code === 'CANCELLED' && signal?.aborted;
    const isLook = error.code === 'NOT_ANSWERED' && mayAsk === false;
    if (tag === undefined && (isOwnEnd || isLook || !this.#isThere(profileId))) return error;
    const after = tag === undefined ? {} : { tag, rule: 'not given after all' };
    this.#parts.trail.add({ event: 'refused', via, consumer, profileId, kind, reason, code: error.code, ...after });
    return error;
  }

  #isThere(profileId: string): boolean {
    try {
      this.#parts.registry.get(profileId);
      return true;
    } catch {
      return false;
    }
  }
}
