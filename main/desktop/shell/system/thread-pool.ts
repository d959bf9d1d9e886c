// How many file system calls can run at once. Called by the composition root before anything else.

/** Node's default is four: four calls on a drive that does not answer would block log, journals and everything else. */
const THREADS = '32';

/** Must run before the first file system call: libuv reads the number once. A number set by the user is kept. */
export function enlargeThreadPool(env: NodeJS.ProcessEnv): void {
  env['UV_THREADPOOL_SIZE'] ??= THREADS;
}
