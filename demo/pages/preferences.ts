/**
 * The two switches in the page's header: dark or light, left-to-right or right-to-left. The choice is kept in a cookie,
 * not in `localStorage`, so that the server writes it into the `<html>` tag and a page never flashes the other look.
 *
 * @module
 */

const root = document.documentElement;

/** Is the page dark now, by choice or else by the system? */
function isDark(): boolean {
  const chosen = root.dataset['theme'];
  if (chosen === 'dark' || chosen === 'light') return chosen === 'dark';
  return matchMedia('(prefers-color-scheme: dark)').matches;
}

/**
 * Tells which scheme is in force, now and whenever the visitor or the system changes it: for style sheets that want it
 * as an attribute, as Bootstrap does.
 */
export function followScheme(listener: (scheme: 'light' | 'dark') => void): void {
  const tell = (): void => {
    listener(isDark() ? 'dark' : 'light');
  };
  new MutationObserver(tell).observe(root, { attributeFilter: ['data-theme'] });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', tell);
  tell();
}

/** Shows on the buttons what is in force. */
function reflect(): void {
  for (const button of document.querySelectorAll<HTMLElement>('[data-switch]')) {
    const on = button.dataset['switch'] === 'theme' ? isDark() : root.dir === 'rtl';
    button.setAttribute('aria-pressed', String(on));
  }
}

/** Remembers one choice for a year, for this site only. */
function remember(name: string, value: string): void {
  document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=strict`;
}

/** Turns one switch over. */
function toggle(name: string | undefined): void {
  if (name === 'theme') {
    root.dataset['theme'] = isDark() ? 'light' : 'dark';
    remember('theme', root.dataset['theme']);
  } else if (name === 'dir') {
    root.dir = root.dir === 'rtl' ? 'ltr' : 'rtl';
    remember('dir', root.dir);
  }
  reflect();
}

/** Brings the switches to life. */
export function connectSwitches(): void {
  for (const button of document.querySelectorAll<HTMLElement>('[data-switch]')) {
    button.addEventListener('click', () => {
      toggle(button.dataset['switch']);
    });
  }
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', reflect);
  reflect();
}
