import assert from 'node:assert/strict';
import { it } from 'node:test';
import { z } from 'zod';
import { parse, parseJson } from './parse.js';

it('parses, or says why not, also where zod throws', () => {
  const schema = z.object({ name: z.string().max(5), list: z.array(z.number()).min(1) });
  assert.deepEqual(parse(schema, { name: 'a', list: [1] }), {
    success: true,
    data: { name: 'a', list: [1] },
  });
  for (const wrong of [
    {},
    { name: 'too long', list: [1] },
    { name: { length: { toString: 1 } }, list: [1] },
    { name: 'a', list: { length: { toString: 1, valueOf: 1 } } },
  ]) {
    const parsed = parse(schema, wrong);
    assert.ok(!parsed.success && parsed.issues.length > 0 && parsed.issues[0]!.message !== '');
  }
});

it('reads JSON of a shape, and nothing of what is none', () => {
  const schema = z.object({ name: z.string().max(5) });
  assert.deepEqual(parseJson(schema, '{"name":"a"}'), { name: 'a' });
  for (const text of ['', '{', 'a', '[]', '{"name":1}', '{"name":{"length":{"toString":1}}}']) {
    assert.equal(parseJson(schema, text), undefined, text);
  }
});
