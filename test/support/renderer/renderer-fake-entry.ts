// Runs in the page before the window's own script: sets a fake API in the state that the URL names (?scenario=good).
import { createFakeTokenManagerApi } from '../fakes/token-manager-api/fake-token-manager-api';
import { ALL_KINDS } from '../make-leftover';
import { makePreview } from '../make-snapshot';
import { fakePrompt, type PromptName, PROMPTS } from './prompt-scenarios';
import { SCENARIOS, type ScenarioName } from './renderer-scenarios';

const name = new URLSearchParams(location.search).get('scenario') ?? 'good';
if (!(name in SCENARIOS) && !(name in PROMPTS)) throw new Error(`There is no scenario ${name}.`);
const nowMs = Date.now();
const scenario = name in PROMPTS ? 'good' : (name as ScenarioName);
const fake = createFakeTokenManagerApi(SCENARIOS[scenario](nowMs), makePreview(nowMs));
Object.assign(window, {
  tokenManager: fake.api,
  fakeTokenManager: fake,
  fakeScenarios: SCENARIOS,
  fakeLeftovers: ALL_KINDS,
  ...(name in PROMPTS ? { consentPrompt: fakePrompt(name as PromptName) } : {}),
});
