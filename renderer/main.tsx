// Entry of the window: renders the app with the API of the preload script, and the browser's clock.
import { options, render } from 'preact';
import { createBrowserTickerHost } from './state/browser-ticker-host';
import { readKeptView } from './state/kept-view';
import { createSecondTicker } from './state/second-ticker';
import { createDateTexts } from './text/date-texts';
import { App } from './frame/app';
import { keepTextsTogether } from './view/keep-texts-together';

keepTextsTogether(options);
const place = document.getElementById('app');
if (place) {
  const ticker = createSecondTicker(createBrowserTickerHost(document));
  const start = readKeptView(location.hash);
  render(<App api={window.tokenManager} ticker={ticker} makeDates={createDateTexts} start={start} />, place);
}
