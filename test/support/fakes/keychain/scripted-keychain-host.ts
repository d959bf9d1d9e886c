// A keychain child that acts as a test says, for tests of the client: deadlines, replacement, end when idle. Real children have their own tests.
import type { KeychainChildEvents, KeychainChildHost } from '../../../../main/adapters/keychain/keychain-child-host';
import type { KeychainRequest } from '../../../../main/adapters/keychain/keychain-protocol';

/** The host; `answer` may be changed between calls. */
export class ScriptedKeychainHost implements KeychainChildHost {
  /** What a child does with a request: an answer without its id, 'silence', or `{ exit: reason }`. */
  answer: (request: KeychainRequest, child: number) => unknown = () => ({ value: null });
  readonly requests: KeychainRequest[] = [];
  started = 0;
  killed = 0;
  /** For messages that the newest child sends by itself. */
  events: KeychainChildEvents | undefined;

  start(events: KeychainChildEvents): { post(message: unknown): void; kill(): void } {
    const child = ++this.started;
    let isAlive = true;
    this.events = events;
    return {
      post: (message) => {
        const request = message as KeychainRequest;
        this.requests.push(request);
        const answer = this.answer(request, child);
        if (answer === 'silence') return;
        queueMicrotask(() => {
          if (!isAlive) return;
          if (typeof answer === 'object' && answer !== null && 'exit' in answer) {
            isAlive = false;
            events.exited(String(answer.exit));
          } else {
            events.message(typeof answer === 'object' ? { id: request.id, ...answer } : answer);
          }
        });
      },
      kill: () => {
        if (!isAlive) return;
        isAlive = false;
        this.killed++;
        queueMicrotask(() => events.exited('SIGKILL'));
      },
    };
  }
}
