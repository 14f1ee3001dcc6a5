/**
 * Tells the page's developer of errors that do not stop the field.
 *
 * @module
 */

/** Returns a `reportError` that reports each message once: what fails in one rendering fails in all that follow. */
export function reportOnce(): (error: unknown) => void {
  const reported = new Set<string>();
  return (error) => {
    const text = String(error);
    if (reported.has(text)) return;
    reported.add(text);
    reportError(error);
  };
}
