import { expect } from '@open-wc/testing';
import type { DirectUpload } from '../direct-upload.js';
import { mount, part, parts, rows } from '../testing/mount.js';
import { sent, still, stillUploader } from '../testing/stills.js';
import { fractionOf } from './progress-bar.js';

const positions = (field: DirectUpload, name: string): readonly number[] =>
  (parts(field, name) as HTMLProgressElement[]).map(({ position }) => position);

describe('how far an upload is', () => {
  it('is never all before storage has confirmed all', () => {
    expect(fractionOf({ sent: 43, confirmed: 0, total: 100 })).to.equal(0.43);
    expect(fractionOf({ sent: 100, confirmed: 0, total: 100 })).to.equal(0.99);
    expect(fractionOf({ sent: 100, confirmed: 99, total: 100 })).to.equal(0.99);
    expect(fractionOf({ sent: 1e12, confirmed: 1e12 - 1, total: 1e12 })).to.equal(0.99);
    expect(fractionOf({ sent: 100, confirmed: 100, total: 100 })).to.equal(1);
    expect(fractionOf({ sent: 0, confirmed: 0, total: 0 })).to.equal(0);
  });

  it('is said by word and bar, of each file and of all', async () => {
    const uploads = [sent(1, 100, 0), sent(2, 100, 60)];
    const { field } = await mount({ uploader: stillUploader(uploads), multiple: true });
    expect(rows(field).map((row) => row.split(' | ')[2])).to.deep.equal([
      ...['Uploading 99%', 'Uploading 99%'],
    ]);
    expect(part(field, 'summary-text').textContent).to.contain('99%');
    expect(positions(field, 'progress')).to.deep.equal([0.99, 0.99]);
    expect(positions(field, 'total-progress')).to.deep.equal([0.99]);
  });

  it('shows what is confirmed over what is sent, for the eye alone', async () => {
    const uploads = [sent(1, 80, 0), sent(2, 80, 60)];
    const { field } = await mount({ uploader: stillUploader(uploads), multiple: true });
    // Of all files, and of the second.
    expect(positions(field, 'confirmed')).to.deep.equal([0.3, 0.6]);
    const [, second] = parts(field, 'progress');
    const [, confirmed] = parts(field, 'confirmed');
    expect(confirmed?.getAttribute('aria-hidden')).to.equal('true');
    const [below, above] = [second, confirmed].map((it) => it?.getBoundingClientRect());
    expect(above).to.deep.equal(below);
    expect(getComputedStyle(confirmed!).backgroundColor).to.equal('rgba(0, 0, 0, 0)');
  });

  it('is whole while the signer looks', async () => {
    const uploads = [still(1, 'completing')];
    const { field } = await mount({ uploader: stillUploader(uploads) });
    expect(positions(field, 'progress')).to.deep.equal([1]);
    expect(positions(field, 'confirmed')).to.deep.equal([1]);
  });
});
