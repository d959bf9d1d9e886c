// A hand-out under random requests, pauses, decisions and token ends, and the rules for each token that leaves. Judged at the gate's last check, by what was done so
// far, not by the gate's own state. Each token must have its trail entry before that check.
import { createNodeCrypto } from '../../main/adapters/platform/node-crypto';
import { createBackupService } from '../../main/core/backup/backup-service';
import { Secret } from '../../main/core/base/secret';
import { profilesToBackUp } from '../../main/core/intents/profiles-to-back-up';
import type { ConsentAnswer, ConsentPolicy } from '../../main/handout/consent';
import { type Consumer, PERSON } from '../../main/handout/consumer';
import type { HandoutRequest } from '../../main/handout/gate';
import type { NewTrailEntry } from '../../main/handout/trail-entry';
import { AxiomTokenError } from '../../main/core/base/errors';
import { cheapScrypt } from './fakes/crypto/cheap-scrypt';
import { settle } from './fakes/clock/fake-clock';
import { BOT } from './make-handout';
import { TestServices } from './make-services';

const OTHER: Consumer = { ...BOT, programId: '/usr/bin/other', sessionId: 'tty2', name: 'other', binary: 'file 9' };
const CHILD: Consumer = { ...BOT, kind: 'child', programId: '/usr/bin/python3', name: 'child of bot', lentBy: BOT };
export const CONSUMERS = { bot: BOT, other: OTHER, child: CHILD, person: PERSON } as const;
export type ConsumerName = keyof typeof CONSUMERS;
export type ProgramName = 'bot' | 'other';

const BY = { consumer: PERSON, via: 'window' } as const;

/** One event. `turns`: number of promise reactions before the next one. */
export type Step = { readonly turns: number } & (
  | { readonly do: 'ask'; readonly who: ConsumerName; readonly more: Partial<HandoutRequest> }
  | { readonly do: 'leave' }
  | { readonly do: 'answer'; readonly answer: ConsentAnswer }
  | { readonly do: 'allow' | 'block' | 'forget'; readonly who: ProgramName }
  | { readonly do: 'policy'; readonly policy: ConsentPolicy }
  | { readonly do: 'pause' | 'resume'; readonly by: 'us' | 'another program'; readonly isSaved: boolean }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'network'; readonly isThere: boolean }
  | { readonly do: 'lock' | 'sign out' | 'sign in' | 'back up' }
);

const programOf = (consumer: Consumer): ProgramName =>
  (consumer.lentBy ?? consumer).programId === BOT.programId ? 'bot' : 'other';

