import { describe, expect, it } from 'vitest';
import { readWatchOptions } from '../../../../main/cli/watch/watch-options';
import { ParsedOptions, type ParsedValues } from '../../../../main/cli/words/parsed-options';

const read = (flags: ParsedValues) => readWatchOptions(new ParsedOptions(flags));

describe('the flags of watch', () => {
  it('are all lines of jsonl by themselves', () => {
    expect(read({})).toEqual({
      format: 'jsonl',
      hasTokens: true,
      hasStates: true,
      follow: {},
      fd: undefined,
      heartbeatMs: undefined,
      isOnce: false,
    });
  });

  it('are read', () => {
    const flags = { events: 'token', 'min-valid': '90s', reason: 'r', fd: '3', heartbeat: '2m', once: true } as const;
    expect(read(flags)).toMatchObject({
      hasStates: false,
      follow: { minValidMs: 90_000, reason: 'r' },
      fd: 3,
      heartbeatMs: 120_000,
      isOnce: true,
    });
    expect(read({ format: 'raw' })).toMatchObject({ hasTokens: true, hasStates: false });
  });

  it.each<[string, ParsedValues]>([
    ['a format that is not there', { format: 'xml' }],
    ['events that are not there', { events: 'token,tea' }],
    ['states where only jsonl has them', { format: 'raw', events: 'state' }],
    ['a heartbeat in lines of tokens', { format: 'raw', heartbeat: '5s' }],
    ['a heart that races', { heartbeat: '10ms' }],
    ['a descriptor in words', { fd: 'three' }],
  ])('refuses %s', (_what, flags) => {
    expect(() => read(flags)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
  });
});
