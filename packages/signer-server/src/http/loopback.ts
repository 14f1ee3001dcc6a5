/**
 * Which host names and addresses are this machine and nobody else's.
 *
 * @module
 */

/** `localhost`, `*.localhost` (RFC 6761), 127.0.0.0/8, `::1` with or without brackets. */
export function isLoopback(host: string): boolean {
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '::1' ||
    host === '[::1]' ||
    /^127(?:\.\d{1,3}){3}$/.test(host)
  );
}
