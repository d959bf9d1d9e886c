// The real `axiom-tokens`, bundled once per test file and run under Node, with its own home and runtime folder.
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleProgram } from '../bundle-program';
import { makeTemporaryFolder } from '../temporary-folder';
import { TestBroker } from './test-broker';

export interface Run {
  readonly child: ChildProcess;
  /** The output so far. */
  readonly printed: { stdout: string; stderr: string };
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

export class CommandLine {
  readonly path: string;
  readonly folder: string;
  readonly broker: TestBroker;
  readonly env: Record<string, string>;
  readonly #dispose: () => Promise<void>;
  readonly #children = new Set<ChildProcess>();
  readonly #otherBrokers: TestBroker[] = [];

  private constructor(path: string, folder: string, dispose: () => Promise<void>) {
    this.path = path;
    this.folder = folder;
    this.broker = new TestBroker(folder);
    this.#dispose = dispose;
    this.env = {
      PATH: process.env['PATH'] ?? '',
      HOME: join(folder, 'home'),
      XDG_RUNTIME_DIR: join(folder, 'run'),
      TERM: 'xterm',
      AXIOM_TOKENS_SOCK: this.broker.socket,
    };
  }

  /** `source`: the entry to bundle. */
  static async open(source = 'main/cli/index.ts'): Promise<CommandLine> {
    const bundle = await bundleProgram(source, { external: ['keytar', 'koffi', 'electron'], startsOften: true });
    const { path: folder, remove } = await makeTemporaryFolder();
    const line = new CommandLine(bundle.path, folder, async () => {
      await bundle.dispose();
      await remove();
    });
    for (const name of ['home', 'run']) await mkdir(join(folder, name), { mode: 0o700 });
    return line;
  }

  /** The words for a shell that call it. */
  get words(): readonly string[] {
    return [process.execPath, this.path];
  }

  run(args: readonly string[], options: SpawnOptions = {}): Run {
    const [program = '', ...rest] = this.words;
    const child = spawn(program, [...rest, ...args], { env: this.env, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    return this.watch(child);
  }

  /** A separate broker for a test that runs beside others, and the environment for reaching it. */
  async another(): Promise<{ readonly broker: TestBroker; readonly env: Record<string, string> }> {
    const broker = new TestBroker(await mkdtemp(join(this.folder, 'b-')));
    this.#otherBrokers.push(broker);
    await broker.start();
    return { broker, env: { ...this.env, AXIOM_TOKENS_SOCK: broker.socket } };
  }

  /** Runs any program like {@link run}. */
  watch(child: ChildProcess): Run {
    this.#children.add(child);
    const printed = { stdout: '', stderr: '' };
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (printed.stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (printed.stderr += text));
    const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
      child.once('close', (code, signal) => resolve({ code, signal }));
    });
    return { child, printed, ended };
  }

  async dispose(): Promise<void> {
    await Promise.all(Array.from(this.#children, endNow));
    for (const broker of [this.broker, ...this.#otherBrokers]) await broker.stop();
    await this.#dispose();
  }
}

/** Ends it with SIGTERM, which `exec` forwards to its program; if only `exec` were killed, the program would stay. */
async function endNow(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => {
    child.once('exit', resolve);
  });
  child.kill('SIGTERM');
  const limit = setTimeout(() => child.kill('SIGKILL'), 2_000);
  await ended;
  clearTimeout(limit);
}
