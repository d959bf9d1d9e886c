// The present second, for views that count. Re-renders only the view that asks.
import { useEffect, useState } from 'preact/hooks';
import { useApp } from './app-context';

/** The present whole second in epoch milliseconds, renewed each second while the window is seen. */
export function useNow(): number {
  const { ticker } = useApp();
  const [nowMs, setNowMs] = useState(ticker.secondMs);
  useEffect(() => ticker.subscribe(setNowMs), [ticker]);
  return nowMs;
}
