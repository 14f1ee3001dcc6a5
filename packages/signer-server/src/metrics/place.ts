/**
 * Where figures are told: on a path of the signer's own port, or on a port that the outside need not reach.
 *
 * @module
 */

/** Where to find the exposition; on a port of its own it is at `/metrics`. */
export type MetricsPlace =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'port'; readonly host: string; readonly port: number };

/**
 * Reads `/metrics`, `9464` (of 127.0.0.1) or `0.0.0.0:9464`.
 *
 * @returns undefined if it is none of them
 */
export function parseMetricsPlace(text: string): MetricsPlace | undefined {
  if (/^(?:\/[\w.~-]+)+$/.test(text)) return { kind: 'path', path: text };
  const [, host = '127.0.0.1', digits = ''] =
    /^(?:(\[[\da-f:]+\]|[\w.-]+):)?(\d{1,5})$/i.exec(text) ?? [];
  if (digits === '' || Number(digits) > 65_535) return undefined;
  return { kind: 'port', host: host.replace(/^\[|\]$/g, ''), port: Number(digits) };
}
