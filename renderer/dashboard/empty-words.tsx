// Shown beside an empty ring instead of the facts: why there are no tokens, what is safe, and what to do. While opening: grey placeholder lines.
import type { ProfileStatus } from '../../preload/contract/schemas';
import { isSaidInCard } from './problem-note';

const WORDS: Readonly<Record<Exclude<ProfileStatus['storage'], 'opening'>, readonly [title: string, text: string]>> = {
  saved: ['Signed out', 'There are no tokens in this profile. Sign in, and they are kept here and refreshed in time.'],
  unsaved: ['Being cleared', 'The saved tokens are still to be removed. It is tried again by itself.'],
  locked: [
    'The keychain is locked',
    'Your tokens are in it, untouched. Unlock it and this profile goes on where it was. Your system may ask for your password.',
  ],
  unavailable: [
    'No keychain answers',
    'Tokens that were saved are untouched. Start the keychain service and try again, or choose another place to keep tokens.',
  ],
  corrupt: [
    'The saved sign-in cannot be read',
    'The damaged entry stays as it is until you restore a backup or sign in again.',
  ],
};

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
  const [title, text] = problem && isSaidInCard(profile) ? [problem.message, problem.remedy] : WORDS[profile.storage];
  return (
    <div class="empty">
      <h2>{title}</h2>
      <p>{text}</p>
    </div>
  );
}
