// Sets and gets the same text N times with keytar in a forked child, two messages each time, without any check. With "child" as its
// first argument it is that child.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import type * as keytarModule from 'keytar';
import { encodeTokenRecord } from '../../../main/core/tokens/token-record';
import { makeRecord } from '../../support/make-record';
import { nanosecondsOf, serve } from './serve';

const SERVICE = 'axiom-token-manager-bench';

function beChild(): void {
  const keytar = require('keytar') as typeof keytarModule;
  process.on('message', (secret: string | null) => {
    const call = secret === null ? keytar.getPassword(SERVICE, 'raw') : keytar.setPassword(SERVICE, 'raw', secret);
    void call.then((answer) => process.send?.(answer ?? null));
  });
}

function beParent(): void {
  const text = encodeTokenRecord(makeRecord()).expose();
  const child = fork(__filename, ['child'], { serialization: 'advanced', execArgv: [] });
  process.stdin.on('end', () => child.kill());
  const ask = async (message: string | null): Promise<unknown> => {
    const answered = once(child, 'message');
    child.send(message ?? (null as never));
    return (await answered)[0];
  };
  serve(async (count) => [
    await nanosecondsOf(async () => {
      for (let done = 0; done < count; done++) {
        await ask(text);
        if ((await ask(null)) !== text) throw new Error('the keychain gave something else back');
      }
    }),
  ]);
}

if (process.argv[2] === 'child') beChild();
else beParent();
