// One subscription: hands out each new token through the gate, and reports changes of the account's state. A client that has not read everything gets nothing
// until it has caught up, and then only the newest token; tokens in between are never handed out.
import { AxiomTokenError, type ErrorCode, toAxiomTokenError } from '../../core/base/errors';
import type { Consumer } from '../consumer';
import { toErrorAnswer } from '../error-answer';
import type { HandoutGate } from '../gate';
import type { Consents } from '../handout';
import { accountRemoved } from '../requested-account';
import type { CallContext, Operations } from '../operations';
import type { NotificationName, TokenAnswer } from '../protocol';
import type { AccountState, SubscribeParams, WireNotifications } from '../wire-calls';
import type { Account, Accounts } from './peer';

export interface SubscriptionParts {
  readonly id: number;
  readonly params: SubscribeParams;
  readonly consumer: Consumer;
  readonly operations: Pick<Operations, 'status' | 'token.get'>;
  readonly gate: Pick<HandoutGate, 'refuseBeforehand'>;
  readonly consents: Pick<Consents, 'decide'>;
  readonly accounts: Pick<Accounts, 'look'>;
  readonly context: (signal: AbortSignal) => CallContext;
  readonly isBehind: () => boolean;
  readonly send: <Name extends NotificationName>(name: Name, params: WireNotifications[Name]) => void;
  /** Called when it has ended by itself. */
  readonly onOver: () => void;
}

/** After these errors it makes no sense to wait for the next token. */
const FINAL: readonly ErrorCode[] = ['DENIED', 'NOT_ANSWERED', 'INVALID_INPUT', 'TOKEN_NOT_FOUND', 'WRONG_ACCOUNT'];

export class Subscription {
  readonly #parts: SubscriptionParts;
  readonly #abort = new AbortController();
  #profileId = '';
  #name = '';
  /** The account at Axiom that its tokens are of. */
  #account: string | undefined;
  /** The generation of the token that was last handed out or tried. */
  #generation: number | undefined;
  /** The state that was last sent, as text. */
  #state = '';
  #isPaused = false;
  /**
   * The generation of the token in the last message to the client; `undefined` when the last message was not a token.
   */
  #sent: number | undefined;
  /** Whether the last token was handed out because of a remembered consent. */
  #wasAllowed = false;
  #isBusy = false;
  #isDueAgain = false;
  /** Whether something was not sent because the client has not read everything. */
  #hasPostponed = false;

  constructor(parts: SubscriptionParts) {
    this.#parts = parts;
  }

  /**
   * Gets the first token. Call the result to send it, or to send why there is none now.
   * @throws AxiomTokenError when there will never be one: no such account, denied, not answered
   */
  async begin(): Promise<() => void> {
    const { operations, params } = this.#parts;
    const context = this.#parts.context(this.#abort.signal);
    const { profile } = params;
    const { profiles } = await operations.status(profile === undefined ? {} : { profile }, context);
    const account = profile === undefined ? profiles.find(({ is_default }) => is_default) : profiles[0];
    if (!account) throw noDefault();
    this.#profileId = account.id;
    this.#name = account.name;
    this.#account = params.account;
    this.#note(this.#parts.accounts.look(account.id));
    this.#isBusy = true;
    const first = await this.#ask({}).catch((error: unknown) => toAxiomTokenError(error));
    this.#isBusy = false;
    if (first instanceof AxiomTokenError && FINAL.includes(first.code)) throw first;
    return () => {
      if (first instanceof AxiomTokenError) this.#failed(first);
      else this.#handedOut(first);
      this.accountsChanged();
    };
  }

  /** Ends the subscription: nothing is sent any more, and its pending requests are aborted. */
  end(): void {
    this.#abort.abort();
  }

