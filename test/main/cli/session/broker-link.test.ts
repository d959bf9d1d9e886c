import { describe, expect, it } from 'vitest';
import { createBrokerLink } from '../../../../main/cli/session/broker-link';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import type { BrokerClient } from '../../../../main/handout/broker/client';

function make(answer: () => Promise<unknown> = () => Promise.resolve({ now: 'x' })) {
  let close: (why: AxiomTokenError) => void = () => undefined;
  let closed = 0;
  const client = {
    hello: { protocol: 1, server: { kind: 'app', version: '0.9.0', pid: 1 }, capabilities: ['ping'] },
    call: answer,
    onNotification: () => () => undefined,
    closed: new Promise<AxiomTokenError>((resolve) => (close = resolve)),
    close: () => void closed++,
  } as unknown as BrokerClient;
  const gone = () => close(new AxiomTokenError('BROKER_UNAVAILABLE'));
  return { link: createBrokerLink(client, '/s', '1.2.3'), gone, closed: () => closed };
}

describe('a connection to the app', () => {
  it('passes requests on', async () => {
    expect(await make().link.request('ping', {})).toEqual({ now: 'x' });
  });

  it('says what to install where the app does not know a request', async () => {
    await expect(make().link.request('doctor', {})).rejects.toMatchObject({
      code: 'BROKER_UNAVAILABLE',
      message: 'The app that runs (version 0.9.0) does not know "doctor".',
      remedy: expect.stringContaining('1.2.3') as string,
    });
  });

  it('closes when a request is given up, and fails with why', async () => {
    const stop = new AbortController();
    const { link, closed } = make(
      () =>
        new Promise((_resolve, reject) => {
          stop.signal.addEventListener('abort', () => setImmediate(() => reject(new Error('closed'))));
        }),
    );
    const asked = link.request('ping', {}, stop.signal);
    stop.abort(new Error('enough'));
    await expect(asked).rejects.toThrow('enough');
    expect(closed()).toBe(1);
    await expect(link.request('ping', {}, stop.signal)).rejects.toThrow('enough');
  });

  it('reports its end once, to those that still listen', async () => {
    const { link, gone } = make();
    const told: string[] = [];
    link.onClose(() => told.push('a'));
    link.onClose(() => told.push('b'))();
    gone();
    await expect.poll(() => told).toEqual(['a']);
  });
});
