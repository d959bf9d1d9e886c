// Identifies the program of a process, and gives it a name for the user. Pure.
import { createHash } from 'node:crypto';
import { basename, dirname } from 'node:path';
import { absolute, pathInProcess } from './held-script';
import type { ProcessFacts } from './process-facts';
import { interpreterRun, type Script } from './program-script';

export interface ProgramIdentity {
  /** The same each time the program is started. */
  readonly programId: string;
  /** The name for the user, such as "python3 running bot.py in ~/bots". */
  readonly name: string;
  readonly script?: string | undefined;
  /** Whether it is an interpreter: what it runs is not its own file, but a script, a module or code. */
  readonly isInterpreter?: true | undefined;
  /** What it runs came through a pipe or is in no file any more, so the process is not known again. */
  readonly hasNoFile?: true | undefined;
  /**
   * `own`: `axiom-tokens`. `wrapper`: only starts another program. `forwarder`: passes on the requests of a program
   * on another computer.
   */
  readonly role: 'program' | 'own' | 'wrapper' | 'forwarder';
}

const OWN = /^axiom-tokens(\.(m?js|cjs|exe))?$/;
/** Programs that only start the program on their command line. */
const WRAPPERS: readonly string[] = [
  ...['timeout', 'env', 'nice', 'ionice', 'chrt', 'nohup', 'setsid', 'stdbuf', 'xargs', 'time', 'script', 'unbuffer'],
  ...['setpriv', 'catchsegv', 'faketime', 'taskset', 'dotenv', 'npx', 'flock'],
];
const FORWARDERS: readonly string[] = ['sshd', 'sshd-session', 'dropbear'];

/** Identifies the program; `undefined` when the system does not say which file it runs, except for forwarders, which are known by name. */
export function identify(facts: ProcessFacts, home: string): ProgramIdentity | undefined {
  const { exe, comm } = facts;
  // For a program that has changed its user, such as sshd, only root may read the path of the file.
  const ownName = exe === undefined ? comm : basename(exe);
  if (FORWARDERS.includes(ownName)) {
    return { programId: exe ?? ownName, name: 'A program on another computer, via ssh', role: 'forwarder' };
  }
  if (exe === undefined) return undefined;
  const run = interpreterRun(ownName, facts.argv);
  if (!run) {
    const role = OWN.test(ownName) ? 'own' : WRAPPERS.includes(ownName) ? 'wrapper' : 'program';
    return { programId: exe, name: ownName, role };
  }
  const identity = identifyScript(facts, exe, { ...run, home, called: calledName(facts, ownName) });
  return { ...identity, isInterpreter: true };
}

/** Whether a program with this file name runs scripts or other programs, which are identified separately. */
export function runsOthers(fileName: string): boolean {
  return WRAPPERS.includes(fileName) || interpreterRun(fileName, []) !== undefined;
}

function identifyScript(
  facts: ProcessFacts,
  exe: string,
  run: { readonly isShell: boolean; readonly script: Script; readonly home: string; readonly called: string },
): ProgramIdentity {
  const { isShell, script, home, called } = run;
  const { cwd, heldScript } = facts;
  const ofFile = (path: string): ProgramIdentity => {
    const name = `${called} running ${basename(path)} in ${shortened(dirname(path), home)}`;
    return { programId: `${exe} ${path}`, name, script: path, role: OWN.test(basename(path)) ? 'own' : 'program' };
  };
  // Shells only start other programs when they run code without a file.
  const codeRole = isShell ? 'wrapper' : 'program';
  switch (script.kind) {
    case 'file': {
      const path = absolute(script, cwd);
      if (pathInProcess(path, facts.pid) === undefined) return ofFile(path);
      if (heldScript !== undefined) return ofFile(heldScript);
      const programId = `${exe} code of process ${facts.pid}:${facts.startTicks}`;
      return { programId, name: `${called} running code that is in no file`, role: codeRole, hasNoFile: true };
    }
    case 'module': {
      const where = cwd === undefined ? '' : ` in ${shortened(cwd, home)}`;
      return {
        programId: `${exe} -m ${script.name} ${cwd}`,
        name: `${called} -m ${script.name}${where}`,
        role: 'program',
      };
    }
    case 'code': {
      const hash = createHash('sha256').update(script.text).digest('hex').slice(0, 8);
      const name = `${called} running code of its command line`;
      return { programId: `${exe} code ${hash}`, name, role: codeRole };
    }
    case 'none':
      if (heldScript !== undefined) return ofFile(heldScript);
      return { programId: exe, name: called, role: 'program' };
  }
}

/** The name in argv[0], if the file's name begins with it: `python3` for `/usr/bin/python3.11`; else the file's name. */
function calledName({ argv }: ProcessFacts, ownName: string): string {
  const called = basename(argv[0] ?? '').replace(/^-/, '');
  return called !== '' && ownName.startsWith(called) ? called : ownName;
}

function shortened(folder: string, home: string): string {
  if (folder === home) return '~';
  return folder.startsWith(`${home}/`) ? `~${folder.slice(home.length)}` : folder;
}
