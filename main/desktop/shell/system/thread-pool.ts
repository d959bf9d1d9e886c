// How many calls of files can be under way at once. Called by the composition root before anything else.

/** Four is Node's own number: as many files on one drive that does not answer would hold up log, journals and everything else. */
const THREADS = '32';

/** Must run before the first call of a file: libuv reads the number once. A number that the user has set stays. */
export function enlargeThreadPool(env: NodeJS.ProcessEnv): void {
  env['UV_THREADPOOL_SIZE'] ??= THREADS;
}
