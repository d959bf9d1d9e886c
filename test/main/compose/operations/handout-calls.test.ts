import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { Secret } from '../../../../main/core/base/secret';
import { makeTrailEntry } from '../../../support/command-line/make-answers';
import { PROGRAM, TestOperations } from '../../../support/make-operations';

const words = ({ services }: TestOperations) => services.activity.list().map(({ text }) => text);

describe('the pause', () => {
  it('stops everything, clears a copied token from the clipboard, and records who paused', async () => {
    const world = await new TestOperations().signedIn();
    await world.services.clipboard.copy(new Secret('copied'), 1000);
    expect(await world.call('pause', { reason: 'odd trades' })).toEqual({ paused: true });
    expect(world.services.lifecycle.isPaused).toBe(true);
    expect(world.services.onClipboard).toBeUndefined();
    expect(words(world)[0]).toBe(
      'Everything paused by bot in ~/bots: no token leaves, nothing is refreshed; the copied token was removed from the clipboard',
    );
    await world.call('pause', {});
    expect(words(world).filter((text) => text.startsWith('Everything paused'))).toHaveLength(1);
  });

  it('holds where it could not be saved, and says that', async () => {
    const world = await new TestOperations().signedIn();
    world.handout.saveFailure = new AxiomTokenError('STORAGE_FULL');
    await expect(world.call('pause', {})).rejects.toBe(world.handout.saveFailure);
    expect(world.services.lifecycle.isPaused).toBe(true);
  });

  it('is ended by a person in a terminal', async () => {
    const world = await new TestOperations().signedIn();
    await world.call('pause', {});
    expect(await world.call('resume', {})).toEqual({ paused: false });
    expect([world.services.lifecycle.isPaused, words(world)[0]]).toEqual([false, 'Resumed by bot in ~/bots']);
  });

  it('is not ended by a program without a terminal', async () => {
    const world = await new TestOperations().signedIn();
    await world.call('pause', {});
    const { tty: _, ...withoutTerminal } = PROGRAM;
    await expect(world.call('resume', {}, { consumer: withoutTerminal })).rejects.toMatchObject({ code: 'DENIED' });
    expect(world.services.lifecycle.isPaused).toBe(true);
    await world.call('resume', {}, { consumer: withoutTerminal, via: 'command-line' });
    expect(world.services.lifecycle.isPaused).toBe(false);
  });
});

it('returns the trail in pages that fit into a line, and gaps with the first', async () => {
  const world = await new TestOperations().signedIn();
  const entries = Array.from({ length: 1000 }, (_, index) => makeTrailEntry({ id: 1000 - index }));
  const asked: unknown[] = [];
  world.handout.view = async (filter, pages) => {
    asked.push([filter, pages]);
    return { entries, gaps: Array.from({ length: 500 }, () => 'Entry 1 is missing') };
  };
  const first = await world.call('trail.query', {});
  expect([first.entries.length < 1000, first.gaps.length]).toEqual([true, 100]);
  let before = first.next;
  const told = [...first.entries];
  while (before !== undefined) {
    const page = await world.call('trail.query', { before });
    expect(page.gaps).toEqual([]);
    told.push(...page.entries);
    before = page.next;
  }
  expect(told).toEqual(entries);
  expect(asked.slice(0, 2)).toEqual([
    [{}, 'first'],
    [{}, 'later'],
  ]);
});

describe('programs', () => {
  it('are allowed, blocked and forgotten for the account that is meant', async () => {
    const world = await new TestOperations().signedIn();
    expect(await world.call('consumers.allow', { consumer: 'bot', scope: 'session' })).toMatchObject({
      profileId: 'default',
      decision: 'allow',
      scope: 'session',
      accountName: 'main',
    });
    expect(await world.call('consumers.block', { consumer: 'other' })).toMatchObject({
      decision: 'deny',
      accountName: 'main',
    });
    expect((await world.call('consumers.list', {})).consents).toHaveLength(2);
    expect(await world.call('consumers.forget', { consumer: 'other' })).toEqual({
      forgotten: ['2'],
      names: ['other'],
    });
    expect(world.handout.changes[0]).toBe('allow bot by bot in ~/bots (socket)');
  });

  it('have a policy by account', async () => {
    const world = await new TestOperations().signedIn();
    expect(await world.call('consumers.policy', { policy: 'ask' })).toEqual({
      profile: 'default',
      name: 'main',
      policy: 'ask',
    });
    expect((await world.call('consumers.list', { profile: 'main' })).policies).toEqual({ default: 'ask' });
  });

  it('are not decided about for an account that is not there', async () => {
    const world = await new TestOperations().signedIn();
    await expect(world.call('consumers.block', { profile: 'x', consumer: 'bot' })).rejects.toMatchObject({
      code: 'TOKEN_NOT_FOUND',
    });
    expect(world.handout.kept).toEqual([]);
  });
});

it('asks the trail by the account’s id', async () => {
  const world = await new TestOperations().signedIn();
  expect((await world.call('trail.query', { profile: 'main', most: 5 })).gaps).toEqual([
    '{"most":5,"profileId":"default"}',
  ]);
  expect((await world.call('trail.query', { sinceMs: 1 })).gaps).toEqual(['{"sinceMs":1}']);
});
