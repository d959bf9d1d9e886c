import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { InProcessCalls } from '../../../../main/cli/session/in-process-calls';
import { ChoosingSession, type Found, type SessionParts } from '../../../../main/cli/session/choosing-session';
import type { BrokerLink } from '../../../../main/cli/session/session';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import type { CallContext, Operations } from '../../../../main/handout/operations';
import { makeTokenAnswer } from '../../../support/command-line/make-answers';

const GONE = new AxiomTokenError('BROKER_UNAVAILABLE', { message: 'The app does not run.' });

class FakeLink implements BrokerLink {
  readonly socket = '/s';
  readonly hello = { protocol: 1, server: { kind: 'app', version: '1', pid: 9 }, capabilities: [] } as const;
  readonly asked: string[] = [];
  #onClose: () => void = () => undefined;
  #tell: Parameters<BrokerLink['onNotification']>[0] = () => undefined;
  isClosed = false;

  request(method: string): Promise<unknown> {
    this.asked.push(method);
    this.#tell('login', { step: 'browser-open' });
    return Promise.resolve({ by: 'link' });
  }
  onNotification(listener: Parameters<BrokerLink['onNotification']>[0]) {
    this.#tell = listener;
    return () => undefined;
  }
  onClose(listener: () => void) {
    this.#onClose = listener;
    return () => undefined;
  }
  close() {
    this.isClosed = true;
    this.#onClose();
  }
}

function makeAlone(): {
  alone: InProcessCalls;
  contexts: CallContext[];
  disposed: () => number;
  listeners: Set<() => void>;
} {
  const contexts: CallContext[] = [];
  let disposed = 0;
  const operations = {
    'token.get': (_params: object, context: CallContext) => {
      contexts.push(context);
      return Promise.resolve(makeTokenAnswer({ source: 'standalone' }));
    },
  } as unknown as Operations;
  const consumer = { kind: 'program', programId: 'p', sessionId: 's', name: 'bash' } as const;
  const dispose = () => {
    disposed++;
    return Promise.resolve();
  };
  const listeners = new Set<() => void>();
  const onChange = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const look = () => ({ generation: 1, state: makeTokenAnswer().state, isPaused: false });
  return { alone: { operations, consumer, look, onChange, dispose }, contexts, disposed: () => disposed, listeners };
}

function make(use: SessionParts['use'], finds: readonly (Found | AxiomTokenError)[], alone = makeAlone()) {
  const rest = [...finds];
  const details: string[] = [];
  const stop = new AbortController();
  const session = new ChoosingSession({
    use,
    find: () => {
      const next = rest.shift() ?? GONE;
      return next instanceof AxiomTokenError ? Promise.reject(next) : Promise.resolve(next);
    },
    openInProcess: () => Promise.resolve(alone.alone),
    signal: stop.signal,
    detail: (line) => details.push(line),
  });
  return { session, alone, details, stop, left: rest };
}

describe('what must work whatever the app does', () => {
  const away: Found = { kind: 'away', failure: GONE };

  it('is carried out in this process, which is closed at the end', async () => {
    const { session, alone } = make('auto', [away, away]);
    await expect(session.call('token.get', {})).rejects.toBe(GONE);
    expect(await session.isAway()).toBe(true);
    expect(await session.callInProcess('token.get', {})).toMatchObject({ source: 'standalone' });
    await session.dispose();
    expect(alone.disposed()).toBe(1);
  });

  it('uses what was opened already', async () => {
    const { session, alone } = make('standalone', []);
    await session.call('token.get', {});
    await session.callInProcess('token.get', {});
    await session.dispose();
    expect([await session.isAway(), alone.contexts.length, alone.disposed()]).toEqual([false, 2, 1]);
  });

  it('reports changes while it is open and somebody listens', async () => {
    const { session, alone } = make('standalone', []);
    session.onChangeInProcess(() => undefined);
    expect(await session.readInProcess(undefined)).toBeUndefined();
    await session.source();
    expect(alone.listeners.size).toBe(0);
    const stop = session.onChangeInProcess(() => undefined);
    session.onChangeInProcess(() => undefined)();
    await Promise.resolve();
    expect(alone.listeners.size).toBe(1);
    stop();
    expect(alone.listeners.size).toBe(0);
    expect(await session.readInProcess(undefined)).toMatchObject({ generation: 1 });
  });

  it('does not wait for an app that never answers, and closes a connection that comes too late', async () => {
    const { alone } = makeAlone();
    const link = new FakeLink();
    let find: (found: Found) => void = () => undefined;
    const session = new ChoosingSession({
      use: 'auto',
      find: () => new Promise((resolve) => (find = resolve)),
      openInProcess: () => Promise.resolve(alone),
      signal: new AbortController().signal,
      detail: () => undefined,
    });
    const asked = session.call('ping', {});
    await session.callInProcess('token.get', {});
    await session.dispose();
    await expect(asked).rejects.toMatchObject({ code: 'CANCELLED' });
    find({ kind: 'link', link });
    await expect.poll(() => link.isClosed).toBe(true);
  });
});

const absent: Found = { kind: 'absent', failure: GONE };

