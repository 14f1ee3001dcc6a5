import { expect } from '@open-wc/testing';
import type { UploadError, UploadErrorCode } from '../engine/index.js';
import { errorFromProblem } from '../engine/calls/problem-error.js';
import type { Problem, ProblemCode } from '../engine/protocol.js';
import { createFormat } from '../i18n/format.js';
import { english } from '../i18n/english.js';
import { refuse } from './refusal.js';
import { file } from '../testing/fakes.js';
import { mount, rows } from '../testing/mount.js';
import { still, stillUploader } from '../testing/stills.js';
import { waitUntil } from '../testing/wait-until.js';

const view = { text: english, format: createFormat('en') };
const plain = (text: string | undefined): string =>
  (text ?? '').replace(/[\u2068\u2069]/g, '').replace(/\u00a0/g, ' ');

describe('refuse', () => {
  const codes = (names: ReadonlyMap<File, { code: string }>): string[] =>
    Array.from(names, ([{ name }, { code }]) => `${name} ${code}`);

  it('counts only what it lets through', () => {
    const batch = [file('a.txt'), file('b.png'), file('c.txt', 9000), file('d.txt'), file('e.txt')];
    const limits = { accept: '.txt', maxSize: 5000, maxFiles: 3 };
    expect(codes(refuse(batch, limits, 1, view))).to.deep.equal([
      ...['b.png type-not-allowed', 'c.txt too-large', 'e.txt too-many'],
    ]);
  });

  it('lets the exact limit and empty files through', () => {
    const limits = { accept: '', maxSize: 5, maxFiles: undefined };
    expect(
      codes(refuse([file('a', 5), file('b', 0), file('c', 6)], limits, 0, view)),
    ).to.deep.equal(['c too-large']);
  });
});

describe('a refusal of the signer', () => {
  const problem = (code: ProblemCode, more: object): Problem => ({
    ...{ type: 'about:blank', title: 'No', status: 422, code, detail: 'In English.' },
    ...more,
  });
  /** What a row says of it, in two languages. */
  async function told(error: UploadError, size = 4_812_345): Promise<readonly string[]> {
    const upload = still(1, 'failed', 'a.png', size, error);
    const { field } = await mount({ lang: 'de', uploader: stillUploader([upload]) });
    const status = (): string => plain(rows(field)[0]?.split(' | ')[2]);
    const german = status();
    field.lang = 'en';
    await waitUntil(() => status() !== german);
    return [german, status()];
  }

  it('keeps its limit in every language', async () => {
    const { lang } = document.documentElement;
    expect(lang === '' || lang.startsWith('en')).to.equal(true);
    expect(await told(errorFromProblem(problem('too-large', { limit: 4_000_000 })))).to.deep.equal([
      'Die Datei ist 4,81 MB groß; das Limit ist 4 MB.',
      'This file is 4.81 MB; the limit is 4 MB.',
    ]);
    expect(await told(errorFromProblem(problem('too-many', { limit: 20 })))).to.deep.equal([
      'Höchstens 20 Dateien. Entfernen Sie zuerst eine andere.',
      'Only 20 files can be uploaded. Remove another one first.',
    ]);
    const accept = ['image/*', '.pdf', 'application/zip'];
    expect(await told(errorFromProblem(problem('type-not-allowed', { accept })))).to.deep.equal([
      'Dieser Dateityp ist nicht erlaubt. Erlaubt: Bilder, PDF und ZIP.',
      'This type of file is not accepted. Choose Images, PDF, ZIP.',
    ]);
  });

  it('does not say the same of both sizes', async () => {
    const error = errorFromProblem(problem('too-large', { limit: 4_000_000 }));
    const [, english] = await told(error, 4_000_001);
    expect(english).to.equal('This file is 4,000,001 bytes; the limit is 4,000,000 bytes.');
  });

  for (const odd of [
    ...[{}, { limit: '5' }, { limit: -1 }, { limit: 1.5 }, { limit: NaN }, { limit: null }],
    ...[{ accept: 'image/*' }, { accept: [] }, { accept: [1] }, { accept: null }],
  ]) {
    it(`is told by its code where it has no limit: ${JSON.stringify(odd)}`, async () => {
      const codes: readonly UploadErrorCode[] = ['too-large', 'type-not-allowed', 'too-many'];
      for (const code of codes) {
        const error = errorFromProblem(problem(code as ProblemCode, odd));
        expect([error.limit, error.accept]).to.deep.equal([undefined, undefined]);
      }
      const [german, english] = await told(errorFromProblem(problem('too-large', odd)));
      expect([german, english]).to.deep.equal(['Die Datei ist zu groß.', 'In English.']);
    });
  }
});

describe('a page’s own word for failures', () => {
  it('gets the sentence with the limit', async () => {
    const { field } = await mount({
      ...{ lang: 'de', maxSize: 10, messages: { failed: ({ message }) => `Ach! ${message}` } },
    });
    field.addFiles([file('big.txt', 20)]);
    await field.updateComplete;
    expect(plain(rows(field)[0])).to.contain('Ach! Die Datei ist 20 Byte groß;');
  });
});
