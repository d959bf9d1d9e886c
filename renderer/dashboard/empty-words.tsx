// Text beside an empty ring instead of the facts: why there are no tokens, what is safe, and what to do. Grey placeholder lines while loading.
import type { ProfileStatus } from '../../preload/contract/schemas';
import { isShownInCard } from './problem-note';

/** Texts for problems of the store that main does not word itself. */
function storageWords({ storage, headline }: ProfileStatus): readonly [title: string, text: string] {
  switch (storage) {
    case 'saved':
      return [
        'Signed out',
        'This account has no tokens. After you sign in, they are kept here and refreshed before they expire.',
      ];
    case 'unsaved':
      return ['Being cleared', 'The saved tokens could not be removed yet. The removal is tried again automatically.'];
    case 'corrupt':
      return [
        'The saved sign-in cannot be read',
        'The damaged entry stays as it is until you restore a backup or sign in again.',
      ];
    default:
      return [
        headline.label,
        'Tokens that were saved are untouched. Try again, or choose another place to keep tokens.',
      ];
  }
}

export function EmptyWords({ profile }: { readonly profile: ProfileStatus }) {
  if (profile.storage === 'opening') {
    return (
      <div class="empty" aria-busy="true">
        <p class="unseen">Reading the saved tokens</p>
        <div class="bones" aria-hidden="true">
          <span />
          <span />
          <span />
          <span />
        </div>
      </div>
    );
  }
  const { problem } = profile;
  const [title, text] = problem && isShownInCard(profile) ? [problem.message, problem.remedy] : storageWords(profile);
  return (
    <div class="empty">
      <h2>{title}</h2>
      <p>{text}</p>
    </div>
  );
}
