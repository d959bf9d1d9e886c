// The AuthGateway port over Axiom's HTTP API: sends the three calls, chooses hosts, and returns verified tokens or one typed error.
// Made by the composition root over either transport. Knows no profiles, stores or windows.
import type { AuthTokens } from '../../core/tokens/auth-tokens';
import { answeredBy, AxiomTokenError, toAxiomTokenError } from '../../core/base/errors';
import type { AuthGateway, IssuedTokens, MeasuredServerTime } from '../../core/ports/auth-gateway';
import type { Clock } from '../../core/ports/clock';
import type { HttpResponse, HttpTransport } from '../../core/ports/http-transport';
import type { Logger } from '../../core/ports/logger';
import { type AxiomAnswer, type AxiomCall, classifyAxiomAnswer } from './axiom-answer';
import type { AxiomEndpoints } from './axiom-endpoints';
import { createAxiomHostOrder } from './axiom-host-order';
import { acceptRefreshedTokens, acceptSignInTokens, type AnsweredPair } from './axiom-issued-tokens';
import { hashAxiomPassword, type PasswordHash } from './axiom-password-hash';
import {
  AXIOM_CALL_TIMEOUT_MS,
  type AxiomRequest,
  otpRequest,
  passwordRequest,
  refreshRequest,
} from './axiom-requests';
import { createDateCheck } from './date-check';

/** The parts of the gateway. */
export interface AxiomAuthGatewayParts {
  readonly transport: HttpTransport;
  readonly clock: Clock;
  /** A number in [0, 1), to choose the host. */
  readonly random: () => number;
  readonly endpoints: AxiomEndpoints;
  readonly logger: Logger;
  /** Default: Axiom's present scheme. */
  readonly hashPassword?: PasswordHash;
}

/** An answer that was not a failure, with the response it came from. */
interface Answered {
  readonly answer: Exclude<AxiomAnswer, { kind: 'failed' }>;
  readonly response: HttpResponse;
  readonly time: MeasuredServerTime;
  readonly apiOrigin: string;
}

/** The gateway. Another host is tried only if certainly nothing was sent. A refresh with an unknown outcome is sent once more, to the same host. */
export function createAxiomAuthGateway(parts: AxiomAuthGatewayParts): AuthGateway {
  const { transport, clock, endpoints, logger, hashPassword = hashAxiomPassword } = parts;
  const { siteOrigin, apiOrigins } = endpoints;
  const hosts = createAxiomHostOrder(apiOrigins, parts.random);
  const checkDate = createDateCheck();

  const ask = (call: AxiomCall, request: AxiomRequest, apiOrigin: string): Promise<Answered> =>
    sendTo(call, request, apiOrigin).catch((error: unknown) => {
      throw withHost(apiOrigin, error);
    });

  async function sendTo(call: AxiomCall, request: AxiomRequest, apiOrigin: string): Promise<Answered> {
    const response = await transport.send(request(apiOrigin));
    const time = checkDate(response);
    const answer = classifyAxiomAnswer(call, response, time.serverOffsetMs ?? 0);
    const { status, durationMs } = response;
    const fields = { call, host: hostOf(apiOrigin), status, durationMs: Math.round(durationMs) };
    if (answer.kind === 'failed') {
      logger.warn('Axiom refused or did not answer as expected', { ...fields, code: answer.error.code });
      throw answer.error;
    }
    logger.info('Axiom answered', fields);
    return { answer, response, time, apiOrigin };
  }

  async function askAnyHost(call: AxiomCall, request: AxiomRequest): Promise<Answered> {
    const startedMs = clock.monotonicMs();
    let unreachable = new AxiomTokenError('NETWORK', { unsent: true });
    for (const apiOrigin of hosts.next()) {
      if (clock.monotonicMs() - startedMs >= AXIOM_CALL_TIMEOUT_MS) break;
      hosts.used(apiOrigin);
      try {
        return await ask(call, request, apiOrigin);
      } catch (error) {
        const failure = toAxiomTokenError(error);
        if (failure.unsent) {
          logger.warn('A host of Axiom cannot be reached', { call, host: hostOf(apiOrigin) });
          unreachable = failure;
        } else if (call === 'refresh' && isOutcomeUnknown(failure)) {
          logger.warn('The answer got lost; asking the same host once more', {
            host: hostOf(apiOrigin),
            code: failure.code,
          });
          return askAgain(call, request, apiOrigin);
        } else {
          throw failure;
        }
      }
    }
    throw unreachable;
  }

  /** The retry after a lost answer. The first request may have rotated the token, so no other host is tried, even after a failure to connect. */
  async function askAgain(call: AxiomCall, request: AxiomRequest, apiOrigin: string): Promise<Answered> {
    try {
      return await ask(call, request, apiOrigin);
    } catch (error) {
      const { code, unsent, cause } = toAxiomTokenError(error);
      throw unsent ? new AxiomTokenError(code, { cause }) : error;
    }
  }

  return {
    origin: siteOrigin,

    async startPasswordSignIn(email, password) {
      const hashedPassword = await hashPassword(password);
      const { answer } = await askAnyHost('password', passwordRequest(siteOrigin, email, hashedPassword));
      if (answer.kind !== 'otp-token') throw new AxiomTokenError('INTERNAL');
      return { email, hashedPassword, otpToken: answer.otpToken };
    },

    async completePasswordSignIn(challenge, code) {
      const digits = code.replace(/[\s-]/g, '');
      if (!/^\d{6}$/.test(digits)) {
        throw new AxiomTokenError('INVALID_OTP', {
          message: 'The code has six digits.',
          remedy: 'Type all six digits.',
        });
      }
      const answered = await askAnyHost('otp', otpRequest(siteOrigin, challenge, digits));
      return issue(answered, acceptSignInTokens);
    },

    async refresh(current) {
      const answered = await askAnyHost('refresh', refreshRequest(siteOrigin, current, clock.nowMs()));
      return issue(answered, (pair, receivedAtMs) => acceptRefreshedTokens(pair, current, receivedAtMs));
    },
  };
}

function issue(answered: Answered, accept: (pair: AnsweredPair, receivedAtMs: number) => AuthTokens): IssuedTokens {
  const { answer, response, time, apiOrigin } = answered;
  if (answer.kind !== 'tokens') throw new AxiomTokenError('INTERNAL');
  return {
    tokens: acceptFrom(apiOrigin, () => accept(answer, response.receivedAtMs + (time.serverOffsetMs ?? 0))),
    host: hostOf(apiOrigin),
    durationMs: response.durationMs,
    ...time,
  };
}

function acceptFrom(apiOrigin: string, accept: () => AuthTokens): AuthTokens {
  try {
    return accept();
  } catch (error) {
    throw withHost(apiOrigin, error);
  }
}

/** The failure with the host that answered; without it when no Axiom host did. */
function withHost(apiOrigin: string, error: unknown): AxiomTokenError {
  const failure = toAxiomTokenError(error);
  const isAnswer = !isOutcomeUnknown(failure) && !failure.isFromElsewhere && failure.code !== 'INTERNAL';
  return isAnswer ? answeredBy(hostOf(apiOrigin), failure) : failure;
}

function isOutcomeUnknown(error: AxiomTokenError): boolean {
  return error.code === 'NETWORK' || error.code === 'TIMEOUT';
}

function hostOf(origin: string): string {
  return new URL(origin).host;
}
