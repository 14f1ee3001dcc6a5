/**
 * The compiled languages, as a page imports them: which one serves a tag, and that every string comes out whole.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import { english, UploadError, type Messages } from '@direct-upload/widget';
import { loadMessages, localeTags, matchLocale } from '@direct-upload/widget/locales';

const codes = [
  ...(['too-large', 'type-not-allowed', 'too-many', 'offline', 'network', 'timeout'] as const),
  ...(['signer-refused', 'signer-unavailable', 'expired', 'storage-refused'] as const),
  ...(['storage-unavailable', 'etag-hidden', 'corrupted', 'file-changed'] as const),
  ...(['file-unreadable', 'hasher-unavailable', 'code-unavailable'] as const),
  ...(['quota', 'cors', 'clock-skew'] as const),
];

/** Everything the element could say, by what it was asked for. */
function everything(text: Messages): ReadonlyMap<string, string> {
  const said = new Map<string, string>();
  const counts = [0, 1, 2, 3, 5, 11, 21, 100, 1_000_000];
  for (const [key, value] of Object.entries(text) as [keyof Messages, unknown][]) {
    if (typeof value === 'string') said.set(key, value);
  }
  for (const code of codes) {
    said.set(`failed ${code}`, text.failed(new UploadError(code, 'in English', { status: 400 })));
  }
  const named = [
    ...(['start', 'pause', 'resume', 'continue', 'reopen', 'retry', 'cancel', 'remove'] as const),
    ...(['dismiss', 'progress'] as const),
  ];
  for (const key of named) {
    said.set(key, text[key]());
    said.set(`${key} a file`, text[key]('{size}.txt'));
  }
  const counted = [
    ...(['maxFiles', 'added', 'verified', 'failures', 'continued', 'leftOut', 'removals'] as const),
    ...([
      'cancellations',
      'submitsLater',
      'interruptions',
      'unfinished',
      'held',
      'unstarted',
      'tooMany',
    ] as const),
  ];
  for (const count of counts) {
    for (const key of counted) said.set(`${key} ${count}`, text[key](count));
    said.set(`duplicates ${count}`, text.duplicates(count, 'a.txt'));
    said.set(`repeated ${count}`, text.repeated(count, 'a.txt'));
    for (const retryable of [0, count]) {
      said.set(`unresolved ${count} ${retryable}`, text.unresolved(count, retryable));
    }
    said.set(`summary ${count}`, text.summary(1, count));
  }
  for (const multiple of [false, true]) {
    for (const filled of [false, true]) {
      said.set(`choose ${multiple} ${filled}`, text.choose(multiple, filled));
    }
    said.set(`chooseFolder ${multiple}`, text.chooseFolder(multiple));
    said.set(`required ${multiple}`, text.required(multiple));
  }
  for (const kind of ['image', 'audio', 'video']) said.set(`kind ${kind}`, text.kind(kind));
  said.set('maxSize', text.maxSize('9 MB'));
  said.set('uploading', text.uploading());
  said.set('uploading 9 %', text.uploading('9 %'));
  said.set('paused', text.paused('9 %'));
  said.set('timeLeft', text.timeLeft('9 min'));
  said.set('emptyFolder', text.emptyFolder('holiday'));
  said.set('tooLarge', text.tooLarge('9 MB', '8 MB'));
  said.set('typeNotAllowed', text.typeNotAllowed('PDF'));
  return said;
}

describe('which language serves', () => {
  const cases: Readonly<Record<string, string | undefined>> = {
    ...{ de: 'de', 'de-AT': 'de', 'DE-ch': 'de', de_DE: 'de', 'de-Latn-LI-u-nu-latn': 'de' },
    ...{ zh: 'zh-CN', 'zh-Hans': 'zh-CN', 'zh-SG': 'zh-CN', 'zh-TW': 'zh-TW', 'zh-HK': 'zh-TW' },
    ...{ 'zh-Hant-HK': 'zh-TW', 'zh-Hans-HK': 'zh-CN', 'zh-MO': 'zh-TW', yue: 'zh-TW' },
    ...{ pt: 'pt-BR', 'pt-BR': 'pt-BR', 'pt-PT': 'pt-PT', 'pt-AO': 'pt-PT', 'pt-MZ': 'pt-PT' },
    ...{ no: 'nb', nn: 'nb', 'no-NO': 'nb', 'nb-NO': 'nb', iw: 'he', in: 'id', 'iw-IL': 'he' },
    ...{ 'es-419': 'es', 'fr-CA': 'fr', 'ar-EG': 'ar', 'fa-AF': 'fa' },
    ...{ eo: undefined, en: undefined, 'en-GB': undefined, 'not a tag': undefined, '': undefined },
    ...{ constructor: undefined },
  };
  for (const [language, tag] of Object.entries(cases)) {
    test(`"${language}": ${tag ?? 'English'}`, async () => {
      assert.equal(matchLocale(language), tag);
      if (tag === undefined) assert.equal(await loadMessages(language), undefined);
    });
  }
});

test('the list of languages is that of the modules', () => {
  const directory = new URL('./locales/', import.meta.resolve('@direct-upload/widget/locales'));
  const built = readdirSync(directory)
    .filter((name) => name.endsWith('.js') && name !== 'keys.js')
    .map((name) => name.replace('.js', ''));
  assert.deepEqual([...localeTags].sort(), built.sort());
});

test('counts are written as the very language writes them', async () => {
  const egypt = await loadMessages('ar-EG');
  const morocco = await loadMessages('ar-MA');
  assert.match(egypt?.added(5) ?? '', /٥ ملفات/);
  assert.match(morocco?.added(5) ?? '', /5 ملفات/);
  assert.match((await loadMessages('de-CH'))?.added(1_000_000) ?? '', /1[’']000[’']000 Dateien/);
});

describe('every string', () => {
  const reference = everything(english);
  for (const tag of localeTags) {
    test(`in ${tag}`, async () => {
      const { messages } = (await import(`@direct-upload/widget/locales/${tag}`)) as {
        readonly messages: Messages;
      };
      assert.deepEqual(Object.keys(messages).sort(), Object.keys(english).sort());
      const said = everything(messages);
      assert.deepEqual([...said.keys()].sort(), [...reference.keys()].sort());
      for (const [what, text] of said) {
        assert.ok(text.trim(), what);
        assert.doesNotMatch(text, /undefined|in English|\|/, what);
        // The file's own name looks like a placeholder, and has to stay.
        assert.doesNotMatch(text.replace('{size}.txt', ''), /[{}]/, what);
        if (what.endsWith('a file')) assert.ok(text.includes('\u2068{size}.txt\u2069'), what);
      }
      for (const code of ['etag-hidden', 'cors', 'clock-skew']) {
        assert.ok(said.get(`failed ${code}`)?.includes(code), code);
      }
    });
  }
});
