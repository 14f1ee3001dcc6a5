/**
 * What a file of `deploy/` or a documented command says, with a test's own ports and paths in place of its examples.
 *
 * @module
 */
import assert from 'node:assert/strict';

/**
 * Puts, for every key of `changes`, its value wherever the key stands in `text`. All at once: what one puts in (a port
 * that begins like the next one's example) is not looked at again.
 *
 * @throws If a key is nowhere: the file under test is another one than the one that is there.
 */
export function adapt(text: string, changes: Readonly<Record<string, string>>): string {
  for (const from of Object.keys(changes))
    assert.ok(text.includes(from), `${from} is not there any more`);
  const any = Object.keys(changes).map((from) => from.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return text.replaceAll(new RegExp(any.join('|'), 'g'), (from) => changes[from] ?? from);
}