  accountsChanged(): void {
    if (this.#isOver || this.#profileId === '') return;
    const account = this.#parts.accounts.look(this.#profileId);
    if (!account) return this.#endWith(accountRemoved(this.#name));
    const { generation } = account;
    const isNew = generation !== this.#generation || this.#isOther(account);
    if (generation !== undefined && isNew && !this.#isPaused) {
      void this.#handOut(generation);
    } else if (textOf(account.state) !== this.#state) this.#sendState(account.state, undefined);
  }

  rulesChanged(): void {
    if (this.#isOver || this.#profileId === '') return;
    const refusal = this.#refusal();
    // A permission can be withdrawn during a pause, too.
    const isOnlyPaused = !refusal || refusal.code === 'PAUSED';
    const decision = this.#wasAllowed && isOnlyPaused ? this.#decision() : undefined;
    if (decision === 'other') return this.#failed(withdrawn());
    if (refusal) return this.#failed(refusal);
    const isToBeAsked = decision === 'ask-first';
    if (!this.#isPaused && !isToBeAsked) return;
    this.#isPaused = false;
    this.#wasAllowed &&= !isToBeAsked;
    const generation = this.#parts.accounts.look(this.#profileId)?.generation;
    if (generation !== undefined) void this.#handOut(generation);
  }

  /** Call it when the client has read everything that was written. */
  caughtUp(): void {
    if (!this.#hasPostponed) return;
    this.#hasPostponed = false;
    this.rulesChanged();
    this.accountsChanged();
  }

  /** Whether another account at Axiom seems to be signed in. The gate decides. */
  #isOther({ account }: Account): boolean {
    return account !== undefined && this.#account !== undefined && account !== this.#account;
  }

  #note(account: Account | undefined): void {
    this.#generation = account?.generation;
    if (account) this.#state = textOf(account.state);
  }

  get #isOver(): boolean {
    return this.#abort.signal.aborted;
  }

  async #handOut(generation: number): Promise<void> {
    if (this.#isBusy) {
      this.#isDueAgain = true;
      return;
    }
    if (this.#isPostponed()) return;
    this.#isBusy = true;
    this.#generation = generation;
    // The new token is in memory already; subscribers must not cause refreshes.
    await this.#ask({ mayRefresh: false }).then(
      (token) => this.#handedOut(token),
      (error: unknown) => this.#failed(toAxiomTokenError(error)),
    );
    this.#isBusy = false;
    if (!this.#isDueAgain) return;
    this.#isDueAgain = false;
    this.accountsChanged();
  }

  #ask(more: { readonly mayRefresh?: false }): Promise<TokenAnswer> {
    const { operations, params, context } = this.#parts;
    const [profileId, account] = [this.#profileId, this.#account];
    const wish = { ...params, profile: profileId, ...(account === undefined ? {} : { account }), ...more };
    return operations['token.get'](wish, { ...context(this.#abort.signal), profileId });
  }

  #handedOut(token: TokenAnswer): void {
    if (this.#isOver) return;
    this.#isPaused = false;
    this.#generation = token.generation;
    this.#account ??= token.account ?? undefined;
    this.#wasAllowed = this.#decision() === 'allow';
    // The user was asked again, but the client has this token already.
    if (this.#sent === token.generation) return;
    this.#sent = token.generation;
    this.#state = textOf(token.state);
    this.#parts.send('token', { subscription: this.#parts.id, token });
  }

  #failed(failure: AxiomTokenError): void {
    if (this.#isOver) return;
    if (FINAL.includes(failure.code)) return this.#endWith(failure);
    if (failure.code !== 'PAUSED') return this.#sendState(this.#parts.accounts.look(this.#profileId)?.state, failure);
    if (this.#isPaused || this.#isPostponed()) return;
    this.#isPaused = true;
    this.#sent = undefined;
    this.#parts.send('paused', { subscription: this.#parts.id, error: toErrorAnswer(failure) });
  }

  #sendState(state: AccountState | undefined, failure: AxiomTokenError | undefined): void {
    if (this.#isPostponed()) return;
    if (state) this.#state = textOf(state);
    const error = failure ? toErrorAnswer(failure) : null;
    this.#sent = undefined;
    this.#parts.send('state', { subscription: this.#parts.id, profile: this.#profileId, state: state ?? null, error });
  }

  #endWith(failure: AxiomTokenError): void {
    this.end();
    this.#parts.send('ended', { subscription: this.#parts.id, error: toErrorAnswer(failure) });
    this.#parts.onOver();
  }

  #isPostponed(): boolean {
    const isBehind = this.#parts.isBehind();
    if (isBehind) this.#hasPostponed = true;
    return isBehind;
  }

  /**
   * What the remembered consents say about the program now. `ask-first`: nothing was withdrawn, but the user wants to
   * be asked from now on. If the consents cannot be read, the previous answer counts, because the gate refuses the
   * next token anyway.
   */
  #decision(): 'allow' | 'ask-first' | 'other' {
    const { consents, consumer } = this.#parts;
    try {
      const decision = consents.decide({ profileId: this.#profileId, consumer, kind: 'access' });
      if (decision.kind === 'ask' && decision.isOnlyNotified) return 'ask-first';
      return decision.kind === 'allow' ? 'allow' : 'other';
    } catch {
      return this.#wasAllowed ? 'allow' : 'other';
    }
  }

  #refusal(): AxiomTokenError | undefined {
    const { gate, consumer } = this.#parts;
    try {
      gate.refuseBeforehand({ profileId: this.#profileId, consumer, kind: 'access' });
      return undefined;
    } catch (error) {
      return toAxiomTokenError(error);
    }
  }
}

function noDefault(): AxiomTokenError {
  return new AxiomTokenError('TOKEN_NOT_FOUND', {
    message: 'There is no default account.',
    remedy: 'Name an account, or choose one with: axiom-tokens profiles default ID',
  });
}

function withdrawn(): AxiomTokenError {
  return new AxiomTokenError('DENIED', {
    message: 'The permission of this program to have tokens of this account was withdrawn.',
    remedy: 'Ask again, so that a person decides again, or allow it under "Programs" in the window.',
  });
}

function textOf({ token, session, storage }: AccountState): string {
  return `${token} ${session} ${storage}`;
}
