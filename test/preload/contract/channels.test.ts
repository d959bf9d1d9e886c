import { expect, it } from 'vitest';
import { CALLS, PUSHES } from '../../../preload/contract/channels';

const channels = [...Object.values(CALLS), ...Object.values(PUSHES)];

it('no two calls or pushes share a channel', () => {
  expect(new Set(channels).size).toBe(channels.length);
});

it('no name is both a call and a push, nor the one that subscribes', () => {
  const names = [...Object.keys(CALLS), ...Object.keys(PUSHES)];
  expect(new Set([...names, 'subscribe']).size).toBe(names.length + 1);
});

it.each(channels)('%s is a channel of an area, apart from Electron’s own', (channel) => {
  expect(channel).toMatch(/^[a-z]+(-[a-z]+)*:[a-z]+(-[a-z]+)*$/);
  expect(channel).not.toMatch(/^(electron|chrome)/);
});
