// Handlers for the activity log: list, filters, export, and refresh statistics. They return no tokens.
import { activityCsv } from '../../../core/activity/activity-csv';
import { type ActivityFilter, wantedEntries } from '../../../core/activity/activity-filter';
import { shownEntry } from '../../../core/activity/activity-entry';
import { refreshStatistics } from '../../../core/activity/refresh-statistics';
import { timeEdges } from '../../../core/activity/time-edges';
import { AxiomTokenError } from '../../../core/base/errors';
import { accountName } from '../../../core/profiles/account-name';
import { shownText } from '../../../handout/shown-consumer';
import type { CallReply, Handlers } from '../../../../preload/contract/schemas';
import type { AppServices } from '../app-services';

type ActivityCalls = 'listActivity' | 'exportActivity' | 'describeRefreshes';

export function createActivityHandlers(services: AppServices): Pick<Handlers, ActivityCalls> {
  const { registry, activity, files, clock } = services;
  const nameOf = (profileId: string) => accountName(profileId, [...registry.list(), ...registry.index.removed()]);
  return {
    async listActivity({ most, ...filter }) {
      const { entries, hasMore } = await wantedEntries(activity.newestFirst(), filter, most);
      const removed = registry.index.removed().map(({ id, name }) => ({ id, name: shownText(name) }));
      return { entries: entries.map(shownEntry), hasMore, removed };
    },

    async exportActivity(filter: ActivityFilter) {
      const path = await files.askWhereToSaveActivity(suggestedName(clock.nowMs()));
      if (path === undefined) throw new AxiomTokenError('CANCELLED');
      const { entries } = await wantedEntries(activity.newestFirst(), filter, Infinity);
      await files.writeActivity(path, activityCsv(entries, nameOf));
      return { path, count: entries.length };
    },

    async describeRefreshes({ profileId, span }) {
      const { id } = registry.get(profileId);
      return toReply(await refreshStatistics(activity.newestFirst(), id, timeEdges(span, clock.nowMs())));
    },
  };
}

/** Copies the arrays, because the reply's type is mutable. */
function toReply({
  parts,
  hosts,
  ...share
}: Awaited<ReturnType<typeof refreshStatistics>>): CallReply<'describeRefreshes'> {
  return {
    parts: [...parts],
    hosts: hosts.map(({ failures, ...host }) => ({ ...host, failures: [...failures] })),
    ...share,
  };
}

function suggestedName(nowMs: number): string {
  return `axiom-activity-${new Date(nowMs).toISOString().slice(0, 10)}.csv`;
}
