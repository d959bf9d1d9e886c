// The keychain's own process: runs keytar, one call per message, and sends the reply. A crash, a prompt without an answer or a stale session ends only
// this process. Started by a KeychainChildHost; bundled to dist/keychain-child.cjs. Knows no tokens and stores nothing.
import type * as keytarModule from 'keytar';
import type { KeychainReply, KeychainRequest } from './keychain-protocol';

type Keytar = typeof keytarModule;

/** Electron's utility process has a `parentPort`, a forked Node has `process.send`. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

async function answer(request: KeychainRequest): Promise<KeychainReply> {
  const { id } = request;
  let keytar: Keytar;
  try {
    // Loaded here and not at the top, so that a missing library becomes a reply. Not with `import()`, which Electron 22 cannot do from an archive.
    keytar = require('keytar') as Keytar;
  } catch (error) {
    return { id, failure: textOf(error), isLoadFailure: true };
  }
  try {
    return { id, value: await call(keytar, request) };
  } catch (error) {
    return { id, failure: textOf(error), isLoadFailure: false };
  }
}

async function call(keytar: Keytar, request: KeychainRequest): Promise<string | boolean | null> {
  const { operation, service, account, secret } = request;
  switch (operation) {
    case 'get':
      return keytar.getPassword(service, account);
    case 'delete':
      return keytar.deletePassword(service, account);
    case 'set':
      await keytar.setPassword(service, account, secret ?? '');
      return true;
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function listen(onRequest: (request: KeychainRequest) => Promise<KeychainReply>): void {
  const parentPort = (process as { parentPort?: ParentPort }).parentPort;
  if (parentPort) {
    parentPort.on('message', ({ data }) => {
      void onRequest(data as KeychainRequest).then((reply) => parentPort.postMessage(reply));
    });
    return;
  }
  process.on('message', (message) => {
    void onRequest(message as KeychainRequest).then((reply) => process.send?.(reply));
  });
  // SIGKILL, because a call that hangs would block an ordinary exit.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
}

listen(answer);
