/**
 * The live count beside the form: what storage took in and what the page's own server took in, as both count it
 * themselves. The server sends it as server-sent events; `EventSource` reconnects by itself.
 *
 * @module
 */
import type { Ledger } from '../src/server/ledger.js';

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** Bytes as a person reads them, in the page's language: `12.3 MB`. */
function formatBytes(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  const unit = units[power] ?? 'byte';
  if (power === 0) return `${String(bytes)} B`;
  const format = new Intl.NumberFormat(document.documentElement.lang, {
    style: 'unit',
    unit,
    maximumSignificantDigits: 3,
  });
  return format.format(bytes / 1000 ** power);
}

/** Writes one figure; `value` keeps the exact number for machines (and for tests). */
function write(name: string, value: number, text: string): void {
  const figure = document.querySelector<HTMLDataElement>(`[data-count="${name}"]`);
  if (figure === null || figure.value === String(value)) return;
  figure.value = String(value);
  figure.textContent = text;
  // The meter pulses while its number moves; restarting an animation needs no class juggling this way.
  figure
    .closest('.meter')
    ?.animate([{ '--pulse': 1 }, { '--pulse': 0 }], { duration: 900, easing: 'ease-out' });
}

/** Shows one state of the books. `storage` is `null` where storage cannot be asked (a real Swift). */
export function showLedger(ledger: Ledger): void {
  if (ledger.storageBytes !== null) {
    write('storage', ledger.storageBytes, formatBytes(ledger.storageBytes));
  }
  write('file', ledger.fileBytes, formatBytes(ledger.fileBytes));
  write('form', ledger.formBytes, formatBytes(ledger.formBytes));
  write('verified', ledger.verified, String(ledger.verified));
  write('refused', ledger.refused, String(ledger.refused));
}

/** What the browser knows itself: bytes whose hash storage confirmed. Used where storage keeps no count for us. */
export function showConfirmed(bytes: number): void {
  write('storage', bytes, formatBytes(bytes));
}

/** Says whether the numbers are live. */
function announce(state: 'live' | 'lost'): void {
  const line = document.querySelector<HTMLElement>('[data-live]');
  if (line === null) return;
  line.dataset['live'] = state;
  const text = line.querySelector('[data-live-text]');
  if (text === null) return;
  text.textContent =
    state === 'live' ? 'Live: each side counts for itself' : 'The demo’s server is not answering';
}

/**
 * Subscribes to the server's count.
 *
 * @param onLedger called with every new state
 */
export function followLedger(onLedger: (ledger: Ledger) => void): void {
  const source = new EventSource('/ledger');
  source.addEventListener('open', () => {
    announce('live');
  });
  source.addEventListener('error', () => {
    announce('lost');
  });
  source.addEventListener('message', (event: MessageEvent<string>) => {
    onLedger(JSON.parse(event.data) as Ledger);
  });
  // A page kept alive by the back/forward cache must not hold one of the six connections to this host.
  addEventListener('pagehide', () => {
    source.close();
  });
  addEventListener('pageshow', (event) => {
    if (event.persisted) followLedger(onLedger);
  });
}
