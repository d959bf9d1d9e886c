// The report of `doctor --live`: how the real server answered a refresh, without secrets, so that it can be shown to others. Pure.
import { AxiomTokenError } from '../../core/base/errors';
import { Secret } from '../../core/base/secret';
import type { AuthTokens } from '../../core/tokens/auth-tokens';
import {
  type AnswerReport,
  type CookieReport,
  type Exchanged,
  reportAnswer,
  reportToken,
  type TokenReport,
} from './live-answer';
import { holdsSecret } from './safe-names';

type Pair = Pick<AuthTokens, 'accessToken' | 'refreshToken'>;

/** The input of the report. It holds tokens. */
export interface LiveFacts {
  readonly version: string;
  /** Local clock. */
  readonly atMs: number;
  /** `refreshed`, `not-sent`, or the code of the failure. */
  readonly outcome: string;
  readonly exchanges: readonly Exchanged[];
  readonly before: Pair;
  readonly after: Pair;
  /** Whether the new pair was saved, in the words of `status`. */
  readonly storage: string;
}

/** `axiom-tokens.doctor-live.v1` */
export interface LiveReport {
  readonly schema: 'axiom-tokens.doctor-live.v1';
  readonly version: string;
  readonly at: string;
  readonly outcome: string;
  readonly answers: readonly AnswerReport[];
  readonly rotated: { readonly access_token: boolean; readonly refresh_token: boolean };
  readonly tokens: { readonly access_token: TokenReport; readonly refresh_token: TokenReport };
  readonly storage: string;
}

/** Makes the report. @throws AxiomTokenError `INTERNAL` when it would contain a part of a secret; nothing is shown then */
export function makeLiveReport(look: LiveFacts): LiveReport {
  const { version, atMs, outcome, exchanges, before, after, storage } = look;
  const report: LiveReport = {
    schema: 'axiom-tokens.doctor-live.v1',
    version,
    at: new Date(atMs).toISOString(),
    outcome,
    answers: exchanges.map(reportAnswer),
    rotated: {
      access_token: !before.accessToken.equals(after.accessToken),
      refresh_token: !before.refreshToken.equals(after.refreshToken),
    },
    tokens: { access_token: reportToken(after.accessToken), refresh_token: reportToken(after.refreshToken) },
    storage,
  };
  if (holdsSecret(`${JSON.stringify(report)}\n${liveReportLines(report).join('\n')}`, secretsOf(look))) {
    throw new AxiomTokenError('INTERNAL', {
      message: 'The report would have contained a part of a token or of your account, so it is not shown.',
      remedy:
        'The refresh itself was not affected; "axiom-tokens status" shows the state of the account. Please report this.',
    });
  }
  return report;
}

function secretsOf({ exchanges, before, after }: LiveFacts): readonly Secret[] {
  const pairs = [before, after].flatMap(({ accessToken, refreshToken }) => [accessToken, refreshToken]);
  const sent = exchanges.flatMap(({ request }) => Object.values(request.cookies ?? {}));
  const got = exchanges.flatMap(({ outcome }) =>
    'body' in outcome ? [outcome.body, ...valuesOf(outcome.setCookies)] : [],
  );
  return [...pairs, ...sent, ...got];
}

/** The cookie values without their attributes, which are not secret. */
function valuesOf(lines: readonly Secret[]): readonly Secret[] {
  return lines.map((line) => {
    const [pair = ''] = line.expose().split(';');
    return new Secret(pair.slice(pair.indexOf('=') + 1).trim());
  });
}

/** The report as lines of text. */
export function liveReportLines({
  version,
  at,
  outcome,
  answers,
  rotated,
  tokens,
  storage,
}: LiveReport): readonly string[] {
  return [
    `axiom-tokens ${version}, doctor --live, ${at}`,
    `Outcome: ${outcome}; storage: ${storage}`,
    ...answers.flatMap(answerLines),
    `Access token: ${rotated.access_token ? 'replaced' : 'the same'}; ${tokenWords(tokens.access_token)}`,
    `Refresh token: ${rotated.refresh_token ? 'replaced' : 'the same'}; ${tokenWords(tokens.refresh_token)}`,
  ];
}

function answerLines(answer: AnswerReport): readonly string[] {
  const { host, path, status, failure, duration_ms: ms, clock_offset_ms: offsetMs, headers } = answer;
  const there = Object.keys(headers).filter((name) => headers[name]);
  const absent = Object.keys(headers).filter((name) => !headers[name]);
  return [
    `POST ${path} at ${host}: ${status === null ? 'no answer' : `status ${status} in ${ms} ms`}${failure === null ? '' : ` (${failure})`}`,
    ...(status === null
      ? []
      : [
          `  Body: ${answer.body}${list(', keys', answer.body_keys)}`,
          `  Clock: ${offsetMs === null ? 'no usable Date' : `Date is ${offsetMs} ms from this computer’s clock`}`,
          `  Headers present${list('', there)}; absent${list('', absent)}`,
          ...answer.cookies.map((cookie) => `  Cookie ${cookieWords(cookie)}`),
        ]),
  ];
}

function cookieWords(cookie: CookieReport): string {
  const state = cookie.is_cleared ? 'cleared' : cookie.is_as_sent ? 'the value that was sent' : tokenWords(cookie);
  const kept = cookie.kept_s === null ? 'for the session' : `for ${cookie.kept_s} s`;
  return `${cookie.name}: ${state}; kept ${kept}${list(', attributes', cookie.attributes)}`;
}

function tokenWords({ form, claims, lifetime_s: lifetime }: TokenReport): string {
  return form === 'opaque'
    ? 'no JWT'
    : `JWT, lifetime ${lifetime === null ? 'not stated' : `${lifetime} s`}${list(', claims', claims)}`;
}

function list(title: string, names: readonly string[]): string {
  return `${title}: ${names.length === 0 ? 'none' : names.join(' ')}`;
}
