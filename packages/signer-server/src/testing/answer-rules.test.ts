/**
 * The rules can be broken: a signer that does something wrong is found out.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tryRequests, useStand } from './any-stand.js';
import type { Answer } from './any-stand.js';

const scene = useStand();

/** An answer with another text for a body. */
async function reworded(response: Response, change: (text: string) => string): Promise<Response> {
  const text = change(await response.text());
  const none = [204, 304].includes(response.status);
  return new Response(none ? null : text, response);
}

/** What a signer could do wrong. */
const FAULTS: Readonly<Record<string, (good: Response) => Promise<Response>>> = {
  'a failure': async (good) =>
    good.status === 410
      ? new Response(await good.text(), { status: 500, headers: good.headers })
      : good,
  'a refusal without a known code': (good) =>
    reworded(good, (text) => text.replace('"code":"token-expired"', '"code":"oops"')),
  'a refusal that is no problem': (good) => {
    if (good.status === 415) good.headers.set('content-type', 'text/html');
    return Promise.resolve(good);
  },
  'an answer that a cache keeps': (good) => {
    if (good.status === 200) good.headers.delete('cache-control');
    return Promise.resolve(good);
  },
  'a URL of another object': (good) => reworded(good, (text) => text.replace('/parts/', '/other/')),
  'a URL of another part': (good) =>
    reworded(good, (text) => text.replace('/00000002?', '/00000001?')),
  'a URL with a right besides': (good) =>
    reworded(good, (text) => text.replace('temp_url_expires', 'temp_url_prefix=&temp_url_expires')),
  'a URL that lives long': (good) =>
    reworded(good, (text) => text.replace(/(temp_url_expires=\d+)/, '$10')),
  'another method': (good) => reworded(good, (text) => text.replace('"PUT"', '"DELETE"')),
  'a download of an unfinished part': (good) =>
    reworded(good, (text) => text.replace('/uploads/open/', '/uploads/parts/')),
  'a download that is no GET': (good) =>
    reworded(good, (text) => text.replace(/(\/open\/[^"]*temp_url_sig=)\w+/, '$10')),
};

describe('the rules notice', () => {
  const notices = async (faulty: Answer): Promise<void> => {
    await assert.rejects(tryRequests(scene.stand, 5_000, faulty), /Property failed/);
    // What the last request left unread.
    scene.stand.storage.seen.length = 0;
    scene.stand.test.events.length = 0;
    scene.stand.arrivals.at = undefined;
  };
  for (const [fault, planted] of Object.entries(FAULTS)) {
    it(fault, () =>
      notices(async (request, connection) => planted(await scene.stand.ask(request, connection))),
    );
  }
  it('a request without a line in the log', () =>
    notices(async (request, connection) => {
      const answer = await scene.stand.ask(request, connection);
      if (answer.status === 404) scene.stand.test.events.length = 0;
      return answer;
    }));
  it('a client that left and counts as a failure', () =>
    notices(async (request, connection) => {
      const answer = await scene.stand.ask(request, connection);
      const { events } = scene.stand.test;
      events.forEach((event, index) => (events[index] = { ...event, level: 'error' }));
      return answer;
    }));
  it('a page that is let in', () =>
    notices((request, connection) => {
      for (const name of ['origin', 'sec-fetch-site']) request.headers.delete(name);
      return scene.stand.ask(request, connection);
    }));
  it('a question to storage about something else', () =>
    notices((request, connection) => {
      scene.stand.storage.seen.push({
        method: 'GET',
        url: 'https://swift.example/v1/AUTH_test/other/x',
      });
      return scene.stand.ask(request, connection);
    }));
});
