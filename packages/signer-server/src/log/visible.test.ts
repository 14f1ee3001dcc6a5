import assert from 'node:assert/strict';
import { it } from 'node:test';
import { jsonLog, redactingLog } from './log.js';
import type { LogEvent } from './log.js';

const EVENT: LogEvent = {
  time: '2026-11-30T00:00:00.000Z',
  level: 'warn',
  event: 'request',
  requestId: 'r',
  route: 'create',
};
/** What moves cursors, starts lines, or turns text around. */
const UNSEEN = Array.from(
  '\u0000\u0007\u001b\r\n\u007f\u0085\u009b\u200e\u202e\u2066\u2028\ufeff\ud800',
);

it('no character that nobody sees reaches a log, by whatever member', () => {
  const lines: string[] = [];
  const seen: LogEvent[] = [];
  for (const log of [
    redactingLog(jsonLog((line) => lines.push(line))),
    redactingLog((event) => seen.push(event)),
  ]) {
    for (const character of UNSEEN) {
      const text = `a${character}b`;
      log({ ...EVENT, subject: text, key: text, detail: text, transactionId: text });
    }
  }
  assert.equal(lines.length, UNSEEN.length);
  for (const line of lines) assert.match(line, /^[\x20-\x7e]+\n$/);
  for (const [index, { detail }] of seen.entries()) {
    const code = UNSEEN[index]?.charCodeAt(0).toString(16).padStart(4, '0') ?? '';
    assert.equal(detail, `a\\u${code}b`);
  }
});

it('what is not redacted before is written as JSON that says the same', () => {
  let line = '';
  const event = { ...EVENT, detail: UNSEEN.join('') };
  jsonLog((text) => (line = text))(event);
  assert.match(line, /^[\x20-\x7e]+\n$/);
  assert.deepEqual(JSON.parse(line), event);
});

it('a log that fails costs its line and nothing else', async () => {
  const throwing = redactingLog(() => {
    throw new Error('disk full');
  });
  throwing(EVENT);
  redactingLog(() => Promise.reject(new Error('disk full')) as unknown as undefined)(EVENT);
  // A rejection that nobody handles would end the test run.
  await new Promise((resolve) => setImmediate(resolve));
});
