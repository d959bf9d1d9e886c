import { describe, expect, it } from 'vitest';
import { trailEventSchema, type TrailLine } from '../../../preload/contract/trail-schema';
import { EVENTS, trailWords } from '../../../renderer/model/trail-model';
import { makeTrailLine } from '../../support/make-programs';

describe('an entry of the trail', () => {
  it.each<[change: Partial<TrailLine>, what: string]>([
    [{}, 'Access token over the socket, valid for 12 minutes'],
    [{ validForMs: 60_000 }, 'Access token over the socket, valid for 1 minute'],
    [{ validForMs: 59_999 }, 'Access token over the socket, valid for less than a minute'],
    [{ validForMs: -1, via: 'clipboard' }, 'Access token to the clipboard'],
    [{ validForMs: undefined, via: 'export', kind: 'refresh' }, 'Refresh token into a plain file'],
    [{ via: 'command-line', validForMs: undefined }, 'Access token by the command line, without the app'],
    [{ via: 'window', validForMs: undefined }, 'Access token in the window'],
    [{ event: 'refused' }, 'Access token refused'],
    [{ event: 'refused', kind: 'refresh' }, 'Refresh token refused'],
    [{ event: 'allowed' }, 'Program allowed'],
    [{ event: 'blocked' }, 'Program blocked'],
    [{ event: 'forgotten' }, 'Program forgotten'],
    [{ event: 'paused' }, 'Everything paused'],
    [{ event: 'resumed' }, 'Resumed'],
  ])('says what happened: %j', (change, what) => {
    expect(trailWords(makeTrailLine(0, change)).what).toBe(what);
  });

  it('says why, and what the program said', () => {
    const words = trailWords(makeTrailLine(0, { because: 'told at first use', reason: 'daily report' }));
    expect(words.aside).toEqual(['Told at first use', 'It said: “daily report”']);
    expect(trailWords(makeTrailLine(0, { event: 'blocked', because: 'scraper' })).aside).toEqual(['scraper']);
    expect(trailWords(makeTrailLine(0, { because: undefined })).aside).toEqual([]);
  });

  it('is marked if it needs attention: a refusal, and a refresh token that left', () => {
    const changes = [{}, { event: 'refused' }, { kind: 'refresh' }, { event: 'blocked' }] as const;
    expect(changes.map((change) => trailWords(makeTrailLine(0, change)).isProblem)).toEqual([false, true, true, false]);
  });

  it('can be asked for by each event', () => {
    expect(EVENTS.map(([event]) => event)).toEqual(trailEventSchema.options);
  });
});
