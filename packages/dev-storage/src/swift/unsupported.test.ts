/** What is refused because this storage does not have it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { getToken, type RawAnswer } from '../testing/request.js';
import { startTestStorage } from '../testing/storage.js';

describe('what is not there', () => {
  it('is refused with a reason, and nothing else is stored instead', async (t) => {
    const storage = await startTestStorage(t);
    const token = await getToken(storage.url);
    const put = (query: string, headers: Record<string, string>): Promise<RawAnswer> =>
      storage.request({
        method: 'PUT',
        path: `/v1/AUTH_test/c/x${query}`,
        headers: { 'x-auth-token': token, ...headers },
        body: 'hello',
      });
    const answers = [
      await put('', { 'x-object-manifest': 'c/part' }),
      await put('', { 'x-symlink-target': 'c/y' }),
      await put('?extract-archive=tar', {}),
    ];
    for (const [index, hint] of [/use a static one/, /copy the object/, /one by one/].entries()) {
      assert.equal(answers[index]?.status, 501);
      assert.match(answers[index].body.toString(), hint);
    }
    assert.equal((await storage.signed('HEAD', 'x')).status, 404);
  });
});
