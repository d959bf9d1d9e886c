// What a restore would do with each account of a backup, in words, before anything is changed. Pure.
import { shownName } from '../../core/intents/questions';
import type { PreviewedProfile } from '../../core/intents/restore-preview';
import type { RestorePlan } from '../../handout/operations';
import { timeText } from './profile-state';

type Planned = RestorePlan['profiles'][number];

/** `whyUnread`: why the place of its present tokens cannot be read, and what to do. */
export function plannedProfile(preview: PreviewedProfile['preview'], whyUnread?: string): Planned {
  const { id, name, accountId, savedAtMs } = preview;
  const [effect, words] = effectOf(preview);
  const why = effect === 'refuse' && preview.effect === 'unread' && whyUnread !== undefined ? ` ${whyUnread}` : '';
  const twin = preview.twin === undefined ? '' : ` ${shownName(preview.twin)} in this backup is the same account.`;
  return {
    id,
    name,
    account: accountId ?? null,
    refreshed_at: timeText(savedAtMs),
    effect,
    words: `${words}${why}${twin}`,
  };
}

function effectOf({ effect, holder, newName }: PreviewedProfile['preview']): readonly [Planned['effect'], string] {
  if (holder && (effect === 'add' || effect === 'other-account')) return ofHolder(holder);
  switch (effect) {
    case 'add':
      return ['add', newName === undefined ? 'Has no tokens here; gets these.' : `Is added as ${shownName(newName)}.`];
    case 'other-account':
      return newName === undefined
        ? ['refuse', 'Is signed in to another account here.']
        : ['add', `Is signed in to another account here, so this one is added as ${shownName(newName)}.`];
    case 'same':
      return ['same', 'Has exactly these tokens here.'];
    case 'replace-older':
      return ['replace', 'Has older tokens here, which are replaced.'];
    case 'replace-newer':
      return ['older', OLDER];
    case 'unread':
      return ['refuse', 'Its place here cannot be read now, and may have newer tokens.'];
    case 'used-up':
      return ['refuse', 'Its tokens were exchanged for newer ones, and are used up.'];
    case 'other-origin':
      return ['refuse', 'Its tokens are of another server.'];
  }
}

const OLDER = 'Has newer tokens here, and stays as it is unless it is named.';

/** For an account that is already signed in here under another name. */
function ofHolder({
  name,
  effect,
}: NonNullable<PreviewedProfile['preview']['holder']>): readonly [Planned['effect'], string] {
  const who = shownName(name);
  switch (effect) {
    case 'same':
      return ['same', `${who} has exactly these tokens here.`];
    case 'replace-older':
      return ['replace', `${who} is signed in to this account here with older tokens, which are replaced.`];
    case 'replace-newer':
      return [
        'older',
        `${who} is signed in to this account here with newer tokens, and stays as it is unless this one is named.`,
      ];
    case 'add':
    case 'other-account':
    case 'other-origin':
      return ['refuse', `${who} is signed in to this account here.`];
  }
}
