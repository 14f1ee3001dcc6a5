/**
 * What reads text of callers, files and storage takes twice as long for twice the text, and not four times: nobody can keep
 * the signer busy with a text that is hard to match. That no expression at all backtracks is for the linter (`regexp/*`);
 * this is about the functions as a whole.
 *
 * Measured is the time of the processor, which a busy machine does not change.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { extensionOfName, mediaType, parseAccept } from '@direct-upload/accept';
import { cookieNamed } from './authorize/cookie.js';
import { isCanonicalJws } from './tokens/canonical-jws.js';
import { attachment, cleanFileName } from './names/file-name.js';
import { trustedProxies } from './limits/address.js';
import { parseRate } from './limits/rate.js';
import { isLoopback } from './http/loopback.js';
import { assertExactOrigin } from './origin.js';
import { redact } from './log/redact.js';
import { markupOf } from './sniff/markup.js';
import { isProgram } from './sniff/program.js';
import { assertObjectName, encodePath } from './names/object-name.js';
import { partNumberOf } from './names/part-name.js';
import { parseDuration, parseSize } from './units.js';

const LENGTH = 40_000;

/** Beginnings, what is repeated, and an end that does not fit. */
const TEXTS: readonly (readonly [start: string, middle: string, end: string])[] = [
  ...[
    'a',
    ' ',
    '.',
    '/',
    '%',
    '0',
    ',',
    '-',
    '_',
    '=',
    ';',
    ':',
    '"',
    '\\',
    '<',
    '\u0301',
    '\ud83d',
  ].map((middle) => ['', middle, '!'] as const),
  ...['a.', 'a-', 'a/', '/.', ' ,', 'a=', 'a;', '%2', '127.', '::', '{}', 'a:', 'a b'].map(
    (middle) => ['a', middle, '\u0000'] as const,
  ),
  ['<!doctype', ' ', 'x'],
  ['<!doctype [', ']', 'x'],
  ['<!doctype [', '] ', 'x'],
  ['', '<!---->', '<x'],
  ['<!--', '-', 'x'],
  ['', '<??>', '<x'],
  ['<?', '?', 'x'],
  ['<', 'a-', ':'],
  ['<?xml ?>', '<a:', 'x'],
  ['-----BEGIN ', 'A ', 'x'],
  ['', '-----BEGIN PRIVATE KEY-----', ''],
  ['bearer', ' ', ''],
  ['"password"', ' ', 'x'],
  ['"password":"', '\\"', ''],
  ['', 'authorization:', ''],
  ['eyJ', 'a', '!'],
  ['', 'eyJ', ' '],
  ['https://', 'a', '@'],
  ['image/', 'a', '*/'],
];

const proxies = trustedProxies(['loopback']);
const tried = (read: () => unknown): void => {
  try {
    read();
  } catch {
    // Refused, as it should be.
  }
};
/** What reads something that others wrote. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  mediaType,
  extensionOfName,
  parseAccept,
  cleanFileName,
  attachment,
  encodePath: (text) => encodePath(text.toWellFormed()),
  assertObjectName,
  partNumberOf,
  isCanonicalJws,
  isLoopback,
  redact,
  assertExactOrigin,
  parseSize,
  parseDuration,
  parseRate: (text) => parseRate(text, parseSize),
  markupOf: (text) => markupOf(Buffer.from(text)),
  isProgram: (text) => isProgram(Buffer.from(text)),
  cookieNamed: (text) => cookieNamed(requestWith('cookie', text), 'session'),
  clientAddress: (text) =>
    proxies.clientAddress(requestWith('x-forwarded-for', text), { remoteAddress: '127.0.0.1' }),
};

function requestWith(name: string, text: string): Request {
  const value = encodeURI(text.toWellFormed()).replaceAll('%20', ' ').replaceAll('%22', '"');
  return new Request('https://signer.example/', { headers: { [name]: value } });
}

/** Milliseconds of the processor; the least of three, for rubbish is collected now and then. */
function cost(read: () => unknown): number {
  const times = [1, 2, 3].map(() => {
    const before = process.cpuUsage();
    tried(read);
    return process.cpuUsage(before).user / 1000;
  });
  return Math.min(...times);
}

describe('text of others', () => {
  for (const [name, read] of Object.entries(READERS)) {
    it(`is read by ${name} in time that grows as it does`, () => {
      for (const [start, middle, end] of TEXTS) {
        const text = (length: number): string =>
          start + middle.repeat(Math.ceil(length / middle.length)) + end;
        const [once, twice] = [text(LENGTH), text(2 * LENGTH)];
        const one = cost(() => read(once));
        const two = cost(() => read(twice));
        // What backtracks takes four times as long, and seconds.
        assert.ok(two <= 3 * one + 200, `${JSON.stringify([start, middle, end])}: ${one}, ${two}`);
      }
    });
  }
});
