// Counts up every few seconds, for views that poll main while they are visible. Re-renders the view only then.
import { useEffect, useState } from 'preact/hooks';
import { useApp } from './app-context';

/** A new number every `everyMs`, while the window is visible. */
export function useRound(everyMs: number): number {
  const { ticker } = useApp();
  const [round, setRound] = useState(() => Math.floor(ticker.secondMs() / everyMs));
  useEffect(() => ticker.subscribe((nowMs) => setRound(Math.floor(nowMs / everyMs))), [ticker, everyMs]);
  return round;
}
