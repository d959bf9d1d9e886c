import { describe, expect, it, vi } from 'vitest';
import { ChangeEmitter } from '../../../../main/core/flow/change-emitter';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';

const create = () => {
  const logger = new RecordingLogger();
  return { logger, emitter: new ChangeEmitter(logger) };
};

describe('ChangeEmitter', () => {
  it('calls a listener until it is removed, each addition separately', () => {
    const { emitter } = create();
    const listener = vi.fn();
    const first = emitter.subscribe(listener);
    emitter.subscribe(listener);
    emitter.emit();
    expect(listener).toHaveBeenCalledTimes(2);
    first();
    first();
    emitter.emit();
    expect(listener).toHaveBeenCalledTimes(3);
  });

  it('calls the others when one fails, and logs it', () => {
    const { emitter, logger } = create();
    const listener = vi.fn();
    emitter.subscribe(() => {
      throw new Error('broken');
    });
    emitter.subscribe(listener);
    emitter.emit();
    expect(listener).toHaveBeenCalledOnce();
    expect(logger.lines).toEqual([
      { level: 'error', message: 'a change listener failed', cause: new Error('broken'), fields: undefined },
    ]);
  });

  it('does not call one that was removed during the same emit', () => {
    const { emitter } = create();
    const listener = vi.fn();
    let leave = (): void => undefined;
    emitter.subscribe(() => leave());
    leave = emitter.subscribe(listener);
    emitter.emit();
    expect(listener).not.toHaveBeenCalled();
  });

  it('ends although a listener replaces itself on every call', () => {
    const { emitter } = create();
    let calls = 0;
    let leave = (): void => undefined;
    const join = (): void => {
      leave = emitter.subscribe(() => {
        leave();
        if (++calls > 100) throw new Error('called for ever');
        join();
      });
    };
    join();
    emitter.emit();
    expect(calls).toBe(1);
  });
});
