// The operations over the real registry and a scripted hand-out, with the fakes of TestServices.
//
//   const world = await new TestOperations().signedIn();
//   expect((await world.call('token.get', {})).access_token).toBe(...);
import { AxiomTokenError } from '../../main/core/base/errors';
import { createOperations } from '../../main/compose/operations/create-operations';
import type { OperationsParts } from '../../main/compose/operations/operation-parts';
import type { ConsentAnswer, ConsentQuestion } from '../../main/handout/consent';
import type { Consumer } from '../../main/handout/consumer';
import type { CallContext, CallName, Calls, LoginStep, Operations } from '../../main/handout/operations';
import type { ProgramFile } from '../../main/handout/program-file';
import { ScriptedHandout } from './fakes/handout/scripted-handout';
import { TestServices } from './make-services';

/** A program with a terminal. */
export const PROGRAM: Consumer = {
  kind: 'program',
  programId: '/usr/bin/bot',
  sessionId: 'tty1',
  name: 'bot in ~/bots',
  tty: '/dev/pts/1',
};

export class TestOperations {
  readonly services: TestServices;
  readonly handout: ScriptedHandout;
  readonly steps: LoginStep[] = [];
  /** The question about exposing tokens, and its answer. */
  readonly asked: ConsentQuestion[] = [];
  answer: ConsentAnswer = { decision: 'allow', scope: 'once' };
  chosenDefault: string | undefined;
  ownPaths: readonly string[] = [];
  files: Readonly<Record<string, ProgramFile>> = {};
  readonly abort = new AbortController();
  readonly operations: Operations;
  readonly context: CallContext;

  constructor(parts: Partial<OperationsParts> = {}, services = new TestServices()) {
    this.services = services;
    const { registry, lifecycle, index, activity, passwordSignIn, sealedFiles, clock, crypto } = services;
    this.handout = new ScriptedHandout(registry, lifecycle);
    const core = {
      registry,
      index,
      activity,
      passwordSignIn,
      sealedFiles,
      interactive: { run: services.interactively },
    };
    this.operations = createOperations(core, this.handout, {
      source: 'broker',
      broker: async () => ({ running: true, kind: 'app', version: services.version, pid: 4711 }),
      origin: services.origin,
      version: services.version,
      clock,
      crypto,
      defaultAccount: {
        read: () => this.chosenDefault,
        write: async (profileId) => {
          this.chosenDefault = profileId;
        },
      },
      confirm: services.confirm,
      choose: services.choose,
      ask: {
        ask: async (question) => {
          this.asked.push(question);
          return this.answer;
        },
      },
      browserSignIn: services.browserSignIn,
      clearCopied: () => services.clipboard.clearOurs(),
      refuseOwnPath: async (path) => {
        if (this.ownPaths.includes(path)) throw new AxiomTokenError('INVALID_INPUT');
      },
      lookAtProgram: async (path) => this.files[path] ?? { kind: 'none' },
      doctor: async () => ({ findings: [] }),
      locale: { locale: 'en-GB', timeZone: 'UTC' },
      ...parts,
    });
    this.context = {
      consumer: PROGRAM,
      via: 'socket',
      signal: this.abort.signal,
      reportLogin: (step) => void this.steps.push(step),
    };
  }

  /** As {@link TestServices.signedIn}. */
  async signedIn(): Promise<this> {
    await this.services.signedIn();
    return this;
  }

  call<Name extends CallName>(
    name: Name,
    params: Calls[Name]['params'],
    context: Partial<CallContext> = {},
  ): Promise<Calls[Name]['result']> {
    return this.operations[name](params, { ...this.context, ...context });
  }
}
