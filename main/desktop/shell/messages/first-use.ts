// Notifies the user that a program got its first token. Has a "Block" button where the desktop supports buttons; a click opens the account's programs.
// The hand-out decides for which programs and how often.
import type { FirstUse, NotifyUser } from '../../../handout/consent';
import { consumerKey } from '../../../handout/consumer';
import { quotedName, shownText } from '../../../handout/shown-consumer';
import type { DesktopNotifier } from './sign-in-reminder';

export interface FirstUseOptions {
  readonly notifier: Pick<DesktopNotifier, 'show'>;
  /** The account's name; `undefined` when it was removed. */
  readonly nameOf: (profileId: string) => string | undefined;
  /** Opens the window at the account's programs. */
  readonly showPrograms: (profileId: string) => void;
  /** Blocks the program. */
  readonly block: (use: FirstUse) => Promise<void>;
  /** Explains why the block failed. */
  readonly describeFailure: (error: unknown) => { readonly message: string; readonly remedy: string };
}

export function createFirstUse(options: FirstUseOptions): NotifyUser {
  const { notifier, nameOf, showPrograms } = options;
  const block = async (use: FirstUse, name: string): Promise<void> => {
    const onClick = (): void => showPrograms(use.profileId);
    const who = quotedName(use.consumer);
    let words: { title: string; body: string };
    try {
      await options.block(use);
      words = { title: `${who} is blocked`, body: 'A token that it already has works until it expires.' };
    } catch (error) {
      const { message, remedy } = options.describeFailure(error);
      words = { title: `${who} could not be blocked`, body: `${message} ${remedy}` };
    }
    notifier.show(firstUseKey(use), {
      title: plain(`${shownText(name, 40)}: ${words.title}`),
      body: words.body,
      onClick,
    });
  };
  return {
    notify(use) {
      const name = nameOf(use.profileId);
      if (name === undefined) return;
      notifier.show(firstUseKey(use), {
        ...firstUseWords(use, name),
        onClick: () => showPrograms(use.profileId),
        action: { label: 'Block', onPress: () => void block(use, name) },
      });
    },
  };
}

/** Different from the keys of reminders and notices. */
function firstUseKey({ profileId, consumer }: FirstUse): string {
  return `program:${profileId}:${consumerKey(consumer)}`;
}

/** The text. `name`: of the account. */
export function firstUseWords(use: FirstUse, name: string): { readonly title: string; readonly body: string } {
  const { consumer, reason, why } = use;
  const sentences = [
    consumer.isForwarded ? '' : `${shownText(consumer.name)}.`,
    why === undefined ? 'It had none before.' : shownText(why),
    reason === undefined || reason.trim() === '' ? '' : `It says: “${shownText(reason, 80)}”.`,
    'Under “Programs” you can block it, or be asked first.',
  ];
  return {
    title: plain(`${shownText(name, 40)}: ${quotedName(consumer)} got an access token`),
    body: plain(sentences.filter((each) => each !== '').join(' ')),
  };
}

/** Some desktops treat text in angle brackets as markup, and turn addresses into links. */
function plain(words: string): string {
  return words.replaceAll('<', '‹').replaceAll('>', '›');
}
