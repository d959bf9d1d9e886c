import { expect, it } from 'vitest';
import type { ActivityLine } from '../../../../main/core/activity/activity-entry';
import { ofPresentProfiles } from '../../../../main/core/activity/present-profiles';

const entry = (text: string, profileId: string | undefined, isBeginning?: true): ActivityLine => ({
  atMs: 1,
  kind: 'app',
  text,
  ...(profileId === undefined ? {} : { profileId }),
  ...(isBeginning ? { isBeginning } : {}),
});
const span = (profileId: string): ActivityLine => ({ atMs: 1, profileId, watchedMs: 1, validMs: 1 });

it('does not count entries of a removed profile as those of a later profile with its id', async () => {
  async function* newestFirst(): AsyncGenerator<ActivityLine> {
    yield* [entry('later', 'hedge'), span('hedge'), entry('added', 'hedge', true), span('hedge'), span('main')];
    yield* [
      entry('former', 'hedge'),
      entry('added before', 'hedge', true),
      entry('main', 'main'),
      entry('app', undefined),
    ];
  }
  const lines: ActivityLine[] = [];
  for await (const line of ofPresentProfiles(newestFirst())) lines.push(line);
  expect(lines.map((line) => ['text' in line ? line.text : 'span', line.profileId])).toEqual([
    ['later', 'hedge'],
    ['span', 'hedge'],
    ['added', 'hedge'],
    ['span', 'main'],
    ['former', undefined],
    ['added before', undefined],
    ['main', 'main'],
    ['app', undefined],
  ]);
});
