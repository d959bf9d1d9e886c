import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { forwardSignals } from '../../../../main/cli/exec/forwarded-signals';

describe('the signals of exec', () => {
  it('are forwarded to the child, except those that the terminal sends itself, until it ends', () => {
    const from = new EventEmitter();
    const log: string[] = [];
    const stopForwarding = forwardSignals(
      { forward: (signal) => log.push(`forward ${signal}`), notice: (signal) => log.push(`notice ${signal}`) },
      from as never,
    );
    const all = ['SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2'];
    for (const signal of all) from.emit(signal);
    expect(log).toEqual([
      ...['notice SIGINT', 'notice SIGQUIT', 'forward SIGTERM', 'forward SIGHUP'],
      ...['forward SIGUSR1', 'forward SIGUSR2'],
    ]);
    stopForwarding();
    expect(from.eventNames()).toEqual([]);
  });
});
