// What the prompt for a token shows, and what its page may answer: main's own small window, apart from the contract of the app's window. No imports, so that its
// preload script stays as small as it is.

/** Messages of that window alone. `show`: main sends a view; the others come from the page. */
export const PROMPT_CHANNELS = { ready: 'prompt:ready', show: 'prompt:show', answer: 'prompt:answer' } as const;

/** The buttons, in the order in which they stand. */
export const PROMPT_ANSWERS = ['once', 'session', 'run', 'always', 'not-now', 'block-hour', 'block'] as const;
export type PromptAnswer = (typeof PROMPT_ANSWERS)[number];

/** For so long no button does anything after a question has come, or after a key that was meant for another window. */
export const NOT_LIVE_MS = 500;

export interface PromptButton {
  readonly answer: PromptAnswer;
  readonly label: string;
}

/** All that the page knows. Words are made harmless by main; the page shows them as text. */
export interface PromptView {
  /** Which question it is; an answer names it. */
  readonly question: number;
  readonly title: string;
  /** What it gets, and what that means. */
  readonly gets: string;
  readonly meaning: string;
  /** The refresh token is asked for. */
  readonly isGrave: boolean;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  /** How many requests wait for the answer, in words; absent for one. */
  readonly waiting?: string | undefined;
  /** How many other programs are asked about after this one, in words; absent for none. */
  readonly next?: string | undefined;
  /** How long the question stays open from now on. */
  readonly leftMs: number;
  readonly allow: readonly PromptButton[];
  readonly refuse: readonly PromptButton[];
}

/** What the page sends. */
export interface PromptReply {
  readonly question: number;
  readonly answer: PromptAnswer;
}

/** The reply in what a page has sent; `undefined` for anything else. */
export function promptReplyOf(sent: unknown): PromptReply | undefined {
  if (typeof sent !== 'object' || sent === null) return undefined;
  const { question, answer } = sent as Partial<Record<keyof PromptReply, unknown>>;
  const known = PROMPT_ANSWERS.find((one) => one === answer);
  return typeof question === 'number' && known !== undefined ? { question, answer: known } : undefined;
}

/** What the preload script gives to the page of the prompt. */
export interface PromptApi {
  /** Calls `listener` with each view from now on. Once. */
  readonly onShow: (listener: (view: PromptView) => void) => void;
  readonly answer: (question: number, answer: PromptAnswer) => void;
}
