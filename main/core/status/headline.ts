// Chooses a profile's headline: the row of the headline table for the worst of its three facets.
// Window and tray only show it.
import type { AxiomTokenError } from '../base/errors';
import { type PlaceKind, placeOf } from '../ports/token-places';
import type { RequiredUserAction } from '../ports/token-store';
import {
  CALM_FACETS,
  type Headline,
  HEADLINE_KINDS,
  HEADLINE_TABLE,
  type HeadlineKind,
  type HeadlineRow,
  type HeadlineTone,
} from './headline-table';
import type { SessionFacet, StorageFacet, TokenFacet } from './state-facets';

/** One facet value in words. */
export interface FacetInWords {
  readonly words: string;
  readonly tone: HeadlineTone;
}

type Words = Partial<Pick<Headline, 'label' | 'line' | 'action' | 'actionLabel'>>;

/** Replaces texts of the table while the store waits for a required user action. */
const WORDS_FOR_USER_ACTION: Readonly<Record<RequiredUserAction, Partial<Record<HeadlineKind, Words>>>> = {
  passphrase: {
    locked: { action: 'enter-passphrase', actionLabel: 'Enter the passphrase' },
    unsaved: { action: 'enter-passphrase', actionLabel: 'Enter the passphrase' },
  },
  'new-passphrase': {
    locked: { label: 'Passphrase wanted', action: 'enter-passphrase', actionLabel: 'Choose a passphrase' },
    unsaved: { action: 'enter-passphrase', actionLabel: 'Choose a passphrase' },
  },
  'other-keychain': {
    unavailable: { label: 'Another keychain answers' },
    unsaved: { action: 'choose-store', actionLabel: 'Choose where to keep tokens' },
  },
};

/** A problem of the place for which the texts of its facet would be wrong or too vague. */
export type PlaceProblem = 'emptied' | 'not-there' | 'not-answering' | 'other-account' | 'other-server';

const LOOK_AGAIN = { action: 'look-again', actionLabel: 'Look again' } as const;

/** Replaces texts of the table while there is such a problem. */
const WORDS_FOR_PROBLEM: Readonly<Record<PlaceProblem, (noun: string) => Partial<Record<HeadlineKind, Words>>>> = {
  emptied: () => ({
    unsaved: { label: 'In memory only, no longer saved', line: 'no longer saved' },
  }),
  'not-there': (noun) => ({ unavailable: { label: `${noun} is not there`, line: `${noun} not there`, ...LOOK_AGAIN } }),
  'not-answering': (noun) => ({ unavailable: { label: `${noun} does not answer`, line: 'no answer', ...LOOK_AGAIN } }),
  'other-account': () => ({
    unavailable: { label: 'Tokens of another account', line: 'wrong account', ...LOOK_AGAIN },
  }),
  'other-server': () => ({ unavailable: { label: 'Tokens of another server', line: 'wrong server', ...LOOK_AGAIN } }),
};

/** The problem behind a failure of the place. `isEmptied`: another program has removed the tokens there, while they are still in memory. */
export function placeProblem(
  failure: Pick<AxiomTokenError, 'code' | 'isMissing'> | undefined,
  isEmptied: boolean,
): PlaceProblem | undefined {
  if (isEmptied) return 'emptied';
  if (failure?.isMissing) return 'not-there';
  switch (failure?.code) {
    case 'TIMEOUT':
      return 'not-answering';
    case 'WRONG_ACCOUNT':
      return 'other-account';
    case 'WRONG_ORIGIN':
      return 'other-server';
    default:
      return undefined;
  }
}

/** The headline with the texts for the problem. */
export function withPlaceProblem(
  headline: Headline,
  problem: PlaceProblem | undefined,
  placeKind: PlaceKind,
): Headline {
  if (!problem) return headline;
  const { label, line, ...words } = WORDS_FOR_PROBLEM[problem](placeOf(placeKind).noun)[headline.kind] ?? {};
  return {
    ...headline,
    ...words,
    ...(label === undefined ? {} : { label: label.charAt(0).toUpperCase() + label.slice(1) }),
    ...(line === undefined ? {} : { line }),
  };
}

/** The texts of `offline` when a captive portal answered instead of Axiom. */
const NETWORK_PAGE = {
  facet: 'Network page answers',
  label: 'A network page answers, working until {until}',
  line: 'network page',
};

/** The headline when a captive portal answered instead of Axiom. */
export function onNetworkPage(headline: Headline): Headline {
  const { label, line } = NETWORK_PAGE;
  return headline.kind === 'offline' ? { ...headline, label, line } : headline;
}

/** The problem and action of the place, while the headline is about something worse; `undefined` when the place has none. */
export function placeAside(
  headline: Headline,
  ofPlace: Headline,
): Pick<Headline, 'line' | 'action' | 'actionLabel'> | undefined {
  if (headline.kind === ofPlace.kind || !PLACE_HEADLINES.has(ofPlace.kind)) return undefined;
  const { line, action, actionLabel } = ofPlace;
  return { line, ...(action === undefined ? {} : { action }), ...(actionLabel === undefined ? {} : { actionLabel }) };
}

const PLACE_HEADLINES: ReadonlySet<HeadlineKind> = new Set(['corrupt', 'locked', 'unavailable', 'unsaved']);

/**
 * The worst row among the facets, with the texts for the place and the required user action. Without tokens the session facet is ignored.
 */
export function deriveHeadline(
  token: TokenFacet,
  session: SessionFacet,
  storage: StorageFacet,
  placeKind: PlaceKind,
  requiredUserAction?: RequiredUserAction,
): Headline {
  const facets = new Set<string>([token, storage, ...(token === 'none' ? [] : [session])]);
  // While the store is being read, it is not known yet whether there are tokens.
  if (storage === 'opening') facets.delete('none');
  const kind = HEADLINE_KINDS.find((candidate) => facets.has(candidate)) ?? 'good';
  const { facet: _, ...row }: HeadlineRow = HEADLINE_TABLE[kind];
  const place = placeOf(placeKind);
  return {
    kind,
    ...row,
    label: typeof row.label === 'string' ? row.label : row.label(place),
    line: typeof row.line === 'string' ? row.line : row.line(place),
    ...(requiredUserAction && WORDS_FOR_USER_ACTION[requiredUserAction][kind]),
  };
}

/** The text of one facet value, shown beside the other two facets. */
export function facetInWords(value: TokenFacet | SessionFacet | StorageFacet, isNetworkPage = false): FacetInWords {
  if (value === 'ok' || value === 'saved') return { words: CALM_FACETS[value], tone: 'good' };
  const { facet, tone } = HEADLINE_TABLE[value];
  return { words: isNetworkPage && value === 'offline' ? NETWORK_PAGE.facet : facet, tone };
}
