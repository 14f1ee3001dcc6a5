import { expect } from '@open-wc/testing';
import { giveForm } from './form-value.js';
import { restoreState } from './saved-state.js';
import { still } from '../testing/stills.js';

const NOW = Date.parse('2026-11-20T12:00:00Z');

/** A receipt as the signer makes it, with a name that is not ASCII. */
function receipt(exp: number | undefined, iat?: number): string {
  const claims = JSON.stringify({ exp, iat, upload: { name: 'é?>.jpg' } });
  const encoded = btoa(String.fromCharCode(...new TextEncoder().encode(claims)));
  return `header.${encoded.replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '')}.signature`;
}

/** What the browser would hand back for one finished upload with this receipt. */
function kept(of: string, at?: number): string {
  const done = still(1, 'done', 'a.jpg', 5);
  if (done.state.status !== 'done') throw new Error('not done');
  const file = { ...done.file, path: 'album/a.jpg' };
  const upload = {
    ...done,
    file,
    state: { ...done.state, receipt: of, ...(at !== undefined && { at }) },
  };
  let text = '';
  giveForm({ setFormValue: (_, state) => (text = state) }, 'files', [upload]);
  return text;
}

describe('the state the browser keeps', () => {
  it('comes back with name, path and receipt', () => {
    const [upload] = restoreState(kept(receipt(NOW / 1000 + 60)), NOW);
    expect(upload?.file).to.deep.equal({
      ...{ name: 'a.jpg', size: 5, type: 'image/jpeg', path: 'album/a.jpg' },
    });
    expect(upload?.state.status).to.equal('done');
  });

  it('comes back without receipts that are over', () => {
    expect(restoreState(kept(receipt(NOW / 1000)), NOW)).to.be.empty;
    expect(restoreState(kept(receipt(undefined)), NOW)).to.have.length(1);
    expect(restoreState(kept('not.a.jws'), NOW)).to.have.length(1);
  });

  for (const hours of [-25, 25, 48]) {
    it(`comes back by a clock that is ${hours} hours off as by a right one`, () => {
      const seen = NOW + hours * 3_600_000;
      const given = NOW / 1000;
      const saved = kept(receipt(given + 3600, given), seen);
      expect(restoreState(saved, seen + 3_599_000)).to.have.length(1);
      expect(restoreState(saved, seen + 3_600_000)).to.be.empty;
    });
  }
});
