// The questions of a command that runs without the app: about imported tokens, and whether a program may have one.
import { AxiomTokenError } from '../../core/base/errors';
import { Secret } from '../../core/base/secret';
import type { Choice, Choose, Confirm } from '../../core/intents/confirmation';
import type { AskUser, ConsentQuestion } from '../../handout/consent';
import { quotedName, shownText } from '../../handout/shown-consumer';
import { shownLine } from '../words/shown-words';
import type { Prompts } from './command-context';
import { mayBeUsed, typedPassphrase } from './typed-passphrase';

export interface TerminalQuestions {
  readonly confirm: Confirm;
  readonly choose: Choose;
  readonly ask: AskUser;
  readonly askPassphrase: (path: string) => Promise<Secret | undefined>;
  readonly askNewPassphrase: (path: string, ownWords: readonly string[]) => Promise<Secret | undefined>;
}

/** The answers that were given on the command line. */
export interface GivenAnswers {
  /** `--yes` agrees to questions about imported tokens. It never picks from a choice, and never allows a program. */
  readonly saysYes: boolean;
  /** `--weak-passphrase` was given. */
  readonly acceptsWeak: boolean;
  /** The passphrase of a sealed file, from a file; see `givenPassphrases`. */
  readonly givenPassphrase?: ((sealed: string) => Promise<string | undefined>) | undefined;
}

export function createTerminalQuestions(
  prompts: Prompts,
  warn: (line: string) => void,
  { saysYes, acceptsWeak, givenPassphrase }: GivenAnswers,
): TerminalQuestions {
  return {
    async confirm({ message, detail, agree }) {
      if (saysYes) return;
      if (!prompts.isPossible)
        throw nobodyToAsk(message, 'Add --yes to agree, or run it in a terminal. Nothing was changed.');
      if (await prompts.confirm(`${shownLine(message)}\n${detail}\n${shownLine(agree)}?`)) return;
      throw new AxiomTokenError('CANCELLED');
    },
    async choose(choice) {
      if (!prompts.isPossible) {
        throw nobodyToAsk(
          choice.message,
          'Name the account that is meant with --as, or run it in a terminal to choose. Nothing was changed.',
        );
      }
      return chosen(choice, await prompts.line(choiceText(choice)));
    },
    async askPassphrase(path) {
      const given = await givenPassphrase?.(path);
      if (given !== undefined) return new Secret(given);
      if (!prompts.isPossible) return undefined;
      return new Secret(await prompts.hidden(`The passphrase of ${shownText(path)}: `));
    },
    async askNewPassphrase(path, ownWords) {
      const parts = { prompts, warn, acceptsWeak, ownWords: async () => ownWords };
      const given = await givenPassphrase?.(path);
      if (given !== undefined && (await mayBeUsed(parts, given))) return new Secret(given);
      if (!prompts.isPossible) return undefined;
      return new Secret(await typedPassphrase(parts, shownText(path)));
    },
    ask: {
      async ask(question) {
        if (!prompts.isPossible) return { decision: 'unanswered', why: 'nobody' };
        const isAllowed = await prompts.confirm(consentText(question));
        return isAllowed ? { decision: 'allow', scope: 'once' } : { decision: 'unanswered', why: 'closed' };
      },
    },
  };
}

/** Longer than usual, because it names a program and its file. */
const LONGEST_TASK = 400;

function choiceText({ message, detail, answers }: Choice): string {
  const numbered = answers.map((answer, at) => `  ${at + 1}  ${shownLine(answer)}`).join('\n');
  return `${shownLine(message)}\n${detail}\n${numbered}\nNumber, or Enter to change nothing: `;
}

/** @throws AxiomTokenError `CANCELLED` for anything else than one of the numbers */
function chosen({ answers }: Choice, typed: string): number {
  const number = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : 0;
  if (number >= 1 && number <= answers.length) return number - 1;
  throw new AxiomTokenError('CANCELLED');
}

function consentText({ consumer, kind, profileId, reason, why, task }: ConsentQuestion): string {
  if (task !== undefined) return `${quotedName(consumer)} wants to ${shownText(task, LONGEST_TASK)}. Do it?`;
  const what = kind === 'refresh' ? 'the refresh token, with which it has the whole sign-in,' : 'a token';
  const says = reason === undefined ? '' : ` It says: “${shownText(reason)}”.`;
  const again = why === undefined ? '' : ` Asked again: ${shownText(why)}.`;
  return `${quotedName(consumer)} asks for ${what} of ${shownText(profileId)}.${says}${again} Allow it this once?`;
}

function nobodyToAsk(question: string, remedy: string): AxiomTokenError {
  return new AxiomTokenError('INVALID_INPUT', { message: `No question can be asked here: ${question}`, remedy });
}
