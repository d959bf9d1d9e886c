// The current second, for views with a countdown. Re-renders only the view that uses it.
import { useEffect, useState } from 'preact/hooks';
import { useApp } from './app-context';

/** The current whole second in epoch milliseconds, updated each second while the window is visible. */
export function useNow(): number {
  const { ticker } = useApp();
  const [nowMs, setNowMs] = useState(ticker.secondMs);
  useEffect(() => ticker.subscribe(setNowMs), [ticker]);
  return nowMs;
}
