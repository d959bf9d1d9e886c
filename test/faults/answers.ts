// N1: how the program handles answers. Every status with every body (in full also every cookie) at the refresh, and samples at the two sign-in steps:
// only two refusals sign anybody out, every failure is typed, and only a verified newer pair replaces a pair.
import { createSeededRandom } from '../axiom-simulator/seeded-random';
import {
  type BodyCase,
  bodyCases,
  type CookieCase,
  cookieCases,
  HEADER_CASES,
  STATUS_CASES,
} from '../support/faults/fault-answer-axes';
import { type AnswerCase, type Endpoint, judgeAnswer } from '../support/faults/fault-answer-judge';
import { FAKE_START_MS } from '../support/fakes/clock/fake-clock';
import type { Row, RowRun } from './scoreboard';

/** Five minutes after each case's sign-in. */
const NOW_MS = FAKE_START_MS + 300_000;

/** The row of the scoreboard. A wrongly handled answer is described as text. */
export async function run({ scale, seed, log }: RowRun): Promise<Row> {
  let unhandled = 0;
  const count = (): void => void unhandled++;
  process.on('unhandledRejection', count);
  const cases = listCases(scale, createSeededRandom(seed));
  let wrong = 0;
  let lost = 0;
  for (const answer of cases) {
    const problems = await judgeAnswer(answer);
    if (problems.length === 0) continue;
    wrong++;
    if (problems.some((problem) => /tokens? in/.test(problem))) lost++;
    log(`N1: ${nameOf(answer)}: ${problems.join('; ')}`);
  }
  await new Promise((resolve) => setImmediate(resolve));
  process.off('unhandledRejection', count);
  log(`N1: ${cases.length} answers, seed ${seed}`);
  const goal = '0 wrong sign-outs, 0 unhandled, tokens replaced by verified ones only';
  return { id: 'N1', tried: cases.length, lost, torn: 0, wrong: wrong + unhandled, goal, ok: wrong + unhandled === 0 };
}

function listCases(scale: 'short' | 'full', random: () => number): AnswerCase[] {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const bodies = bodyCases(NOW_MS);
  const cookies = cookieCases(NOW_MS);
  const cases: AnswerCase[] = [];
  const add = (endpoint: Endpoint, body: BodyCase, status: AnswerCase['status'], cookie: CookieCase): void => {
    cases.push({ endpoint, status, body, cookies: cookie, header: pick(HEADER_CASES) });
  };
  for (const status of STATUS_CASES) {
    for (const body of bodies) {
      const some = scale === 'full' ? cookies : [pick(cookies)];
      for (const cookie of some) add('refresh', body, status, cookie);
      if (random() < 0.25) add(pick(['password', 'otp']), body, status, pick(cookies));
    }
  }
  // Here every cookie is tried in both forms.
  for (const status of STATUS_CASES.filter((one) => one.status >= 200 && one.status <= 299)) {
    for (const cookie of cookies) {
      for (const endpoint of ['refresh', 'otp'] as const) add(endpoint, pick(bodies), status, cookie);
    }
  }
  return cases;
}

function nameOf({ endpoint, status, body, cookies, header }: AnswerCase): string {
  return `${endpoint}, ${status.name}, body "${body.name}", cookies "${cookies.name}", headers "${header.name}"`;
}
