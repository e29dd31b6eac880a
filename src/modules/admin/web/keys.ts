import { useEffect } from 'preact/hooks';
import { go } from './hooks.js';

/** Where `g` and a letter go. */
const PLACES: Readonly<Record<string, string>> = { o: 'overview', r: 'rooms', p: 'players', a: 'audit' };
/** How long `g` waits for its letter. */
const CHORD_MS = 1_500;

/** The console's keys, wherever nothing is being typed. */
export function useKeys(openHelp: () => void): void {
  useEffect(() => {
    let chordMs = -Infinity;
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const { key } = event;
      const place = performance.now() - chordMs < CHORD_MS ? PLACES[key] : undefined;
      chordMs = key === 'g' ? performance.now() : -Infinity;
      if (place !== undefined) go(place);
      else if (key === '?') openHelp();
      else if (key === '/') document.getElementById('search')?.focus();
      else if (key === 'j' || key === 'k') moveRow(key === 'j' ? 1 : -1);
      else if (!press(key)) return;
      event.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}

/** Presses the button with this key. @returns false when there is none */
function press(key: string): boolean {
  const button = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  button?.click();
  return button !== null;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.matches('input, textarea, select') || target.closest('dialog') !== null)
  );
}

/** Rows with a link can be walked through; the link has the focus, so that Enter opens it. */
function moveRow(step: number): void {
  const links = [...document.querySelectorAll<HTMLElement>('[data-row] a, [data-row][tabindex]')];
  const index = links.findIndex((link) => link === document.activeElement);
  links[Math.min(links.length - 1, Math.max(0, index + step))]?.focus();
}
