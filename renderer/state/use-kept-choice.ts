// A choice on a page, such as a filter, that is restored when the window is made again (kept-view.ts). It is forgotten when the page is left.
import { useEffect, useState } from 'preact/hooks';
import { useApp } from './app-context';

/** As `useState`. `name`: unique among the choices of a page. */
export function useKeptChoice<Choice>(name: string, first: Choice): readonly [Choice, (next: Choice) => void] {
  const { choices } = useApp();
  const [choice, setChoice] = useState<Choice>(choices.has(name) ? (choices.get(name) as Choice) : first);
  useEffect(() => () => void choices.delete(name), [choices, name]);
  const choose = (next: Choice): void => {
    choices.set(name, next);
    setChoice(next);
  };
  return [choice, choose];
}
