// What an interpreter runs, from its command line. Pure. Code on a command line is never told: it may hold a secret.

/** `module`: `python3 -m NAME`. `code`: on the command line itself. `none`: nothing, or what comes in. */
export type Script =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'module'; readonly name: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'none' };

interface Interpreter {
  readonly names: RegExp;
  /** Options that have a value as an argument of its own. */
  readonly valued?: readonly string[];
  /** Options whose value is code. */
  readonly code?: readonly string[];
  /** Letters that mean the same at the end of several in one: `-ne CODE`. */
  readonly codeLetters?: string;
  readonly module?: string;
  /** Words before the script: `deno run bot.ts`. */
  readonly words?: readonly string[];
  readonly isShell?: true;
}

const INTERPRETERS: readonly Interpreter[] = [
  {
    names: /^(python|pypy)[\d.]*w?$/,
    valued: ['-W', '-X', '-Q', '--check-hash-based-pycs'],
    code: ['-c'],
    codeLetters: 'c',
    module: '-m',
  },
  {
    names: /^node(js)?$/,
    valued: ['-r', '--require', '--import', '--loader', '--experimental-loader', '-C', '--conditions', '--env-file'],
    code: ['-e', '--eval', '-p', '--print', '-pe'],
  },
  { names: /^deno$/, words: ['run', 'task'], code: ['eval'] },
  { names: /^bun$/, words: ['run'], code: ['-e', '--eval', '-p', '--print'], valued: ['-r', '--preload'] },
  {
    names: /^(ba|z|k|mk|da|a)?sh$/,
    valued: ['-o', '+o', '-O', '+O', '--rcfile', '--init-file'],
    codeLetters: 'c',
    isShell: true,
  },
  { names: /^fish$/, valued: ['-C', '--init-command', '-d', '-f'], code: ['-c', '--command'], isShell: true },
  {
    names: /^(pwsh|powershell)$/,
    valued: ['-ExecutionPolicy', '-File'],
    code: ['-Command', '-c', '-EncodedCommand'],
    isShell: true,
  },
  { names: /^ruby[\d.]*$/, valued: ['-r', '-I', '-C', '-E'], codeLetters: 'e' },
  { names: /^perl[\d.]*$/, valued: ['-I'], codeLetters: 'eE' },
  { names: /^php[\d.]*$/, valued: ['-c', '-d', '-z'], code: ['-r', '-B', '-R', '-E'] },
  { names: /^(lua|luajit|tclsh|Rscript|julia)[\d.]*$/, valued: ['-l'], code: ['-e', '--eval'] },
  { names: /^java$/, valued: ['-cp', '-classpath', '--class-path', '-p', '--module-path', '-jar'] },
];

export interface InterpreterRun {
  readonly isShell: boolean;
  readonly script: Script;
}

/** What the program `name` runs with these arguments (its own name first); `undefined` for one that is no interpreter. */
export function interpreterRun(name: string, argv: readonly string[]): InterpreterRun | undefined {
  const interpreter = INTERPRETERS.find(({ names }) => names.test(name));
  return interpreter && { isShell: interpreter.isShell ?? false, script: scriptOf(interpreter, argv.slice(1)) };
}

const FILE_OPTIONS: readonly string[] = ['-jar', '-File'];

function scriptOf(interpreter: Interpreter, given: readonly string[]): Script {
  const { valued = [], code = [], codeLetters = '', module, words = [] } = interpreter;
  for (let at = 0; at < given.length; at++) {
    const argument = given[at] ?? '';
    const next = given[at + 1];
    if (FILE_OPTIONS.includes(argument) && valued.includes(argument)) return file(next);
    if (code.includes(argument)) return { kind: 'code', text: next ?? '' };
    if (module !== undefined && (argument === module || isCluster(argument, module.slice(1)))) {
      return next === undefined ? { kind: 'none' } : { kind: 'module', name: next };
    }
    if (codeLetters !== '' && isCluster(argument, codeLetters)) return { kind: 'code', text: next ?? '' };
    if (valued.includes(argument)) at++;
    else if (argument === '--') return file(next);
    else if (argument === '-') return { kind: 'none' };
    else if (!/^[-+]/.test(argument) && !words.includes(argument)) return file(argument);
  }
  return { kind: 'none' };
}

/** One letter, or several of which the last is one of `letters`: `-c`, `-lc`. */
function isCluster(argument: string, letters: string): boolean {
  return /^-[A-Za-z0-9]+$/.test(argument) && letters.includes(argument.at(-1) ?? '-');
}

function file(path: string | undefined): Script {
  return path === undefined ? { kind: 'none' } : { kind: 'file', path };
}
