/**
 * The reports Swift gives about many objects at once: what was done, and a line for each one that failed. The status of
 * the answer says little then; `Response Status` in the report is the result.
 *
 * @module
 */
import { bestMatch } from '../http/accept.js';
import type { SwiftRequest } from '../http/exchange.js';
import { pythonJson } from './python-json.js';

const FORMATS = ['text/plain', 'application/json', 'application/xml', 'text/xml'] as const;

/** An object that failed: its name, percent-encoded, and why. */
export type Failure = readonly [name: string, reason: string];

/** What a report says beside its failures, e.g. `Number Deleted`. */
export type ReportFields = Readonly<Record<string, string | number>>;

/** The media type of a report by `Accept`; `undefined` if the client takes none, or says it in no readable way. */
export function reportFormat({ headers }: SwiftRequest): string | undefined {
  return bestMatch(headers.get('accept'), FORMATS);
}

/** @param root name of the outermost XML element */
export function renderReport(
  format: string,
  root: 'delete' | 'upload',
  fields: ReportFields,
  failures: readonly Failure[],
): string {
  if (format === 'application/json') return pythonJson({ ...fields, Errors: failures });
  const sorted = Object.entries(fields).sort(([left], [right]) => (left < right ? -1 : 1));
  if (format.endsWith('/xml')) return renderXml(root, sorted, failures);
  const lines = sorted.map(([name, value]) => `${name}: ${value}\n`);
  return [...lines, 'Errors:\n', ...failures.map((failure) => `${failure.join(', ')}\n`)].join('');
}

function renderXml(
  root: string,
  fields: readonly (readonly [name: string, value: string | number])[],
  failures: readonly Failure[],
): string {
  const lines = fields.map(([name, value]) => {
    const element = name.replaceAll(' ', '_').toLowerCase();
    return `<${element}>${escapeXml(String(value))}</${element}>\n`;
  });
  const objects = failures.map(
    ([name, reason]) =>
      `<object><name>${escapeXml(name)}</name><status>${escapeXml(reason)}</status></object>\n`,
  );
  return [`<${root}>\n`, ...lines, '<errors>\n', ...objects, `</errors>\n</${root}>\n`].join('');
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