describe('a session', () => {
  it('asks the app where it runs', async () => {
    const link = new FakeLink();
    const { session, details } = make('auto', [{ kind: 'link', link }]);
    expect(await session.call('token.get', {})).toEqual({ by: 'link' });
    await session.call('ping', {});
    expect([link.asked, await session.source()]).toEqual([['token.get', 'ping'], 'broker']);
    expect(details).toEqual(['Asking app 1 (process 9) at /s.']);
    await session.dispose();
    expect(link.isClosed).toBe(true);
  });

  it('makes calls in this process if no app runs, in the name of the caller', async () => {
    const { session, alone, details } = make('auto', [absent]);
    expect(await session.call('token.get', {})).toMatchObject({ source: 'standalone' });
    expect(alone.contexts[0]).toMatchObject({ via: 'command-line', consumer: { name: 'bash' } });
    expect([await session.source(), await session.broker(), details]).toEqual([
      'standalone',
      undefined,
      ['The app does not run. Working without it.'],
    ]);
    await session.dispose();
    expect(alone.disposed()).toBe(1);
  });

  it('does not look for the app with --standalone', async () => {
    const { session, left } = make('standalone', [absent]);
    expect([await session.source(), left.length]).toEqual(['standalone', 1]);
  });

  it('fails without the app with --require-broker', async () => {
    const { session, alone } = make('required', [absent]);
    await expect(session.call('token.get', {})).rejects.toBe(GONE);
    expect(alone.contexts).toEqual([]);
  });

  it('never continues alone if the app runs and cannot be used', async () => {
    const denied = new AxiomTokenError('BROKER_UNAVAILABLE', { message: 'You may not use the socket.' });
    const { session, alone } = make('auto', [denied]);
    await expect(session.call('token.get', {})).rejects.toBe(denied);
    expect(alone.contexts).toEqual([]);
  });

  it('connects again after the app was restarted, and never goes on alone then', async () => {
    const [first, second] = [new FakeLink(), new FakeLink()];
    const { session } = make('auto', [{ kind: 'link', link: first }, absent, { kind: 'link', link: second }]);
    expect(await session.broker()).toBe(first);
    first.close();
    await expect(session.broker()).rejects.toBe(GONE);
    expect(await Promise.all([session.broker(), session.broker()])).toEqual([second, second]);
    await session.call('ping', {});
    expect(second.asked).toEqual(['ping']);
  });

  it('leaves no listener at its abort signal, however often the app ends', async () => {
    const links = Array.from({ length: 20 }, () => new FakeLink());
    const { session, stop } = make(
      'auto',
      links.map((link) => ({ kind: 'link', link })),
    );
    const one = new AbortController().signal;
    for (const link of links) {
      await session.call('token.get', {}, { signal: one });
      link.close();
    }
    expect([stop.signal, one].flatMap((each) => getEventListeners(each, 'abort'))).toEqual([]);
  });

  it('looks for the app without choosing', async () => {
    const { session } = make('auto', [absent, absent]);
    expect(await session.look()).toBeUndefined();
    expect(await session.source()).toBe('standalone');
    expect(await session.look()).toBeUndefined();
    const link = new FakeLink();
    expect(await make('auto', [{ kind: 'link', link }]).session.look()).toBe(link);
    expect(await make('auto', [GONE]).session.look()).toBeUndefined();
  });

  it('passes the steps of a sign-in on', async () => {
    const steps: unknown[] = [];
    const { session } = make('auto', [{ kind: 'link', link: new FakeLink() }]);
    await session.call('login.start', { way: 'browser' }, { onLogin: (step) => steps.push(step) });
    expect(steps).toEqual([{ step: 'browser-open' }]);
  });

  it('asks nothing more after it was stopped, and a call ends with the reason of its own signal', async () => {
    const alone = makeAlone();
    const untilAborted = (_params: object, { signal }: CallContext) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
        own.abort(new Error('enough'));
      });
    const own = new AbortController();
    const operations = { 'token.get': untilAborted } as unknown as Operations;
    const { session, stop } = make('standalone', [], { ...alone, alone: { ...alone.alone, operations } });
    await expect(session.call('token.get', {}, { signal: own.signal })).rejects.toThrow('enough');
    stop.abort(new Error('stopped'));
    await expect(session.call('token.get', {})).rejects.toThrow('stopped');
  });
});

describe('a session that goes on for days', () => {
  it('goes on alone where the app has ended, and returns to it', async () => {
    const [link, back] = [new FakeLink(), new FakeLink()];
    const { session, alone } = make('auto', [{ kind: 'link', link }, absent, GONE, { kind: 'link', link: back }]);
    await session.call('token.get', {});
    link.close();
    expect([await session.leaveApp(), await session.source()]).toEqual([true, 'standalone']);
    expect(await session.call('token.get', {})).toMatchObject({ source: 'standalone' });
    expect([await session.returnToApp(), await session.source(), alone.disposed()]).toEqual([false, 'standalone', 0]);
    expect([await session.returnToApp(), await session.source(), alone.disposed()]).toEqual([true, 'broker', 1]);
    await session.call('token.get', {});
    expect(back.asked).toEqual(['token.get']);
  });

  it('stays with an app that runs, or is there again', async () => {
    const [link, back] = [new FakeLink(), new FakeLink()];
    const { session } = make('auto', [{ kind: 'link', link }, GONE, { kind: 'link', link: back }]);
    await session.call('token.get', {});
    expect([await session.leaveApp(), await session.leaveApp(), await session.source()]).toEqual([
      false,
      false,
      'broker',
    ]);
    await session.call('token.get', {});
    expect(back.asked).toEqual(['token.get']);
  });

  it.each(['required', 'standalone'] as const)('%s stays so', async (use) => {
    const link = new FakeLink();
    const { session, left } = make(use, [{ kind: 'link', link }, absent]);
    const source = await session.source();
    expect(await session.leaveApp()).toBe(use === 'standalone');
    expect([await session.returnToApp(), await session.source(), left.length]).toEqual([
      false,
      source,
      use === 'standalone' ? 2 : 1,
    ]);
  });
});
