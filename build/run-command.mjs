// Runs one external program and keeps the end of its output for an error message.
// Used by the set-up and package scripts. Imports only Node's built-in modules, because it runs before `npm ci`.
import { spawn } from 'node:child_process';

const TAIL_CHARS = 4000;

/** A program could not be started, ended with another code than 0, or exceeded its time. */
export class CommandError extends Error {
  /**
   * @param {string} message
   * @param {string} output the end of its output, stdout and stderr
   * @param {string} [stdout] all that it wrote to stdout
   */
  constructor(message, output, stdout = '') {
    super(message);
    this.name = 'CommandError';
    this.output = output;
    this.stdout = stdout;
  }
}

/**
 * Resolves with everything the program wrote to stdout. Rejects with a `CommandError` that holds the last output.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, input?: string}} [options]
 * @returns {Promise<string>}
 */
export function runCommand(command, args, options = {}) {
  const { cwd, env, timeoutMs, input } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, timeout: timeoutMs, stdio: ['pipe', 'pipe', 'pipe'] });
    let stdout = '';
    let tail = '';
    const keep = (/** @type {string} */ chunk) => {
      tail = (tail + chunk).slice(-TAIL_CHARS);
    };
    // A multi-byte character may be split across chunks.
    child.stdout.setEncoding('utf8');
    child.stderr.setEncoding('utf8');
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
      keep(chunk);
    });
    child.stderr.on('data', keep);
    // A program that exits before it has read its input closes the pipe; its exit code is reported below.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    child.once('error', (error) => reject(new CommandError(`${command} could not be started: ${error.message}`, tail)));
    child.once('close', (code, signal) => {
      if (code === 0) resolve(stdout);
      else reject(new CommandError(`${command} ended with ${signal ?? `exit code ${code}`}`, tail.trim(), stdout));
    });
  });
}
