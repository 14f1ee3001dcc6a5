import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isLimited, parseAccept } from './accept-list.js';

describe('an accept list', () => {
  it('is read as people write it', () => {
    const written = ' IMAGE/PNG , Video/*,.PDF;.tar.gz, *.md jpg *, text/plain; charset="utf-8"';
    assert.deepEqual(parseAccept(written.replace(';.', ',.')), {
      entries: [...['image/png', 'video/*', '.pdf', '.tar.gz', '.md', '.jpg', '*/*', 'text/plain']],
      unknown: [],
    });
    assert.deepEqual(parseAccept([' .PDF ', 'image/*', '.pdf']).entries, ['.pdf', 'image/*']);
    assert.deepEqual(parseAccept(' , ').entries, []);
  });

  it('says which entries no file could match', () => {
    for (const token of [
      ...['image', 'Images', 'image/', '/png', 'image/*/*', 'image/**', '.', '..', '*.', '**'],
      ...['*/png', '*.*.*', 'x.pdf', '.a\\b', '.{a}', '.a/b', 'image/png;image/jpeg', '<b>', 'é/a'],
    ]) {
      assert.deepEqual(parseAccept(token), { entries: [], unknown: [token] }, token);
    }
    assert.deepEqual(parseAccept('image, .pdf'), { entries: ['.pdf'], unknown: ['image'] });
  });

  it('limits, unless it is empty or takes everything', () => {
    assert.equal(isLimited([]), false);
    assert.equal(isLimited(parseAccept('.pdf,*').entries), false);
    assert.equal(isLimited(['.pdf']), true);
  });
});
