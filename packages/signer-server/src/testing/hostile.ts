/**
 * Input as an attacker, a broken client or a cat on a keyboard would send it: arbitraries for `fast-check`. JSON is made as
 * text, because `__proto__`, doubled members and `1e400` are there only in text.
 *
 * @module
 */
import fc from 'fast-check';

/** Names and words that have broken something somewhere. */
const INFAMOUS = [
  '',
  '.',
  '..',
  '../../other/secret',
  '..\\..\\secret',
  '/v1/AUTH_test/other/object',
  '//evil.example/x',
  'https://evil.example/x',
  '%2e%2e%2fsecret',
  '%',
  '%00',
  'a\u0000.png',
  'a\r\nX-Injected: 1',
  'parts/00000000000000000000000000000000/00000001',
  '?temp_url_sig=0&temp_url_expires=9999999999',
  'x#y?z&a=b;c',
  '\u202egnp.exe',
  '\ud800',
  'a\udfff.png',
  'résumé 日本語 😀.pdf',
  'e\u0301'.repeat(400),
  'é'.repeat(2048),
  '.'.repeat(4096),
  `a.${'x'.repeat(4000)}`,
  '{random}{ext}',
  '${7*7}{{7*7}}',
  "';--<script>",
  '__proto__',
  'constructor',
  'toString',
];

/** Any UTF-16, lone surrogates included. */
const anyText = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 })
  .map((units) => String.fromCharCode(...units));

/** Text of any kind. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...INFAMOUS) },
  { weight: 1, arbitrary: anyText },
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
);

/** As a header may have it: bytes, no controls but the tab (RFC 9110 §5.5), no space at the ends. */
export const hostileHeader: fc.Arbitrary<string> = hostileText.map((text) =>
  text
    .replace(/[\u0000-\u001f\u007f]|[^\u0000-\u00ff]/g, '*')
    .slice(0, 500)
    .trim(),
);

/** JSON text where a number belongs, now and then beyond what a double can hold, or none at all. */
export const hostileNumber: fc.Arbitrary<string> = fc.oneof(
  { weight: 20, arbitrary: fc.integer({ min: 1, max: 5 }).map(String) },
  { weight: 4, arbitrary: fc.constantFrom('0', '1048576', '5e9', '5497558138880') },
  { weight: 2, arbitrary: fc.constantFrom('9007199254740991', '2147483648', '4294967297') },
  { weight: 1, arbitrary: fc.constantFrom('-0', '-1', '0.1', '1e400', '1e-7', '9007199254740993') },
  { weight: 1, arbitrary: fc.constantFrom('null', 'true', '"1"', '[1]', '{"toString":1}') },
);

/** JSON text of a string. */
export const hostileString: fc.Arbitrary<string> = hostileText.map((text) => JSON.stringify(text));

const leaf = fc.oneof(hostileNumber, hostileString, fc.constantFrom('null', 'true', 'false'));

/** Members whose names mean something to JavaScript, or to the signer. */
const memberName = fc.oneof(
  fc
    .constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'length', 'then', 'files')
    .map((name) => JSON.stringify(name)),
  hostileString,
);

const { any } = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('any'), { maxLength: 4 }).map((all) => `[${all.join()}]`),
    fc
      .array(fc.tuple(memberName, tie('any')), { maxLength: 4 })
      .map((all) => `{${all.map((pair) => pair.join(':')).join()}}`),
  ),
}));

/** JSON text of any value, now and then deeper than a program that calls itself can follow. */
export const hostileJson: fc.Arbitrary<string> = fc.oneof(
  { weight: 60, arbitrary: any },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      `${'['.repeat(8_000)}${']'.repeat(8_000)}`,
      `${'{"files":'.repeat(8_000)}1${'}'.repeat(8_000)}`,
    ),
  },
);

/** JSON text of an object with these members; now and then one is missing, doubled, or something else altogether. */
export function objectOf(
  members: Readonly<Record<string, fc.Arbitrary<string>>>,
): fc.Arbitrary<string> {
  const pairs = Object.entries(members).map(([name, value]) =>
    fc.oneof(
      { weight: 40, arbitrary: value.map((text) => [`${JSON.stringify(name)}:${text}`]) },
      { weight: 1, arbitrary: fc.constantFrom<string[]>([], [`"__proto__":{"${name}":1}`]) },
      { weight: 1, arbitrary: hostileJson.map((text) => [`${JSON.stringify(name)}:${text}`]) },
    ),
  );
  return fc.tuple(...pairs).map((all) => `{${all.flat().join()}}`);
}

/** JSON text of a short list, now and then an empty one. */
export function listOf(entry: fc.Arbitrary<string>, maxLength: number): fc.Arbitrary<string> {
  const some = fc.array(entry, { minLength: 1, maxLength, size: 'max' });
  return fc
    .oneof({ weight: 20, arbitrary: some }, { weight: 1, arbitrary: fc.constant([]) })
    .map((all) => `[${all.join()}]`);
}

/** What is no JSON, or more of it than anybody needs. Megabytes are made once. */
const BROKEN: readonly (string | Uint8Array)[] = [
  '',
  ' ',
  '{',
  '{"files":[',
  "{'files':[]}",
  '{"files":[]}{"files":[]}',
  '\ufeff{"files":[]}',
  'files=1&name=a',
  'NaN',
  '[0x10]',
  '"\\ud800"',
  new Uint8Array([0xff, 0xfe, 0x7b]),
  new Uint8Array([0x7b, 0xc3, 0x28, 0x7d]),
  '['.repeat(100_000),
  '[' + '{"files":'.repeat(50_000),
  `{"files":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
  ' '.repeat(1024 * 1024 + 1),
];

/** Bodies that are no JSON: the small ones often, the big ones now and then. */
export const brokenBody: fc.Arbitrary<string | Uint8Array> = fc.oneof(
  { weight: 60, arbitrary: fc.constantFrom(...BROKEN.slice(0, 13)) },
  { weight: 1, arbitrary: fc.constantFrom(...BROKEN.slice(13)) },
  { weight: 20, arbitrary: fc.uint8Array({ maxLength: 20 }) },
);
