import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { element, parseXml, s3Document } from './xml.js';

describe('the XML of S3', () => {
  it('reads one part as a list of one, numbers as text, and every spelling of a quote', () => {
    const part = (quote: string): string =>
      `<Part><PartNumber>1</PartNumber><ETag>${quote}0010e5${quote}</ETag></Part>`;
    for (const quote of ['"', '&quot;', '&#34;', '&#x22;']) {
      const text = `<?xml version="1.0"?><ListPartsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${part(quote)}</ListPartsResult>`;
      assert.deepEqual(parseXml(text), {
        ...{ '?xml': '' },
        ListPartsResult: { Part: [{ PartNumber: '1', ETag: '"0010e5"' }] },
      });
    }
  });

  it('writes what it reads, whatever the text', () => {
    const text = `a<b>&"'é\u{1F600}`;
    const document = s3Document('Rule', [element('ID', text)]);
    assert.deepEqual(parseXml(document), { '?xml': '', Rule: [{ ID: text }] });
  });

  it('makes nothing of what is no XML', () => {
    assert.deepEqual(parseXml('<html'), {});
    assert.deepEqual(parseXml(''), {});
  });
});
