import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { SignerError } from '../errors.js';
import { assertContent } from './content.js';

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
const hex = (digits: string): Uint8Array => Buffer.from(digits, 'hex');
const utf16 = (text: string): Uint8Array => Buffer.from(`\ufeff${text}`, 'utf16le');

const PNG = hex(
  '89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082',
);
const ZIP = hex('504b0506000000000000000000000000000000000000');
const JPEG = hex('ffd8ffe000104a46494600010100000100010000');
const ELF = hex('7f454c4602010100000000000000000002003e0001000000');
const EXE = Buffer.concat([ascii('MZ'), Buffer.alloc(62)]);

const accepted: readonly (readonly [type: string, head: Uint8Array])[] = [
  ['image/png', PNG],
  ['image/jpeg', JPEG],
  ['image/gif', ascii('GIF89a\u0001\u0000\u0001\u0000')],
  ['application/pdf', ascii('%PDF-1.7\n')],
  ['application/zip', ZIP],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', ZIP],
  ['text/plain', ascii('Hello <b>not markup at the start</b>')],
  ['text/plain', ascii('')],
  ['text/plain', utf16('hello')],
  ['text/plain', ascii('# a heading')],
  ['text/csv', ascii('a;b;c\n<1;2;3\n')],
  ['text/csv', ascii('\ufeffname,price\né,1')],
  ['application/json', ascii('{"html": "<html>"}')],
  ['text/markdown', ascii('<details>\n\n# Title')],
  ['text/html', ascii('<!DOCTYPE html><title>x</title>')],
  ['image/svg+xml', ascii('<?xml version="1.0"?><!-- a --><svg xmlns="…">')],
  ['application/xml', ascii('<?xml version="1.0"?><feed/>')],
  ['application/octet-stream', ELF],
  ['application/octet-stream', ascii('<html>')],
  ['application/x-elf', ELF],
  ['application/vnd.of-ours', hex('00010203')],
];

const refused: readonly (readonly [type: string, head: Uint8Array])[] = [
  ['image/png', ascii('<html><script>alert(1)</script>')],
  ['image/png', ascii('  \r\n<!DocType HTML >')],
  ['image/png', JPEG],
  ['image/png', ascii('')],
  ['image/png', ascii('just text')],
  ['image/jpeg', ascii('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">')],
  ['application/pdf', ZIP],
  ['application/pdf', ascii('<script>')],
  ['application/zip', PNG],
  ['text/plain', ascii('<script>alert(1)</script>')],
  ['text/plain', ascii('\ufeff<html lang=en>')],
  ['text/plain', utf16('<html>')],
  ['text/plain', ascii('<!-- x --><html>')],
  ['text/plain', ascii('<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "a" "b">\n<svg>')],
  ['text/csv', ascii('<?xml version="1.0"?><x:svg xmlns:x="…">')],
  ['text/csv', EXE],
  ['text/csv', hex('61003b00')],
  ['application/json', ascii('#!/bin/sh\nrm -rf /')],
  ['application/json', ZIP],
  ['application/vnd.of-ours', ELF],
  ['application/vnd.of-ours', ascii('<body onload=x>')],
  ['image/svg+xml', ascii('<!doctype html><script>')],
  ['application/xml', ascii('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">')],
];

const show = (head: Uint8Array): string =>
  JSON.stringify(Buffer.from(head).toString('latin1', 0, 24));

describe('assertContent', () => {
  for (const [type, head] of accepted) {
    it(`lets pass as ${type}: ${show(head)}`, () => assertContent(type, head));
  }
  for (const [type, head] of refused) {
    it(`refuses as ${type}: ${show(head)}`, async () => {
      await assert.rejects(
        assertContent(type, head),
        (error) => error instanceof SignerError && error.code === 'type-not-allowed',
      );
    });
  }

  it('has an answer to any bytes', async () => {
    const types = fc.constantFrom('image/png', 'text/plain', 'application/pdf', 'video/mp4');
    const start = fc.constantFrom(PNG, ZIP, JPEG, ELF, ascii('<?xml '), ascii('<!--'), ascii(''));
    const rest = fc.uint8Array({ maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(types, start, rest, async (type, begin, end) => {
        await assertContent(type, Buffer.concat([begin, end])).catch((error: unknown) => {
          assert.ok(error instanceof SignerError && error.code === 'type-not-allowed');
        });
      }),
      { numRuns: 2000 },
    );
  });
});
