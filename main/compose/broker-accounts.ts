// The broker's view of the accounts, read from the registry.
import type { ProfileRegistry } from '../core/profiles/profile-registry';
import { shownState } from '../core/profiles/profile-headline';
import { shownAccount } from '../core/tokens/shown-account';
import type { Accounts } from '../handout/broker/peer';

export function brokerAccounts(registry: Pick<ProfileRegistry, 'list' | 'onChange'>): Accounts {
  return {
    look(profileId) {
      const profile = registry.list().find(({ id }) => id === profileId);
      if (!profile) return undefined;
      const { token, session, storage } = shownState(profile);
      const record = profile.manager.getRecord();
      const account = shownAccount(record?.tokens.accountId);
      return { generation: record?.recordGeneration, account, state: { token, session, storage } };
    },
    onChange: (listener) => registry.onChange(listener),
  };
}
