// Counts up every few seconds, for views that ask main again by themselves while they are seen. Re-renders the view only then.
import { useEffect, useState } from 'preact/hooks';
import { useApp } from './app-context';

/** Another number every `everyMs`, while the window is visible. */
export function useRound(everyMs: number): number {
  const { ticker } = useApp();
  const [round, setRound] = useState(() => Math.floor(ticker.secondMs() / everyMs));
  useEffect(() => ticker.subscribe((nowMs) => setRound(Math.floor(nowMs / everyMs))), [ticker, everyMs]);
  return round;
}
