import assert from 'node:assert/strict';
import { test } from 'node:test';
import { html } from 'hono/html';
import { parseTemplate } from './template.js';

test('text is escaped in content and in attributes, markup is not', async () => {
  const page = parseTemplate('<a title="{{name}}">{{name}}</a>{{mark}}');
  const text = await page({ name: `"<'&$&`, mark: html`<b>${'<'}</b>` });
  const safe = '&quot;&lt;&#39;&amp;$&amp;';
  assert.equal(text.toString(), `<a title="${safe}">${safe}</a><b>&lt;</b>`);
});

test('a hole without a filling is a defect, not an empty page', () => {
  assert.throws(() => parseTemplate('{{title}}')({}), /nothing given for \{\{title\}\}/);
});
