/**
 * Files as systems describe them, against accept lists as people write them. What is taken here was once refused by a field
 * or a signer somewhere.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { acceptedType, parseAccept, typeTable } from './index.js';

const judged = (accept: string, name: string, type: string): string | undefined =>
  acceptedType({ name, type }, parseAccept(accept).entries, typeTable);

const taken: readonly (readonly [accept: string, name: string, type: string, as: string])[] = [
  // Windows with Excel, and without.
  ['text/csv', 'a.csv', 'application/vnd.ms-excel', 'text/csv'],
  ['text/csv', 'a.csv', '', 'text/csv'],
  ['text/csv', 'A.CSV', 'text/plain', 'text/csv'],
  ['text/csv', 'a.csv', 'application/csv', 'text/csv'],
  ['.csv', 'a.csv', 'application/vnd.ms-excel', 'text/csv'],
  ['application/vnd.ms-excel', 'a.xls', 'application/x-msexcel', 'application/vnd.ms-excel'],
  // Names that no registry has.
  ['image/jpg', 'a.jpg', 'image/jpeg', 'image/jpeg'],
  ['image/jpeg', 'a.jpg', 'image/jpg', 'image/jpeg'],
  ['image/jpeg', 'a.jpg', 'image/pjpeg', 'image/jpeg'],
  ['image/jpeg', 'a.jpg', 'image/x-citrix-jpeg', 'image/jpeg'],
  ['image/jpeg', 'a.jfif', '', 'image/jpeg'],
  ['image/png', 'a.png', 'image/x-png', 'image/png'],
  ['audio/wav', 'a.wav', 'audio/x-wav', 'audio/wav'],
  ['audio/x-wav', 'a.wav', 'audio/vnd.wave', 'audio/wav'],
  ['audio/mpeg', 'a.mp3', 'audio/mp3', 'audio/mpeg'],
  ['audio/mp3', 'a.mp3', '', 'audio/mpeg'],
  ['audio/*', 'a.m4a', 'audio/x-m4a', 'audio/mp4'],
  ['audio/*', 'a.m4a', 'video/mp4', 'audio/mp4'],
  ['audio/*', 'a.ogg', 'video/ogg', 'audio/ogg'],
  ['audio/aac', 'a.aac', 'audio/vnd.dlna.adts', 'audio/aac'],
  ['audio/flac', 'a.flac', 'audio/x-flac', 'audio/flac'],
  ['video/mp4', 'a.m4v', 'video/x-m4v', 'video/mp4'],
  ['video/*', 'a.mkv', '', 'video/x-matroska'],
  ['video/mp2t', 'a.mts', 'video/vnd.dlna.mpeg-tts', 'video/mp2t'],
  ['application/zip', 'a.zip', 'application/x-zip-compressed', 'application/zip'],
  ['application/x-zip-compressed', 'a.zip', 'application/zip', 'application/zip'],
  ['application/gzip', 'a.gz', 'application/x-gzip', 'application/gzip'],
  ['application/x-rar-compressed', 'a.rar', 'application/x-compressed', 'application/vnd.rar'],
  ['application/rtf', 'a.rtf', 'application/msword', 'application/rtf'],
  ['text/xml', 'a.xml', 'application/xml', 'application/xml'],
  ['image/svg+xml', 'a.svg', 'text/xml', 'image/svg+xml'],
  ['application/json', 'a.json', 'text/json', 'application/json'],
  ['text/javascript', 'a.js', 'application/x-javascript', 'text/javascript'],
  ['image/x-icon', 'a.ico', 'image/vnd.microsoft.icon', 'image/vnd.microsoft.icon'],
  ['model/stl', 'a.stl', 'application/vnd.ms-pki.stl', 'model/stl'],
  // Systems that do not know a type, or one that is too general.
  ['application/pdf', 'a.pdf', '', 'application/pdf'],
  ['application/pdf', 'a.PDF', 'application/octet-stream', 'application/pdf'],
  ['application/pdf', 'a.pdf', 'application/x-pdf', 'application/pdf'],
  ['application/pdf', 'a.pdf', 'binary/octet-stream', 'application/pdf'],
  ['application/pdf', 'a.pdf', 'application/force-download', 'application/pdf'],
  ['image/*', 'a.heic', '', 'image/heic'],
  ['image/heic', 'a.HEIC', 'image/heif', 'image/heic'],
  ['image/*', 'a.dng', '', 'image/x-adobe-dng'],
  ['text/markdown', 'a.md', '', 'text/markdown'],
  ['application/yaml', 'a.yml', 'text/plain', 'application/yaml'],
  [
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'a.docx',
    'application/zip',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ],
  // Lists as people write them.
  ['*', 'a.xyz', '', 'application/octet-stream'],
  ['*.*', 'a.png', 'image/png', 'image/png'],
  ['*/*', 'a', 'x/y', 'x/y'],
  ['', 'a.pdf', '', 'application/pdf'],
  ['', 'a', '', 'application/octet-stream'],
  ['', 'a.pdf', 'application/octet-stream', 'application/octet-stream'],
  ['pdf', 'a.pdf', 'application/pdf', 'application/pdf'],
  ['*.pdf', 'a.pdf', '', 'application/pdf'],
  ['jpg,png', 'a.png', 'image/png', 'image/png'],
  ['jpg png', 'a.JPG', '', 'image/jpeg'],
  [' IMAGE/JPEG , .png', 'a', 'Image/JPEG; q=1', 'image/jpeg'],
  ['text/plain; charset=utf-8', 'a.txt', 'text/plain', 'text/plain'],
  ['.tar.gz', 'a.tar.gz', 'application/x-gzip', 'application/gzip'],
  // What only its extension lets in gets the type of that extension, whatever it says.
  ['.pdf', 'a.pdf', 'image/png', 'application/pdf'],
  ['.dat', 'a.dat', 'image/png', 'application/octet-stream'],
  ['.html', 'a.html', 'application/xhtml+xml', 'text/html'],
];

