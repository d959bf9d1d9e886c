// Gives one answer to the real gateway, refresher and manager, and checks the result: which token pair is in memory and saved, whether the sign-in
// counts as ended, and which error was thrown. Used by the answer matrix.
import { createNodeCrypto } from '../../../main/adapters/platform/node-crypto';
import { makePlace } from '../make-place';
import { createAxiomAuthGateway } from '../../../main/adapters/axiom/axiom-auth-gateway';
import { AxiomTokenError } from '../../../main/core/base/errors';
import { PasswordSignIn } from '../../../main/core/sign-in/password-sign-in';
import type { HttpResponse, HttpTransport } from '../../../main/core/ports/http-transport';
import { Secret } from '../../../main/core/base/secret';
import { TokenLifecycleManager } from '../../../main/core/refresh/token-lifecycle-manager';
import { TokenManager } from '../../../main/core/storage/token-manager';
import { makeResponse } from '../axiom-response';
import type { BodyCase, CookieCase, HeaderCase, Offer, StatusCase } from './fault-answer-axes';
import { ACCOUNT } from './fault-answer-axes';
import { FakeClock } from '../fakes/clock/fake-clock';
import { makeJwt, makeTokens } from '../make-jwt';
import { RecordingLogger } from '../fakes/logger/recording-logger';
import { ScriptedTokenStore } from '../fakes/token-store/scripted-token-store';

export type Endpoint = 'refresh' | 'password' | 'otp';

/** One answer to one call. */
export interface AnswerCase {
  readonly endpoint: Endpoint;
  readonly status: StatusCase;
  readonly body: BodyCase;
  readonly cookies: CookieCase;
  readonly header: HeaderCase;
}

interface Pair {
  readonly access: string;
  readonly refresh: string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The tokens of the answer that the client must accept, by the protocol's notes. */
function offerOf({ endpoint, status, body, cookies, header }: AnswerCase): Offer {
  const isSuccess = status.status >= 200 && status.status <= 299;
  const { isForeign } = cookies;
  if (!isSuccess || status.failure || header.isChallenge || isForeign) return {};
  const inCookies = endpoint === 'refresh' ? cookies.offer : (cookies.signIn ?? cookies.offer);
  const inBody = status.cut ? {} : body.offer;
  const pick = (kind: keyof Offer) => inCookies[kind] ?? (cookies.named.includes(kind) ? undefined : inBody[kind]);
  const [access, refresh, otp] = [pick('access'), pick('refresh'), pick('otp')];
  return { ...(access ? { access } : {}), ...(refresh ? { refresh } : {}), ...(otp ? { otp } : {}) };
}

/** Whether the answer means that the refresh token is revoked. */
function isRefusal({ status, body, cookies, header }: AnswerCase): boolean {
  if (status.failure || header.isChallenge) return false;
  const isJsonError = body.isJsonError && !status.cut;
  if (/Turnstile/.test(body.text) && !status.cut) return false;
  if (status.status === 401) return !status.cut && !isPage(body, header);
  if (status.status === 403) return isJsonError;
  return status.status >= 200 && status.status <= 299 && cookies.isClearing;
}

/** Whether it looks like HTML or is labelled as HTML. */
function isPage(body: BodyCase, header: HeaderCase): boolean {
  return body.isHtml || /html/.test(header.headers['content-type'] ?? '');
}

/** The failed checks, as texts; empty when all passed. */
export async function judgeAnswer(answer: AnswerCase): Promise<string[]> {
  const check = new AnswerCheck(answer);
  await check.open();
  return answer.endpoint === 'refresh' ? check.judgeRefresh() : check.judgeSignIn();
}

class AnswerCheck implements HttpTransport {
  readonly #case: AnswerCase;
  readonly #clock = new FakeClock();
  readonly #store = new ScriptedTokenStore();
  readonly #lifecycle: TokenLifecycleManager;
  readonly #manager: TokenManager;
  readonly #old: Pair;
  readonly #wrong: string[] = [];
  readonly #gateway;
  #isGood = false;
  #asked = 0;

