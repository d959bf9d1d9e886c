// Entry of the window: takes the API that the preload script left, the browser's clock and the person's locale, and shows the app.
import { render } from 'preact';
import { createBrowserTickerHost } from './state/browser-ticker-host';
import { createSecondTicker } from './state/second-ticker';
import { createDateTexts } from './text/date-texts';
import { App } from './frame/app';

const place = document.getElementById('app');
if (place) {
  const ticker = createSecondTicker(createBrowserTickerHost(document));
  render(<App api={window.tokenManager} ticker={ticker} dates={createDateTexts()} />, place);
}
