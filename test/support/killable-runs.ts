// Runs of a program that can die at any of their changes: that call and all later ones of the run never return, as in a killed process. Works in
// this process by replacing Node's file functions, so that calls of every module count. Reads do not count: dying before a read leaves the same
// state as dying before the next change.
import { AsyncLocalStorage } from 'node:async_hooks';
import fs, { type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { onTestFinished } from 'vitest';

/** One run, from inside. */
export interface KillableRun {
  /** Counts a change that is not a file operation. True when the run dies there: then the change must not be made and the call must not return. */
  diesAt(change: string): boolean;
}

/** Whether a run dies before this change, the `number`-th from 0. A call is described by name and subject: `unlink /data/journal/bot.sealed`. */
export type DiesAt = (change: string, number: number) => boolean;

/** The result of a run. `diedAt`: the change that was not made. */
export type Ended<Result> =
  | { readonly result: Result; readonly diedAt?: undefined }
  | { readonly diedAt: string; readonly result?: undefined };

export interface KillableRuns {
  /** Runs `body` until it ends or dies. */
  run<Result>(diesAt: DiesAt, body: (run: KillableRun) => Promise<Result>): Promise<Ended<Result>>;
}

type AnyCall = (...args: unknown[]) => Promise<unknown>;
const CHANGING = new Set(['rename', 'unlink', 'mkdir', 'rmdir', 'chmod']);
const READING = new Set(['readFile', 'readdir', 'lstat', 'stat', 'access', 'realpath']);
const NEVER = new Promise<never>(() => undefined);

/** Replaces the functions until the test ends; calls from outside a run work as usual. */
export function openKillableRuns(): KillableRuns {
  const own = { ...fs } as unknown as Record<string, AnyCall>;
  const calls = fs as unknown as Record<string, AnyCall>;
  const present = new AsyncLocalStorage<Run>();
  for (const [name, call] of Object.entries(own)) {
    if (READING.has(name)) calls[name] = (...args) => (present.getStore()?.isDead ? NEVER : call(...args));
    if (CHANGING.has(name))
      calls[name] = (...args) => (present.getStore()?.diesAt(`${name} ${String(args[0])}`) ? NEVER : call(...args));
  }
  calls['open'] = async (...args) => {
    const run = present.getStore();
    const [path, , mode] = args;
    // With a mode the file is created, without one it is read.
    if (run && (mode === undefined ? run.isDead : run.diesAt(`open ${String(path)}`))) return NEVER;
    const file = (await own['open']?.(...args)) as FileHandle;
    return run ? run.withDeath(file, String(path)) : file;
  };
  syncBuiltinESMExports();
  onTestFinished(() => {
    Object.assign(fs, own);
    // While an AsyncLocalStorage is active, Node tracks every promise of the process, which would slow other tests down many times.
    present.disable();
    syncBuiltinESMExports();
  });
  return {
    async run(diesAt, body) {
      const run = new Run(diesAt);
      const ended = await Promise.race([
        present.run(run, () => body(run)).then((result) => ({ result })),
        run.death.then((diedAt) => ({ diedAt })),
      ]);
      if ('diedAt' in ended) await run.closeFiles();
      return ended;
    },
  };
}

class Run implements KillableRun {
  readonly #diesAt: DiesAt;
  readonly #files = new Set<FileHandle>();
  readonly death: Promise<string>;
  #tellDeath = (_at: string): void => undefined;
  #changes = 0;
  isDead = false;

  constructor(diesAt: DiesAt) {
    this.#diesAt = diesAt;
    this.death = new Promise((resolve) => {
      this.#tellDeath = resolve;
    });
  }

  diesAt(change: string): boolean {
    if (this.isDead) return true;
    this.isDead = this.#diesAt(change, this.#changes++);
    if (this.isDead) this.#tellDeath(change);
    return this.isDead;
  }

  withDeath(file: FileHandle, path: string): FileHandle {
    this.#files.add(file);
    const write = file.write.bind(file) as (b: Uint8Array, o: number, l: number, p: number) => Promise<unknown>;
    return Object.assign(file, {
      write: async (buffer: Uint8Array, offset: number, length: number, position: number) => {
        if (!this.diesAt(`write ${path}`)) return write(buffer, offset, length, position);
        // Half of the content was written.
        await write(buffer, offset, length >> 1, position);
        return NEVER;
      },
    }) as unknown as FileHandle;
  }

  /** Like the system at the end of a process. */
  async closeFiles(): Promise<void> {
    await Promise.all([...this.#files].map((file) => file.close().catch(() => undefined)));
  }
}
