// A hand-out in memory over a test's registry: a gate that asks nobody, a pause, and consents set by the test. Records who got what.
import type { AxiomTokenError } from '../../../../main/core/base/errors';
import type { ProfileRegistry } from '../../../../main/core/profiles/profile-registry';
import type { TokenLifecycleManager } from '../../../../main/core/refresh/token-lifecycle-manager';
import type { Consent, ConsentPolicy } from '../../../../main/handout/consent';
import type { HandedOut, HandoutRequest } from '../../../../main/handout/gate';
import type {
  ChangedBy,
  Consents,
  Handout,
  HandoutTrail,
  PauseSwitch,
  WindowGate,
} from '../../../../main/handout/handout';
import type { PauseState } from '../../../../main/handout/handout-state';

export class ScriptedHandout implements Handout {
  readonly requests: HandoutRequest[] = [];
  readonly changes: string[] = [];
  kept: readonly Consent[] = [];
  refusal: AxiomTokenError | undefined;
  /** The error of saving the pause. */
  saveFailure: AxiomTokenError | undefined;
  consentsFailure: AxiomTokenError | undefined;
  readonly #registry: ProfileRegistry;
  readonly #lifecycle: TokenLifecycleManager;
  #pause: PauseState = { isPaused: false };
  #policies: Record<string, ConsentPolicy> = {};

  constructor(registry: ProfileRegistry, lifecycle: TokenLifecycleManager) {
    this.#registry = registry;
    this.#lifecycle = lifecycle;
  }

  readonly gate: WindowGate = {
    prepare: async () => undefined,
    handOut: (request) => this.#handOut(request),
    refuseBeforehand: () => undefined,
    onRuleChange: () => () => undefined,
  };

  readonly pause: PauseSwitch = (() => {
    const read = (): PauseState => this.#pause;
    return {
      get state() {
        return read();
      },
      pause: (by, reason) => this.#setPause({ isPaused: true, sinceMs: 0, reason }, by, 'paused'),
      resume: (by) => this.#setPause({ isPaused: false }, by, 'resumed'),
      onChange: () => () => undefined,
    };
  })();

  readonly consents: Consents = {
    list: (profileId) => this.#listed().filter((each) => profileId === undefined || each.profileId === profileId),
    policies: () => this.#policies,
    policyOf: (profileId) => this.#policies[profileId] ?? 'notify',
    decide: () => ({ kind: 'allow', rule: 'scripted' }),
    remember: () => undefined,
    noteNotified: () => undefined,
    noteUse: () => undefined,
    allow: async (profileId, consumer, by, scope = 'always') =>
      this.#decided(profileId, consumer, by, 'allow', scope === 'once' ? 'always' : scope),
    block: async (profileId, consumer, by, fileId) => this.#decided(profileId, consumer, by, 'deny', 'always', fileId),
    forget: async (profileId, consumer) => {
      const gone = this.#listed().filter((each) => each.profileId === profileId && each.name === consumer);
      this.kept = this.kept.filter((each) => !gone.includes(each));
      return gone.map(({ id }) => id);
    },
    meant: async (_profileId, consumer) => ({ programId: consumer, name: consumer }),
    setPolicy: async (profileId, policy, { consumer, via }) => {
      this.changes.push(`policy ${policy} by ${consumer.name} (${via})`);
      this.#policies = { ...this.#policies, [profileId]: policy };
    },
    forgetAccount: () => undefined,
    endRun: () => undefined,
    onChange: () => () => undefined,
  };

  /** The trail's answer; by default it has the filter as a gap. */
  view: HandoutTrail['look'] = async (filter) => ({ entries: [], gaps: [JSON.stringify(filter)] });

  readonly trail: HandoutTrail = {
    add: () => undefined,
    addBeforeHandout: () => undefined,
    trouble: undefined,
    flush: async () => undefined,
    query: async () => [],
    tagOf: () => '00000000',
    onChange: () => () => undefined,
    look: (filter, pages) => this.view(filter, pages),
  };

  async dispose(): Promise<void> {
    await this.trail.flush();
  }

  #setPause(state: PauseState, { consumer, via }: ChangedBy, word: string): void {
    this.#pause = state;
    if (state.isPaused) this.#lifecycle.pause();
    else this.#lifecycle.resume();
    this.changes.push(`${word} by ${consumer.name} (${via})`);
    if (this.saveFailure) throw this.saveFailure;
  }

  #listed(): readonly Consent[] {
    if (this.consentsFailure) throw this.consentsFailure;
    return this.kept;
  }

  #decided(
    profileId: string,
    name: string,
    { consumer, via }: ChangedBy,
    decision: Consent['decision'],
    scope: Consent['scope'],
    fileId?: string,
  ): Consent {
    const id = String(this.kept.length + 1);
    const file = fileId === undefined ? {} : { fileId };
    const about = { profileId, programId: name, name, ...file };
    const consent: Consent = { id, ...about, decision, scope, by: 'person', decidedAtMs: 0 };
    this.kept = [...this.kept, consent];
    this.changes.push(`${decision} ${name} by ${consumer.name} (${via})`);
    return consent;
  }

  async #handOut(request: HandoutRequest): Promise<HandedOut> {
    this.requests.push(request);
    if (this.refusal) throw this.refusal;
    const { manager, refresher } = this.#registry.get(request.profileId);
    const tokens = await refresher.getValidTokens(request.minValidMs);
    return {
      profileId: request.profileId,
      origin: manager.origin,
      accessToken: tokens.accessToken,
      refreshToken: request.kind === 'refresh' ? tokens.refreshToken : undefined,
      accountId: tokens.accountId,
      issuedAtMs: tokens.issuedAtMs,
      expiresAtMs: tokens.expiresAtMs,
      refreshAfterMs: (tokens.expiresAtMs ?? manager.serverNowMs()) - 60_000,
      generation: manager.getRecord()?.recordGeneration ?? 0,
      serverNowMs: manager.serverNowMs(),
      clockOffsetMs: manager.serverOffsetMs,
      tag: '0a1b2c3d',
    };
  }
}
