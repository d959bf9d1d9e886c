// The table of the places where a profile's tokens can be stored. Index, choices, headlines, the window's texts and test samples use it, so a new
// place needs a row here and a store. It must not know how a place is read or written; that is the job of its adapter.

/** What the user must choose before tokens are kept at a place. The path of a file is part of the choice. */
export type PlaceQuestion = 'file' | 'file-and-passphrase';

/** One kind of place: how it behaves, and the texts for the user. */
export interface TokenPlace {
  /** What the user must choose first. */
  readonly asks: 'nothing' | PlaceQuestion;
  /** The label of the button that opens the question; absent when nothing is asked. */
  readonly askLabel?: string;
  /** Whether tokens are still there after the app has quit. */
  readonly isLasting: boolean;
  /** The text in the list of places; if nothing is asked, also the name of the place. */
  readonly label: string;
  /** The text under the label: its protection and its cost. */
  readonly detail: string;
  /** A noun for sentences, two words at most: "sealed file". */
  readonly noun: string;
  /** The place in a sentence, when it has no path: "the system keychain". */
  readonly inSentence?: string;
  /** Shown beside the path, when the path alone does not say it. */
  readonly note?: string;
  /** The headline's label while the place is locked, and while it cannot be used. */
  readonly headlines: Readonly<Record<'locked' | 'unavailable', string>>;
}

/** Every place, in the order in which they are offered. */
export const TOKEN_PLACES = {
  keychain: {
    asks: 'nothing',
    isLasting: true,
    label: 'System keychain',
    detail: 'Encrypted by your system and unlocked with your session.',
    noun: 'keychain',
    inSentence: 'the system keychain',
    headlines: { locked: 'Keychain is locked', unavailable: 'No keychain' },
  },
  'sealed-file': {
    asks: 'file-and-passphrase',
    askLabel: 'Choose the file…',
    isLasting: true,
    label: 'A file sealed with a passphrase…',
    detail: 'Encrypted. You enter the passphrase once after each start.',
    noun: 'sealed file',
    note: 'sealed with a passphrase',
    headlines: { locked: 'Sealed file is locked', unavailable: 'Sealed file not usable' },
  },
  file: {
    asks: 'file',
    askLabel: 'Choose the file…',
    isLasting: true,
    label: 'A file…',
    detail: 'Readable by your user only, in the format that Rust clients read. Not encrypted.',
    noun: 'token file',
    headlines: { locked: 'Token file is locked', unavailable: 'Token file not usable' },
  },
  memory: {
    asks: 'nothing',
    isLasting: false,
    label: 'This run only',
    detail: 'Gone when the app quits. You sign in again next time.',
    noun: 'memory',
    headlines: { locked: 'Memory not usable', unavailable: 'Memory not usable' },
  },
} as const satisfies Readonly<Record<string, TokenPlace>>;

/** The kind of a place; stored in the index of profiles. */
export type PlaceKind = keyof typeof TOKEN_PLACES;

/** The place chosen for one profile: its kind and, for a file, the path. */
export type StoreChoice = {
  [Kind in PlaceKind]: (typeof TOKEN_PLACES)[Kind]['asks'] extends 'nothing'
    ? { readonly kind: Kind }
    : { readonly kind: Kind; readonly path: string };
}[PlaceKind];

/** All kinds, in the order of the table. */
export const PLACE_KINDS = Object.keys(TOKEN_PLACES) as readonly PlaceKind[];

/** The row of a kind. */
export function placeOf(kind: PlaceKind): TokenPlace {
  return TOKEN_PLACES[kind];
}

/** Whether the text is a kind of place that this version knows. */
export function isPlaceKind(text: string): text is PlaceKind {
  return Object.hasOwn(TOKEN_PLACES, text);
}

/** The choice of a kind; `path` is used only by kinds that need one. */
export function storeChoice(kind: PlaceKind, path: string): StoreChoice {
  // The table says which kinds have a path; the type follows it.
  return (placeOf(kind).asks === 'nothing' ? { kind } : { kind, path }) as StoreChoice;
}
