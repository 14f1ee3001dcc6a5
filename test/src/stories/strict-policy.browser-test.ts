/**
 * The built element under the strictest content security policy, in every engine: it works, and nothing is reported.
 *
 * @module
 */
import { aTimeout, expect } from '@open-wc/testing';
import { loaded, look, randomFile, verified } from './page.browser.js';
import { waitUntil } from '../../../packages/widget/src/testing/wait-until.js';

/** Milliseconds within which engines send what they have to report. */
const REPORTING = 1000;

async function reports(): Promise<readonly string[]> {
  return (await (await fetch('/__strict/reports')).json()) as string[];
}

describe('under the strictest policy', () => {
  it('uploads, and no browser has anything to report', async () => {
    const frame = document.createElement('iframe');
    frame.src = '/__strict/page.html';
    document.body.append(frame);
    await loaded(frame);
    const { field, document: page } = await look(frame);
    field.addFiles([
      randomFile('a.txt'),
      randomFile('<img src=x onerror=alert(1)>.bin', 20_000_000),
    ]);
    await verified(field, 2);
    await aTimeout(REPORTING);
    expect(await reports()).to.deep.equal([]);

    // The silence means something: what is refused does get reported.
    page.body.append(
      Object.assign(page.createElement('style'), { textContent: 'p { color: red }' }),
    );
    await waitUntil(async () => (await reports()).length > 0, 'a report of the style');
    frame.remove();
  });
});
