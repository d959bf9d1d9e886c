// Finds what an interpreter runs, from its command line. Pure. Code on the command line must never be shown, because it may contain a secret.

/** `module`: `python3 -m NAME`. `code`: code on the command line. `none`: nothing, or standard input. */
export type Script =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'module'; readonly name: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'none' };

interface Interpreter {
  readonly names: RegExp;
  /** Options whose value is the next argument. */
  readonly valued?: readonly string[];
  /** Options whose value is code. */
  readonly code?: readonly string[];
  /** Option letters whose value is code, also as the last of several letters: `-ne CODE`. */
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

/** What the interpreter `name` runs with these arguments (its own name first); `undefined` when it is not an interpreter. */
export function interpreterRun(name: string, argv: readonly string[]): InterpreterRun | undefined {
  const interpreter = INTERPRETERS.find(({ names }) => names.test(name));
  return interpreter && { isShell: interpreter.isShell ?? false, script: scriptOf(interpreter, argv.slice(1)) };
}

const FILE_OPTIONS: readonly string[] = ['-jar', '-File'];

function scriptOf(interpreter: Interpreter, args: readonly string[]): Script {
  const { valued = [], code = [], codeLetters = '', module, words = [] } = interpreter;
  for (let at = 0; at < args.length; at++) {
    const argument = args[at] ?? '';
    const next = args[at + 1];
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

/** Whether the argument is one option letter, or several, and the last one is in `letters`: `-c`, `-lc`. */
function isCluster(argument: string, letters: string): boolean {
  return /^-[A-Za-z0-9]+$/.test(argument) && letters.includes(argument.at(-1) ?? '-');
}

function file(path: string | undefined): Script {
  return path === undefined ? { kind: 'none' } : { kind: 'file', path };
}
