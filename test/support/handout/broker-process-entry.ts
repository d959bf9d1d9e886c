// The program of the broker's fault tests: the serving app in its own Node, which measures how long its main thread works without a break.
// Started by broker-process.ts; runs the commands that it gets over IPC, one after the other.
import { readFileSync } from 'node:fs';
import { openServingApp } from '../serving-app';
import type { BrokerCommand } from './broker-process';

/** The main thread's processor time: wall time would include other programs' load. */
const readMs = (): number =>
  Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ', 1)[0]) / 1e6;

let longestMs = 0;
let last = 0;

function lookAtThread(): void {
  const now = readMs();
  longestMs = Math.max(longestMs, now - last);
  last = now;
}

async function main(folder: string): Promise<void> {
  const app = await openServingApp(folder);
  await app.signIn();
  const run: Readonly<Record<BrokerCommand, () => unknown>> = {
    refresh: () => app.refresh(),
    'handed-out': () => app.handedOut(),
    'watch-stalls': () => {
      last = readMs();
      longestMs = 0;
    },
    stall: () => {
      lookAtThread();
      return longestMs;
    },
    end: () => app.dispose(),
  };
  setInterval(lookAtThread, 5).unref();
  let turn = Promise.resolve();
  process.on('message', (command: BrokerCommand) => {
    turn = turn.then(async () => {
      const answer = (await run[command]()) ?? null;
      process.send?.({ answer });
      if (command === 'end') process.disconnect();
    });
  });
  process.send?.({ answer: app.socket });
}

void main(process.argv[2] ?? '');