  constructor(answer: AnswerCase) {
    this.#case = answer;
    const clock = this.#clock;
    const logger = new RecordingLogger();
    const random = () => 0.5;
    const siteOrigin = 'https://axiom.trade';
    this.#gateway = createAxiomAuthGateway({
      transport: this,
      clock,
      random,
      logger,
      endpoints: { siteOrigin, apiOrigins: ['https://a.example', 'https://b.example'], isSimulator: false },
      hashPassword: async () => new Secret('hash'),
    });
    this.#lifecycle = new TokenLifecycleManager({ clock, logger, random });
    this.#manager = new TokenManager({
      profileId: 'default',
      origin: siteOrigin,
      place: makePlace(this.#store),
      crypto: createNodeCrypto(),
      clock,
      logger,
      random,
    });
    const tokens = makeTokens(clock.nowMs(), 15 * MINUTE, ACCOUNT);
    this.#old = { access: tokens.accessToken.expose(), refresh: tokens.refreshToken.expose() };
    this.#lifecycle.add(this.#manager, this.#gateway);
    this.#opened = this.#manager.load().then(() => this.#manager.setTokens(tokens));
  }

  readonly #opened: Promise<void>;

  async open(): Promise<void> {
    await this.#opened;
    await this.#clock.advance(5 * MINUTE);
  }

  async send(): Promise<HttpResponse> {
    this.#asked++;
    if (this.#isGood) return { ...this.#goodAnswer(), receivedAtMs: this.#clock.nowMs() };
    const { status, body, cookies, header } = this.#case;
    if (status.failure) throw status.failure();
    return {
      ...makeResponse({
        status: status.status,
        headers: header.headers,
        setCookies: cookies.lines,
        body: status.cut ? '' : body.text,
        bodyFailure: status.cut?.(),
      }),
      receivedAtMs: this.#clock.nowMs(),
    };
  }

  async judgeRefresh(): Promise<string[]> {
    const offer = offerOf(this.#case);
    const isSuccess = offer.access !== undefined || offer.refresh !== undefined;
    const failure = await this.#failureOf(this.#lifecycle.refreshNow('default'));
    const expected = {
      ...this.#old,
      ...(offer.access && { access: offer.access }),
      ...(offer.refresh && { refresh: offer.refresh }),
    };
    this.#expectPair(expected, 'after the answer');
    this.#expect(
      isSuccess === (failure === undefined),
      `the refresh ${failure === undefined ? 'worked' : `failed: ${failure}`}`,
    );
    this.#expect(this.#session !== 'needs-sign-in', 'signed out by one answer');
    if (!isSuccess) await this.#judgeRepeated(expected);
    this.#lifecycle.dispose();
    this.#manager.dispose();
    return this.#wrong;
  }

  /** The server gives the same answer for an hour, then works again. */
  async #judgeRepeated(expected: Pair): Promise<void> {
    const at = await this.#failureOf(
      this.#lifecycle.getValidAccessToken('default').then((token) => {
        this.#expect(token.expose() === this.#old.access, 'another token was handed out than the one that works');
      }),
    );
    this.#expect(at === undefined, `a token that works was not handed out: ${at}`);
    const before = this.#asked;
    await this.#clock.advance(HOUR);
    this.#expectPair(expected, 'an hour later');
    const isEnded = this.#session === 'needs-sign-in';
    const isRefused = isRefusal(this.#case);
    this.#expect(isEnded === isRefused, isEnded ? 'signed out without a refusal' : 'a refused sign-in is not told');
    this.#expect(!isRefused || this.#asked - before === 1, `${this.#asked - before} more questions after a refusal`);
    this.#expect(this.#asked - before < 120, `${this.#asked - before} questions in an hour`);
    this.#isGood = true;
    if (isRefused) await this.#failureOf(this.#lifecycle.refreshNow('default'));
    else await this.#clock.advance(HOUR + MINUTE);
    this.#expect(this.#session === 'ok', `the session is ${this.#session} although the server is well again`);
    this.#expect(!this.#manager.isExpired(), 'the token is expired although the server is well again');
  }

  async judgeSignIn(): Promise<string[]> {
    const { endpoint } = this.#case;
    const signIn = new PasswordSignIn(this.#clock);
    const target = { manager: this.#manager, gateway: this.#gateway };
    this.#isGood = endpoint === 'otp';
    const first = await this.#failureOf(signIn.start(target, 'a@example.com', new Secret('password')));
    const offer = offerOf(this.#case);
    if (endpoint === 'password') {
      this.#expect((first === undefined) === (offer.otp !== undefined), `step 1: ${first ?? 'worked'}`);
      this.#expectPair(this.#old, 'after step 1');
    } else {
      this.#isGood = false;
      const second = await this.#failureOf(signIn.complete('123456'));
      const { access, refresh } = offer;
      const isWhole = access !== undefined && refresh !== undefined;
      this.#expect(isWhole === (second === undefined), `step 2: ${second ?? 'worked'}`);
      this.#expectPair(isWhole ? { access, refresh } : this.#old, 'after step 2');
    }
    this.#expect(this.#session !== 'needs-sign-in', 'signed out by a sign-in');
    this.#lifecycle.dispose();
    this.#manager.dispose();
    return this.#wrong;
  }

  get #session(): string {
    return this.#lifecycle.refresher('default').sessionFacet;
  }

  #expect(isSo: boolean, otherwise: string): void {
    if (!isSo) this.#wrong.push(otherwise);
  }

  #expectPair({ access, refresh }: Pair, when: string): void {
    for (const [where, tokens] of [
      ['memory', this.#manager.getTokens()],
      ['the store', this.#store.kept?.tokens],
    ] as const) {
      if (!tokens) this.#wrong.push(`no tokens in ${where} ${when}`);
      else if (tokens.accessToken.expose() !== access) this.#wrong.push(`the wrong access token in ${where} ${when}`);
      else if (tokens.refreshToken.expose() !== refresh)
        this.#wrong.push(`the wrong refresh token in ${where} ${when}`);
    }
  }

  /** The error code of a rejection; an untyped or INTERNAL error is a failed check. */
  async #failureOf(promise: Promise<unknown>): Promise<string | undefined> {
    try {
      await promise;
      return undefined;
    } catch (error) {
      if (!(error instanceof AxiomTokenError)) this.#wrong.push(`failed with ${String(error)}`);
      else if (error.code === 'INTERNAL') this.#wrong.push('failed with INTERNAL');
      return error instanceof AxiomTokenError ? error.code : 'untyped';
    }
  }

  #goodAnswer(): HttpResponse {
    const nowMs = this.#clock.nowMs();
    const token = () => makeJwt({ issuedAtMs: nowMs, expiresAtMs: nowMs + 15 * MINUTE, accountId: ACCOUNT }).expose();
    return makeResponse({
      setCookies: [`auth-access-token=${token()}`, `auth-refresh-token=${token()}`, `auth-otp-login-token=${token()}`],
    });
  }
}
