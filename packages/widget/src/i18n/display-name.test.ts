import { expect } from '@open-wc/testing';
import { UploadError } from '../engine/index.js';
import { mount, part, pick } from '../testing/mount.js';
import { everyState, still, stillUploader } from '../testing/stills.js';
import { waitUntil } from '../testing/wait-until.js';
import { displayName } from './display-name.js';

const NASTY = 'photo\u202Egnp.\u2066a\u0007b\n\u0085\u200F.exe';
const isolates = /[\u2068\u2069]/g;

/** Every text and attribute of the element. */
function shown(root: ShadowRoot): string {
  const elements = [...root.querySelectorAll('*')];
  const attributes = elements.flatMap((each) => Array.from(each.attributes, ({ value }) => value));
  return [root.textContent, ...attributes].join('|').replace(isolates, '');
}

describe('file names', () => {
  it('show control characters as a mark, and keep joiners and accents', () => {
    expect(displayName(NASTY)).to.equal('photo�gnp.�a�b���.exe');
    expect(displayName('\uD800a')).to.equal('\uFFFDa');
    const plain = ['می\u200Cخواهم.pdf', '👨\u200D👩\u200D👧.png', 'naïve.txt', 'a b.txt'];
    expect(plain.map(displayName)).to.deep.equal(plain);
  });

  for (const lang of ['en', 'ar']) {
    it(`cannot reorder what is shown or spoken, in any state, ${lang}`, async () => {
      const error = new UploadError('signer-refused', `${NASTY} is not wanted.`, { status: 403 });
      const uploads = everyState().map((upload, id) =>
        still(id, upload.state.status, NASTY, 9, error),
      );
      const { field } = await mount({ lang, multiple: true, uploader: stillUploader(uploads) });
      await field.updateComplete;
      expect(shown(field.shadowRoot!))
        .to.contain('photo\uFFFDgnp')
        .and.not.match(/[\u202A-\u202E\u2066\u2067\u0007\u0085]/);
    });
  }

  it('cannot reorder what is said of a duplicate or a failure', async () => {
    const { field, net } = await mount({ multiple: true });
    net.refuse.add(NASTY);
    const said: string[] = [];
    const observer = new MutationObserver(() => said.push(shown(field.shadowRoot!)));
    observer.observe(field.shadowRoot!, { childList: true, characterData: true, subtree: true });
    pick(field, new File(['1'], NASTY), new File(['2'], 'a'), new File(['2'], NASTY));
    await waitUntil(() => part(field, 'notice').textContent.includes('photo\uFFFDgnp'));
    await waitUntil(() => said.some((text) => /gnp[^|]*: The service said no/.test(text)));
    observer.disconnect();
    expect(said.join('')).to.not.match(/[\u202A-\u202E\u2066\u0007]/);
    expect(field.uploads[0]?.file.name).to.equal(NASTY);
  });
});