const refused: readonly (readonly [accept: string, name: string, type: string])[] = [
  ['.pdf', 'a.pdf', 'text/html'],
  ['.pdf', 'a.pdf', 'Text/HTML; charset=utf-8'],
  ['.pdf', 'a.pdf', 'application/xhtml+xml'],
  ['.pdf', 'a.pdf', 'image/svg+xml'],
  ['.pdf', 'a.pdf', 'application/x-javascript'],
  ['.pdf', 'a.pdf', 'multipart/x-mixed-replace'],
  ['.dat', 'a.dat', 'text/html'],
  ['.png,image/*', 'a.png', 'text/html'],
  ['text/csv', 'a.csv', 'text/html'],
  ['text/csv', 'a.csv', 'image/png'],
  ['text/csv', 'a.xls', 'application/vnd.ms-excel'],
  ['text/csv', 'a.csv.exe', ''],
  ['image/*', 'a.xyz', ''],
  ['image/*', 'a.pdf', ''],
  ['image/*', 'a.png', 'imagery/png'],
  ['image/png', 'a.png', 'image/pn'],
  ['image/png', 'a.jpg', 'image/jpeg'],
  ['imag/*', 'a.png', 'image/png'],
  ['.jp', 'a.jpg', 'image/jpeg'],
  ['.pdf', '.pdf.exe', ''],
  ['.csv', 'csv', ''],
  ['application/zip', 'a.docx', 'application/vnd.openxmlformats-officedocument.x'],
];

describe('an accept list', () => {
  for (const [accept, name, type, as] of taken) {
    it(`${JSON.stringify(accept)} takes ${name} of type ${JSON.stringify(type)} as ${as}`, () => {
      assert.equal(judged(accept, name, type), as);
    });
  }
  for (const [accept, name, type] of refused) {
    it(`${JSON.stringify(accept)} does not take ${name} of type ${JSON.stringify(type)}`, () => {
      assert.equal(judged(accept, name, type), undefined);
    });
  }
});
