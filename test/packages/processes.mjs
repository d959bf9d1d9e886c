// @ts-check
// The kernel's data about the processes of a running app, and whether Chromium's sandbox contains them.
import { readFile, readlink } from 'node:fs/promises';

/**
 * @typedef {object} AppProcess
 * @property {number} pid
 * @property {string} type "browser" for the main process, else Chromium's type; "" for other programs, such as Chromium's sandbox helper
 * @property {readonly string[]} args
 * @property {string} seccomp
 * @property {string} noNewPrivs
 * @property {string} capabilities
 * @property {Record<string, string>} namespaces
 */

const KINDS = ['user', 'pid', 'net'];
const LETS_GO = /^--(?:no-sandbox|disable-(?:setuid|namespace|seccomp-filter|gpu)-sandbox|no-zygote)$/;

/**
 * Problems of the sandbox, in words; empty when it contains all processes.
 * @param {readonly AppProcess[]} processes
 */
export function findUnsandboxed(processes) {
  const browser = processes.find(({ type }) => type === 'browser');
  if (!browser) return ['there is no main process'];
  const wrong = [];
  const renderers = processes.filter(({ type }) => type === 'renderer');
  if (renderers.length === 0) wrong.push('there is no renderer');
  for (const { pid, type, args, seccomp, noNewPrivs, capabilities, namespaces } of processes) {
    const say = (/** @type {string} */ words) => wrong.push(`${type || args[0]} ${pid} ${words}`);
    for (const arg of args) if (LETS_GO.test(arg)) say(`runs with ${arg}`);
    if (type === 'renderer') {
      if (seccomp !== '2') say(`has no system call filter (Seccomp ${seccomp})`);
      if (noNewPrivs !== '1') say('may gain privileges');
      for (const kind of ['pid', 'net']) {
        if (namespaces[kind] === browser.namespaces[kind]) say(`shares its ${kind} namespace with the main process`);
      }
    }
    if (type === 'gpu-process' && noNewPrivs !== '1') say('may gain privileges');
    // Chromium's helper is root for a moment; Chromium's first child is not in a user namespace.
    if (['browser', 'renderer', 'gpu-process', 'utility'].includes(type) && !/^0+$/.test(capabilities)) {
      say(`has capabilities (${capabilities})`);
    }
  }
  return wrong;
}

/** How the renderers are sandboxed: by Chromium's set-user-id helper, or by user namespaces. */
export function sandboxKind(/** @type {readonly AppProcess[]} */ processes) {
  const browser = processes.find(({ type }) => type === 'browser');
  const renderer = processes.find(({ type }) => type === 'renderer');
  return renderer?.namespaces['user'] === browser?.namespaces['user'] ? 'helper' : 'user namespaces';
}

/** @param {readonly number[]} pids @returns {Promise<AppProcess[]>} those that still run */
export async function readProcesses(pids) {
  const found = await Promise.all(pids.map((pid) => readProcess(pid).catch(() => undefined)));
  return found.filter((entry) => entry !== undefined);
}

async function readProcess(/** @type {number} */ pid) {
  const args = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0').flatMap(splitArguments).filter(Boolean);
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const field = (/** @type {string} */ name) => new RegExp(`^${name}:\\s*(\\S*)`, 'm').exec(status)?.[1] ?? '';
  /** @type {Record<string, string>} */
  const namespaces = {};
  for (const kind of KINDS) namespaces[kind] = await readlink(`/proc/${pid}/ns/${kind}`);
  const given = args.find((arg) => arg.startsWith('--type='))?.slice('--type='.length);
  const program = (await readlink(`/proc/${pid}/exe`)).replace(/ \(deleted\)$/, '');
  const type = given ?? (/\/axiom-token-manager(?:-bin)?$/.test(program) ? 'browser' : '');
  // The sandbox helper's arguments contain the type of its child.
  return {
    pid,
    type: program.endsWith('/chrome-sandbox') ? '' : type,
    args,
    seccomp: field('Seccomp'),
    noNewPrivs: field('NoNewPrivs'),
    capabilities: field('CapEff'),
    namespaces,
  };
}

/** Chromium's children join all of their arguments into one, with spaces. */
const splitArguments = (/** @type {string} */ text) => (text.includes(' --') ? text.split(/ (?=--)/) : [text]);
