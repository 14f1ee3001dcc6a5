/**
 * What the browser gives back when it restores a page. A chunk of its own, for the pages that are restored.
 *
 * @module
 */
import type { UploadSnapshot } from '../engine/index.js';
import type { SavedUpload } from './form-value.js';
import { takeFromShelf } from './receipt-shelf.js';

/**
 * The reverse of what `giveForm` does; left out is whatever is not of that shape (another version's), and receipts that are
 * over: the app server would refuse the form.
 *
 * @param now - milliseconds since the epoch
 */
export function restoreState(saved: unknown, now: number): readonly UploadSnapshot[] {
  const list: unknown =
    typeof saved === 'string' ? parse(takeFromShelf(saved) ?? saved) : undefined;
  if (!Array.isArray(list)) return [];
  const valid = list.filter(isSaved).filter((it) => !isOver(it, now));
  return valid.map(({ receipt, at, ...file }, index) => ({
    id: `restored-${index}`,
    file,
    source: 'missing',
    kept: true,
    state: {
      status: 'done',
      receipt,
      ...(at !== undefined && { at }),
      progress: { sent: file.size, confirmed: file.size, total: file.size, bytesPerSecond: 0 },
    },
  }));
}

/**
 * Whether its `exp` (RFC 7519 §4.1.4, seconds) has passed; one that says nothing of it never is. Both times in it are the signer's,
 * and this machine's clock may be days off: so what counts is how long it lives, from when it came.
 */
function isOver({ receipt, at }: SavedUpload, now: number): boolean {
  const payload = (receipt.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/');
  const claims = parse(payload, atob) as Times | null | undefined;
  if (typeof claims?.exp !== 'number') return false;
  const { exp, iat } = claims;
  if (typeof iat !== 'number' || at === undefined) return exp * 1000 <= now;
  return now - at >= (exp - iat) * 1000;
}

interface Times {
  readonly exp?: unknown;
  readonly iat?: unknown;
}

function isSaved(value: unknown): value is SavedUpload {
  const saved = value as Partial<SavedUpload> | null;
  return (
    typeof saved?.name === 'string' &&
    typeof saved.size === 'number' &&
    typeof saved.type === 'string' &&
    typeof saved.receipt === 'string' &&
    (saved.at === undefined || typeof saved.at === 'number')
  );
}

function parse(text: string, decode = (encoded: string): string => encoded): unknown {
  try {
    return JSON.parse(decode(text));
  } catch {
    return undefined;
  }
}
