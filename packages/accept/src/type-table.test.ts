import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mediaType, typeKey } from './media-type.js';
import { ROWS } from './type-rows.js';
import { typeTable } from './type-table.js';

const all = ROWS.flatMap((row) => {
  const [family = '', ...entries] = row.split(' ');
  return entries.map((entry) => {
    const [subtype = '', ...extensions] = entry.split('.');
    return { type: `${family}/${subtype.replaceAll(':', '.')}`, extensions };
  });
});

describe('the table of types', () => {
  it('has one name for bytes of no type', () => {
    for (const type of ['application/unknown', 'unknown/unknown', 'binary/octet-stream']) {
      assert.equal(typeTable.nameOf(type), 'application/octet-stream');
    }
  });

  it('has each type and each extension once', () => {
    const keys = all.map(({ type }) => typeKey(type));
    assert.equal(new Set(keys).size, keys.length);
    const extensions = all.flatMap((each) => each.extensions);
    assert.equal(new Set(extensions).size, extensions.length);
    assert.ok(all.length > 200);
  });

  it('has media types as they are compared', () => {
    for (const { type } of all) assert.equal(mediaType(type), type);
  });

  it('leads from a type to its usual extension, and back', () => {
    for (const [type, extension] of [
      ['application/gzip', '.gz'],
      ['application/json', '.json'],
      ['application/msword', '.doc'],
      ['application/pdf', '.pdf'],
      ['application/vnd.ms-excel', '.xls'],
      ['application/vnd.ms-powerpoint', '.ppt'],
      ['application/vnd.oasis.opendocument.text', '.odt'],
      ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', '.xlsx'],
      ['application/x-7z-compressed', '.7z'],
      ['application/zip', '.zip'],
      ['audio/flac', '.flac'],
      ['audio/mp4', '.m4a'],
      ['audio/mpeg', '.mp3'],
      ['audio/ogg', '.ogg'],
      ['audio/wav', '.wav'],
      ['image/heic', '.heic'],
      ['image/jpeg', '.jpg'],
      ['image/svg+xml', '.svg'],
      ['image/tiff', '.tiff'],
      ['text/html', '.html'],
      ['text/markdown', '.md'],
      ['text/plain', '.txt'],
      ['video/mp4', '.mp4'],
      ['video/mpeg', '.mpeg'],
      ['video/quicktime', '.mov'],
      ['video/webm', '.webm'],
      ['video/x-matroska', '.mkv'],
    ] as const) {
      assert.equal(typeTable.extensionsOf(type)[0], extension);
      assert.equal(typeTable.typeOf(extension), type);
    }
    assert.equal(typeTable.typeOf('.nobody-has-this'), undefined);
    assert.deepEqual(typeTable.extensionsOf('application/octet-stream'), []);
    assert.equal(typeTable.nameOf('image/pjpeg'), 'image/jpeg');
    assert.equal(typeTable.nameOf('x/y'), 'x/y');
  });
});
