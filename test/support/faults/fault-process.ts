// Starts programs of the fault tests (fault-process-entry.ts) as real processes, sends them commands and waits for their death. Bundles them once.
import type { ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { bundleKeychainChild } from '../bundle-keychain-child';
import { bundleProgram } from '../bundle-program';
import { ChildProcesses } from '../processes/child-processes';
import type { Death } from './fault-points';
import type { FaultAnswer, FaultCommand, FaultProcessConfig } from './fault-process-protocol';

/** A planned death: with `afterMs` the parent kills the program that long after the point, else the program kills itself at the point. */
export interface PlannedDeath {
  readonly point: string;
  readonly afterMs?: number;
}

export interface FaultProcess {
  /** The state of the profile after the start and its recovery; `killed` when it died during the start as planned. */
  readonly started: Promise<FaultAnswer | 'killed'>;
  /** Runs the command; `killed` when it died as planned. Rejects when it died for another reason. */
  tell(command: FaultCommand, death?: PlannedDeath): Promise<FaultAnswer | 'killed'>;
  /** The points passed since the start, or since `mark`. */
  trace(): Promise<readonly string[]>;
  /** `trace` then starts here. */
  mark(): Promise<void>;
  kill(): Promise<void>;
}

export type FaultProcessPlace = Omit<FaultProcessConfig, 'keychainChildPath' | 'tracePath' | 'death'>;

export interface FaultProcesses {
  start(place: FaultProcessPlace, env: NodeJS.ProcessEnv, death?: PlannedDeath): FaultProcess;
  dispose(): Promise<void>;
}

/** Much longer than any step. */
const ANSWER_TIMEOUT_MS = 100_000;

export async function openFaultProcesses(): Promise<FaultProcesses> {
  const program = await bundleProgram('test/support/faults/fault-process-entry.ts', { startsOften: true });
  const keychain = await bundleKeychainChild();
  const children = new ChildProcesses();
  let count = 0;
  return {
    start(place, env, death) {
      const tracePath = join(program.folder, `trace-${count++}`);
      const config: FaultProcessConfig = {
        ...place,
        keychainChildPath: keychain.childPath,
        tracePath,
        ...(death ? { death: forChild(death) } : {}),
      };
      const child = children.start(program.path, [JSON.stringify(config)], env);
      return follow(child, () => children.kill(child), tracePath, death);
    },
    async dispose() {
      await children.killAll();
      await keychain.dispose();
      await program.dispose();
    },
  };
}

function forChild({ point, afterMs }: PlannedDeath): Death {
  return { point, by: afterMs === undefined ? 'itself' : 'parent' };
}

function follow(
  child: ChildProcess,
  kill: () => Promise<void>,
  tracePath: string,
  firstDeath: PlannedDeath | undefined,
): FaultProcess {
  let passed = 0;
  const readTrace = async (): Promise<string[]> => (await readFile(tracePath, 'utf8')).split('\n').slice(0, -1);

  const outcome = (death: PlannedDeath | undefined): Promise<FaultAnswer | 'killed'> =>
    new Promise((resolve, reject) => {
      const end = (finish: () => void): void => {
        clearTimeout(timer);
        child.off('message', onMessage);
        child.off('exit', onExit);
        finish();
      };
      // The answer may come before the parent's kill; this resolves only after the death.
      let isDying = false;
      const onMessage = (message: unknown): void => {
        if (message === 'at the point') {
          isDying = true;
          void pause(death?.afterMs ?? 0).then(() => child.kill('SIGKILL'));
        } else if (!isDying) end(() => resolve(message as FaultAnswer));
      };
      const onExit = (code: number | null, signal: string | null): void =>
        end(() => {
          if (death && signal === 'SIGKILL') resolve('killed');
          else reject(new Error(`a program of the fault tests ended by itself (${signal ?? `exit code ${code}`})`));
        });
      const timer = setTimeout(() => {
        end(() => reject(new Error('a program of the fault tests does not answer')));
      }, ANSWER_TIMEOUT_MS);
      child.on('message', onMessage);
      child.on('exit', onExit);
    });

  return {
    started: outcome(firstDeath),
    tell(command, death) {
      const result = outcome(death);
      child.send({ command, ...(death ? { death: forChild(death) } : {}) });
      return result;
    },
    trace: async () => (await readTrace()).slice(passed),
    async mark() {
      passed = (await readTrace()).length;
    },
    kill,
  };
}
