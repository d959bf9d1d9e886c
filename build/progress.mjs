// Prints the progress of the set-up: one line per step, with its name, the size, and the time in seconds.
// Every step gets it as a parameter; the steps must not know terminals.

/**
 * @typedef {object} Progress
 * @property {(what: string, work: () => Promise<string>) => Promise<void>} step prints `what`, runs `work`, closes the
 *   line with the size that `work` resolves to and the seconds; on failure closes it with "failed" and rethrows
 * @property {(text: string) => void} note prints one line
 */

/**
 * @param {{write: (text: string) => void, nowMs: () => number}} deps
 * @returns {Progress}
 */
export function createProgress({ write, nowMs }) {
  return {
    async step(what, work) {
      const startedAtMs = nowMs();
      const seconds = () => `${((nowMs() - startedAtMs) / 1000).toFixed(1)} s`;
      write(`- ${what} ... `);
      try {
        const size = await work();
        write(size === '' ? `${seconds()}\n` : `${size}, ${seconds()}\n`);
      } catch (error) {
        write(`failed after ${seconds()}\n`);
        throw error;
      }
    },
    note(text) {
      write(`${text}\n`);
    },
  };
}

/** The progress printer of a real run. `stream` is stderr where stdout carries a result. */
export function createTerminalProgress(/** @type {NodeJS.WritableStream} */ stream = process.stdout) {
  return createProgress({ write: (text) => void stream.write(text), nowMs: () => performance.now() });
}

/** Bytes in a readable unit: "102 MB". */
export function formatBytes(/** @type {number} */ bytes) {
  if (bytes >= 1e6) return `${Math.round(bytes / 1e6)} MB`;
  return bytes >= 1e3 ? `${Math.round(bytes / 1e3)} kB` : `${bytes} bytes`;
}
