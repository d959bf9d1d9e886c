// The view of the consent prompt and the answers of its page. This small window of main has its own messages, separate from the contract. No imports, so that its
// preload script stays small.

/** The messages of that window. `show`: main sends a view; the others come from the page. */
export const PROMPT_CHANNELS = { ready: 'prompt:ready', show: 'prompt:show', answer: 'prompt:answer' } as const;

/** The buttons, in display order. */
export const PROMPT_ANSWERS = ['once', 'session', 'run', 'always', 'not-now', 'block-hour', 'block'] as const;
export type PromptAnswer = (typeof PROMPT_ANSWERS)[number];

/** No button works for this time after a question has appeared, or after a key that was meant for another window. */
export const NOT_LIVE_MS = 500;

export interface PromptButton {
  readonly answer: PromptAnswer;
  readonly label: string;
}

/** Everything that the page gets. Main makes the texts safe; the page shows them as text. */
export interface PromptView {
  /** Identifies the question; the answer contains it. */
  readonly question: number;
  readonly title: string;
  /** What the program gets, and what that means. */
  readonly gets: string;
  readonly meaning: string;
  /** The request is for the refresh token. */
  readonly isGrave: boolean;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  /** How many requests wait for the answer, in words; absent for one. */
  readonly waiting?: string | undefined;
  /** How many other programs are asked about afterwards, in words; absent for none. */
  readonly next?: string | undefined;
  /** Remaining time of the question. */
  readonly leftMs: number;
  readonly allow: readonly PromptButton[];
  readonly refuse: readonly PromptButton[];
}

/** A message of the page. */
export interface PromptReply {
  readonly question: number;
  readonly answer: PromptAnswer;
}

/** Validates a message of the page; `undefined` for anything invalid. */
export function promptReplyOf(sent: unknown): PromptReply | undefined {
  if (typeof sent !== 'object' || sent === null) return undefined;
  const { question, answer } = sent as Partial<Record<keyof PromptReply, unknown>>;
  const known = PROMPT_ANSWERS.find((one) => one === answer);
  return typeof question === 'number' && known !== undefined ? { question, answer: known } : undefined;
}

/** The API of the prompt's page. */
export interface PromptApi {
  /** Calls `listener` with each view. Can be used once. */
  readonly onShow: (listener: (view: PromptView) => void) => void;
  readonly answer: (question: number, answer: PromptAnswer) => void;
}
