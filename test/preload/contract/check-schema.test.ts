import { expect, it } from 'vitest';
import { CHECK_CALL_SCHEMAS } from '../../../preload/contract/check-schema';

const { checkComputer } = CHECK_CALL_SCHEMAS;
const finding = { id: 'clock', title: 'Clock', verdict: 'ok', detail: 'Right.' };

it.each([
  ['a line', { findings: [finding] }, true],
  ['a line with what to do', { findings: [{ ...finding, remedy: 'Nothing.' }] }, true],
  ['a verdict that nobody knows', { findings: [{ ...finding, verdict: 'bad' }] }, false],
  ['more than is shown', { findings: [{ ...finding, token: 'x' }] }, false],
])('%s', (_what, reply, isGood) => expect(checkComputer.reply.safeParse(reply).success).toBe(isGood));