export class HandoutModel {
  readonly wrong: string[] = [];
  backedUpWhilePaused = 0;
  left = 0;
  refused = 0;
  readonly #services = new TestServices();
  readonly #open: AbortController[] = [];
  readonly #ends: Promise<void>[] = [];
  #isPaused = false;
  #policy: ConsentPolicy = 'notify';
  /** Until when a person allows a program: for good, until the screen is locked, or only the waiting requests. */
  readonly #allowed: Record<ProgramName, 'no' | 'run' | 'always'> = { bot: 'no', other: 'no' };
  readonly #blocked: Record<ProgramName, boolean> = { bot: false, other: false };
  /** Until when a program is refused: all tokens, or only the refresh token. */
  readonly #refusedUntilMs: Record<ProgramName, { all: number; refresh: number }> = {
    bot: { all: 0, refresh: 0 },
    other: { all: 0, refresh: 0 },
  };
  /** Requests by their stated reason: those in progress, and those that a person has allowed. */
  readonly #underWay = new Map<string, Pick<HandoutRequest, 'consumer' | 'kind'>>();
  readonly #once = new Set<string>();
  readonly #answered = new WeakSet<AbortSignal>();
  /** Rule violations of tokens that leave after the newest check, by the request's reason. */
  readonly #verdicts = new Map<string, readonly string[]>();
  /** Requests with a trail entry for a token, requests that got one, and requests whose second entry withdraws the first. */
  readonly #lines = new Set<string>();
  readonly #gone = new Set<string>();
  readonly #takenBack = new Set<string>();
  #asks = 0;
  #handedOut = 0;
  #refusals = 0;

  async start(): Promise<void> {
    await this.#services.signedIn();
    const { trail, consents } = this.#services.handout;
    const add = trail.add.bind(trail);
    trail.add = (entry) => {
      this.#noteRefusal(entry);
      add(entry);
    };
    const addBeforeHandout = trail.addBeforeHandout.bind(trail);
    trail.addBeforeHandout = (entry) => {
      this.#handedOut++;
      this.#lines.add(entry.reason ?? '');
      // The state known by then is checked once more.
      this.#verdicts.delete(entry.reason ?? '');
      return addBeforeHandout(entry);
    };
    const decide = consents.decide.bind(consents);
    consents.decide = (request) => {
      const { reason = '' } = request as HandoutRequest;
      this.#verdicts.set(reason, this.#judge(request, reason));
      return decide(request);
    };
    // Programs are known before a person decides about them.
    for (const consumer of [BOT, OTHER]) {
      add({ event: 'refused', via: 'socket', consumer, profileId: 'default', reason: 'known' });
    }
  }

  /** `undefined`: it is done, and the next one may follow in the same turn. */
  take(step: Step): Promise<void> | undefined {
    const done = this.#do(step);
    return done === undefined && step.turns === 0 ? undefined : this.#after(done, step.turns);
  }

  async #after(done: Promise<void> | undefined, turns: number): Promise<void> {
    if (done) await done;
    for (let turn = 0; turn < turns; turn++) await Promise.resolve();
  }

  /** Lets everything finish, and compares the tokens that left with the trail. */
  async end(): Promise<void> {
    for (const controller of this.#open) controller.abort();
    await settle();
    await Promise.all(this.#ends);
    for (const reason of this.#gone) if (!this.#lines.has(reason)) this.wrong.push(`${reason} has no line`);
    for (const reason of this.#lines) {
      if (!this.#gone.has(reason) && !this.#takenBack.has(reason))
        this.wrong.push(`${reason} got nothing, unlike its line`);
    }
    if (this.refused !== this.#refusals) this.wrong.push(`${this.refused} refused, ${this.#refusals} written down`);
    const { handout } = this.#services;
    await handout.trail.flush();
    const entries = await handout.trail.query({ event: 'handed-out' });
    const told = entries.reduce((sum, { count }) => sum + count, 0);
    if (told !== this.#handedOut) this.wrong.push(`${this.#handedOut} were written down, the trail knows of ${told}`);
    await handout.dispose();
  }

  #do(step: Step): Promise<void> | undefined {
    const { handout, registry, gateway, clock, lifecycle } = this.#services;
    switch (step.do) {
      case 'ask':
        this.#ask(CONSUMERS[step.who], step.more);
        return undefined;
      case 'leave':
        this.#open.shift()?.abort();
        return undefined;
      case 'answer':
        return this.#answer(step.answer);
      case 'allow':
      case 'block':
      case 'forget':
        return this.#decide(step.do, step.who);
      case 'policy':
        this.#policy = step.policy;
        return handout.consents.setPolicy('default', step.policy, BY);
      case 'pause':
      case 'resume':
        this.#setPause(step.do === 'pause', step.by, step.isSaved);
        return undefined;
      case 'wait':
        return clock.advance(step.ms);
      case 'network':
        if (!step.isThere) gateway.goOffline();
        else gateway.otherwise = async () => gateway.issue();
        lifecycle.checkAllNow();
        return undefined;
      case 'lock':
        for (const who of ['bot', 'other'] as const) if (this.#allowed[who] === 'run') this.#allowed[who] = 'no';
        handout.consents.endRun();
        return undefined;
      case 'sign out':
        return registry.get('default').manager.clear();
      case 'sign in':
        return registry.get('default').manager.setTokens(gateway.issue().tokens);
      case 'back up':
        return this.#backUp();
    }
  }

  /** Looks for the programs first; the decision takes effect when this returns. */
  async #decide(what: 'allow' | 'block' | 'forget', who: ProgramName): Promise<void> {
    const { consents } = this.#services.handout;
    if (what === 'allow') {
      this.#blocked[who] = false;
      this.#refusedUntilMs[who].all = 0;
      this.#allowed[who] = 'always';
    }
    await consents[what]('default', CONSUMERS[who].programId, BY);
    if (what === 'allow') return;
    this.#allowed[who] = 'no';
    if (what === 'block') return this.#block(who);
    this.#blocked[who] = false;
    this.#refusedUntilMs[who] = { all: 0, refresh: 0 };
  }

  /** A block replaces refusals for an hour, those of the refresh token included (consent-changes.test.ts). */
  #block(who: ProgramName): void {
    this.#blocked[who] = true;
    this.#refusedUntilMs[who] = { all: 0, refresh: 0 };
  }

  /** As in the window, which also works during a pause. */
  async #backUp(): Promise<void> {
    const { registry, clock } = this.#services;
    const record = registry.get('default').manager.getRecord();
    if (!record) return;
    const backups = createBackupService({
      crypto: { ...createNodeCrypto(), scrypt: cheapScrypt },
      clock,
      appVersion: '1',
    });
    const { done } = await profilesToBackUp([registry.get('default')]);
    const bytes = await backups.createBackup(done, new Secret('correct horse battery staple'));
    if (bytes.length === 0) this.wrong.push('a backup did not pass');
    if (this.#isPaused) this.backedUpWhilePaused++;
  }

  async #answer(answer: ConsentAnswer): Promise<void> {
    const { handout, clock } = this.#services;
    const open = handout.asked.find(({ signal }) => !signal.aborted && !this.#answered.has(signal));
    if (!open) return;
    this.#answered.add(open.signal);
    const { consumer, kind } = open.question;
    const program = programOf(consumer);
    if (answer.decision === 'allow') {
      for (const [id, waiting] of this.#underWay) {
        if (waiting.consumer === consumer && waiting.kind === kind) this.#once.add(id);
      }
      if ((answer.scope === 'run' || answer.scope === 'always') && kind === 'access') {
        this.#allowed[program] = answer.scope;
        this.#refusedUntilMs[program].all = 0;
      }
    }
    open.answer(answer);
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    if (answer.decision !== 'deny') return;
    if (answer.scope === 'always') this.#block(program);
    if (answer.scope === 'hour') {
      this.#refusedUntilMs[program][kind === 'refresh' ? 'refresh' : 'all'] = clock.nowMs() + 3_600_000;
    }
  }

  #ask(consumer: Consumer, more: Partial<HandoutRequest>): void {
    const controller = new AbortController();
    this.#open.push(controller);
    const via = consumer === PERSON ? 'window' : 'socket';
    const reason = `#${this.#asks++}`;
    const base = { profileId: 'default', consumer, via, kind: 'access', minValidMs: 10_000 } as const;
    const request: HandoutRequest = { ...base, ...more, reason, signal: controller.signal };
    this.#underWay.set(reason, request);
    const end = this.#services.handout.gate
      .handOut(request)
      .then(
        ({ refreshToken }) => {
          this.left++;
          this.#gone.add(reason);
          this.wrong.push(...(this.#verdicts.get(reason) ?? ['a token left without a last look']));
          if ((refreshToken !== undefined) !== (request.kind === 'refresh')) this.wrong.push('a token too many');
        },
        (error: AxiomTokenError) => {
          if (error.code !== 'CANCELLED') this.refused++;
          if (error.code === 'INTERNAL') this.wrong.push(`an error of the gate itself: ${String(error.cause)}`);
        },
      )
      .finally(() => this.#underWay.delete(reason));
    this.#ends.push(end);
  }

  #setPause(isPaused: boolean, by: 'us' | 'another program', isSaved: boolean): void {
    const { pauseFile, pauseElsewhere, pause } = this.#services.handout;
    if (by === 'another program') {
      pauseElsewhere.write({ isPaused, sinceMs: this.#services.clock.nowMs() });
    } else {
      pauseFile.failure = isSaved ? undefined : new AxiomTokenError('STORAGE_FULL');
      try {
        if (isPaused) pause.pause(BY);
        else pause.resume(BY);
      } catch (error) {
        if (isSaved) throw error;
      }
      pauseFile.failure = undefined;
    }
    this.#isPaused = isPaused;
  }

  #noteRefusal({ event, code, rule, reason = '' }: NewTrailEntry): void {
    if (event !== 'refused') return;
    if (code !== 'CANCELLED') this.#refusals++;
    if (rule !== undefined) this.#takenBack.add(reason);
  }

  #judge({ consumer, kind }: Pick<HandoutRequest, 'consumer' | 'kind'>, reason: string): readonly string[] {
    const program = programOf(consumer);
    const found: string[] = [];
    if (this.#isPaused) found.push('while paused');
    if (consumer !== PERSON) {
      const until = this.#refusedUntilMs[program];
      const nowMs = this.#services.clock.nowMs();
      if (this.#blocked[program]) found.push('though it is blocked');
      if (nowMs < until.all || (kind === 'refresh' && nowMs < until.refresh)) found.push('in the hour of its refusal');
      const wasAsked = this.#once.has(reason);
      if (kind === 'refresh' && !wasAsked) found.push('the refresh token, unasked');
      const isAllowed = wasAsked || this.#allowed[program] !== 'no';
      if (kind === 'access' && this.#policy === 'ask' && !isAllowed) found.push('unasked');
    }
    const { manager } = this.#services.registry.get('default');
    const { expiresAtMs = Infinity } = manager.getTokens() ?? { expiresAtMs: 0 };
    if (expiresAtMs <= manager.serverNowMs()) found.push('though it has ended');
    return found.length === 0 ? [] : [`a token left for ${consumer.name} ${found.join(' and ')}`];
  }
}
