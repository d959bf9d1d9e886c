// Tells on the desktop that a program was given its first token, with a button that blocks it where the desktop has buttons; a click leads to the programs of the
// account. One for each program, as often as the hand-out says.
import type { FirstUse, TellPerson } from '../../../handout/consent';
import { consumerKey } from '../../../handout/consumer';
import { quotedName, shownText } from '../../../handout/shown-consumer';
import type { DesktopNotifier } from './sign-in-reminder';

export interface FirstUseOptions {
  readonly notifier: Pick<DesktopNotifier, 'show'>;
  /** The name of the account; `undefined` when it is gone. */
  readonly nameOf: (profileId: string) => string | undefined;
  /** Opens the window at the programs of the account. */
  readonly showPrograms: (profileId: string) => void;
  /** Refuses the program from now on. */
  readonly block: (use: FirstUse) => Promise<void>;
  /** Why that failed, in words. */
  readonly describeFailure: (error: unknown) => { readonly message: string; readonly remedy: string };
}

export function createFirstUse(options: FirstUseOptions): TellPerson {
  const { notifier, nameOf, showPrograms } = options;
  const block = async (use: FirstUse, name: string): Promise<void> => {
    const onClick = (): void => showPrograms(use.profileId);
    const who = quotedName(use.consumer);
    let words: { title: string; body: string };
    try {
      await options.block(use);
      words = { title: `${who} is blocked`, body: 'A token that it already has works until it runs out.' };
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
    tell(use) {
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

/** Never that of a reminder or a notice. */
function firstUseKey({ profileId, consumer }: FirstUse): string {
  return `program:${profileId}:${consumerKey(consumer)}`;
}

/** What it says. `name`: of the account. */
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

/** Some desktops take what is in angle brackets for formatting, and links. */
function plain(words: string): string {
  return words.replaceAll('<', '‹').replaceAll('>', '›');
}
