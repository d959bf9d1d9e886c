// Entry of the consent prompt's window: shows each view that main sends.
import { render } from 'preact';
import { ConsentPage, type PromptTime } from './consent/consent-page';

const time: PromptTime = {
  monotonicMs: () => performance.now(),
  setTimer(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};
const place = document.getElementById('app');
if (place) {
  const { onShow, answer } = window.consentPrompt;
  onShow((view) => render(<ConsentPage view={view} onAnswer={answer} time={time} />, place));
}
