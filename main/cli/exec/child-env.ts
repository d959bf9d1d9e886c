// The environment of the program that `exec` starts: the token's variables, without those inherited from an outer `exec`. Pure.
import { AxiomTokenError } from '../../core/base/errors';
import type { TokenAnswer } from '../../handout/protocol';

/** Variables that axiom-tokens sets or reads. Inherited ones describe another token, so the child does not get them. */
const OWN_NAMES: readonly string[] = [
  ...['AXIOM_ACCESS_TOKEN', 'AXIOM_REFRESH_TOKEN', 'AXIOM_TOKEN_EXPIRES_AT', 'AXIOM_TOKEN_EXPIRES_AT_EPOCH'],
  ...['AXIOM_TOKEN_FILE', 'AXIOM_TOKENS_PROFILE', 'AXIOM_TOKENS_SOCK', 'AXIOM_TOKENS_KEY', 'AXIOM_TOKENS_KEY_FILE'],
];
/** Kept, because it is not about a token, and the child may call axiom-tokens. */
const KEPT_NAMES: readonly string[] = ['AXIOM_TOKENS_CONFIG_DIR'];

/** Variables that must not hold a token: they decide which program or code runs, or which app axiom-tokens asks. */
const NOT_OURS_TO_SET = /^(PATH|NODE_OPTIONS|LD_.*|DYLD_.*|AXIOM_TOKENS_.*)$/i;

/** What `--env NAME=field` can put into a variable of the child. */
export const ENV_FIELDS = {
  access_token: ({ access_token }) => access_token,
  refresh_token: ({ refresh_token }) => refresh_token,
  cookie: ({ cookie_name, access_token }) => `${cookie_name}=${access_token}`,
  header: ({ cookie_name, access_token }) => `Cookie: ${cookie_name}=${access_token}`,
  expires_at: ({ expires_at }) => expires_at ?? '',
  expires_at_epoch: ({ expires_at }) => epochSeconds(expires_at),
  issued_at: ({ issued_at }) => issued_at ?? '',
  profile: ({ profile }) => profile,
  account: ({ account }) => account ?? '',
  origin: ({ origin }) => origin,
  cookie_name: ({ cookie_name }) => cookie_name,
} as const satisfies Record<string, (token: TokenAnswer) => string>;

/** One parsed `--env`. */
export interface EnvWish {
  readonly name: string;
  readonly field: keyof typeof ENV_FIELDS;
}

export interface ChildEnvironment {
  readonly inherited: Readonly<Record<string, string | undefined>>;
  readonly token: TokenAnswer;
  readonly wishes: readonly EnvWish[];
  /** `--only-env`: removes inherited `AXIOM_*` variables that `exec` does not set. */
  readonly isOnlyOwn: boolean;
  /** The app's socket, and the key that identifies the child there. */
  readonly broker?: { readonly socket: string; readonly key: string } | undefined;
  readonly tokenFile?: string | undefined;
}

/** Reads `NAME` or `NAME=field`. @throws AxiomTokenError `INVALID_INPUT` */
export function readEnvWish(text: string): EnvWish {
  const [name = '', field = 'access_token', ...more] = text.split('=');
  if (!/^[A-Za-z_]\w*$/.test(name) || more.length > 0) {
    throw new AxiomTokenError('INVALID_INPUT', {
      message: '--env takes NAME or NAME=field, where NAME is a variable of letters, digits and "_".',
      remedy: 'For example: --env MY_TOKEN, or --env MY_COOKIE=cookie.',
    });
  }
  if (NOT_OURS_TO_SET.test(name)) {
    throw new AxiomTokenError('INVALID_INPUT', {
      message: `--env ${name}: this variable decides which code runs, or which app axiom-tokens asks, so it cannot take a token.`,
      remedy: 'Name another variable.',
    });
  }
  if (!isEnvField(field)) {
    throw new AxiomTokenError('INVALID_INPUT', {
      message: `--env ${name}=…: there is no such field.`,
      remedy: `Choose one of ${Object.keys(ENV_FIELDS).join(', ')}.`,
    });
  }
  return { name, field };
}

function isEnvField(field: string): field is EnvWish['field'] {
  return Object.hasOwn(ENV_FIELDS, field);
}

/** Returns the child's whole environment. */
export function childEnvironment(child: ChildEnvironment): Record<string, string> {
  const { inherited, token, wishes, isOnlyOwn, broker, tokenFile } = child;
  const isKept = (name: string) =>
    !OWN_NAMES.includes(name) && !(isOnlyOwn && name.startsWith('AXIOM_') && !KEPT_NAMES.includes(name));
  const kept = Object.entries(inherited).filter((entry): entry is [string, string] => {
    return entry[1] !== undefined && isKept(entry[0]);
  });
  return {
    ...Object.fromEntries(kept),
    AXIOM_ACCESS_TOKEN: token.access_token,
    AXIOM_REFRESH_TOKEN: token.refresh_token,
    ...(token.expires_at === null
      ? {}
      : {
          AXIOM_TOKEN_EXPIRES_AT: token.expires_at,
          AXIOM_TOKEN_EXPIRES_AT_EPOCH: epochSeconds(token.expires_at),
        }),
    AXIOM_TOKENS_PROFILE: token.profile,
    ...(broker ? { AXIOM_TOKENS_SOCK: broker.socket, AXIOM_TOKENS_KEY: broker.key } : {}),
    ...(tokenFile === undefined ? {} : { AXIOM_TOKEN_FILE: tokenFile }),
    ...Object.fromEntries(wishes.map(({ name, field }) => [name, ENV_FIELDS[field](token)])),
  };
}

/** Seconds since 1970; empty when the time is unknown. */
function epochSeconds(time: string | null): string {
  return time === null ? '' : String(Math.floor(Date.parse(time) / 1000));
}
