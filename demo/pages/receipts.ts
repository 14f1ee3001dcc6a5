/**
 * The page with the receipts: the switches, and the button that damages a receipt so that a visitor can see it refused.
 * Everything else on that page is plain HTML from the server.
 *
 * @module
 */
import { connectSwitches } from './preferences.js';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Replaces one base64url character in the middle of the payload by another one. */
function damage(jws: string): string {
  const start = jws.indexOf('.') + 1;
  const at = start + Math.floor((jws.lastIndexOf('.') - start) / 2);
  const next = (alphabet.indexOf(jws.charAt(at)) + 1) % alphabet.length;
  return jws.slice(0, at) + alphabet.charAt(next) + jws.slice(at + 1);
}

connectSwitches();
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-damage]')) {
  button.hidden = false;
  button.addEventListener('click', () => {
    const text = button.form?.elements.namedItem('files');
    if (text instanceof HTMLTextAreaElement) text.value = damage(text.value.trim());
  });
}
