const KEY = 'godwit-admin-theme';
const DARK = 'dark';
const LIGHT = 'light';

/** Puts the reader's choice into effect; without one, the system's. */
export function applyTheme(): void {
  const chosen = localStorage.getItem(KEY);
  if (chosen === null) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
}

/** Dark becomes light, and light dark. */
export function switchTheme(): void {
  localStorage.setItem(KEY, isDark() ? LIGHT : DARK);
  applyTheme();
  dispatchEvent(new Event('themechange'));
}

/** Whether the page is dark. */
export function isDark(): boolean {
  const chosen = document.documentElement.dataset.theme;
  return chosen === undefined ? matchMedia('(prefers-color-scheme: dark)').matches : chosen === DARK;
}

/** A colour of the style sheet as it is now, for what is drawn on a canvas. @param name such as `--line` */
export function colourOf(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
