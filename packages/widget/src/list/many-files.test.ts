import { expect, nextFrame } from '@open-wc/testing';
import { UploadError } from '../engine/index.js';
import { mount, part, parts, press, submitted } from '../testing/mount.js';
import { file } from '../testing/fakes.js';
import { still, stillUploader } from '../testing/stills.js';
import { changesBetween, totalsOf } from '../totals.js';
import { waitUntil } from '../testing/wait-until.js';

const COUNT = 1000;

describe('a thousand files', () => {
  it('are uploaded and submitted', async () => {
    const { form, field } = await mount({ multiple: true });
    field.addFiles(Array.from({ length: COUNT }, (_, index) => file(`${index}.txt`, 10)));
    await waitUntil(() => submitted(form).length === COUNT, 'all done');
    await field.updateComplete;
    expect(parts(field, 'row').length).to.be.within(8, 60);
    expect(part(field, 'summary').textContent).to.contain('1,000 of 1,000 files uploaded');
    press(field, 'Remove all');
    await field.updateComplete;
    expect(submitted(form)).to.be.empty;
  });

  it('touch nothing but the rows in view while others move', async () => {
    const uploads = Array.from({ length: COUNT }, (_, id) =>
      still(id, id < 500 ? 'done' : 'queued', `${id}.jpg`),
    );
    const source = stillUploader(uploads);
    const { field } = await mount({ uploader: source, multiple: true });
    await nextFrame();
    await nextFrame();
    const [first] = parts(field, 'row');
    let touched = 0;
    const observer = new MutationObserver((records) => (touched += records.length));
    observer.observe(part(field, 'list'), {
      ...{ subtree: true, childList: true, characterData: true, attributes: true },
    });
    /** How often the page was written to while these rows moved. */
    const redraw = async (from: number, count: number): Promise<number> => {
      touched = 0;
      const moving = [...source.uploads];
      for (let at = from; at < from + count; at += 1) moving[at] = still(at, 'uploading');
      source.show(moving);
      await field.updateComplete;
      return touched;
    };
    expect(await redraw(500, 400)).to.equal(0);
    // The state's words, icon, bar, buttons and tooltip of one row.
    expect(await redraw(1, 1)).to.be.within(1, 13);
    observer.disconnect();
    expect(parts(field, 'row')[0]).to.equal(first);
  });
});

describe('totalsOf', () => {
  it('leaves out of the bytes what is not going to be sent', () => {
    const totals = totalsOf([
      ...[
        still(1, 'done', 'a', 100),
        still(2, 'failed', 'b', 100),
        still(3, 'cancelled', 'c', 100),
      ],
      ...[still(4, 'uploading', 'd', 100), still(5, 'queued', 'e', 100)],
    ]);
    expect([totals.sent, totals.total]).to.deep.equal([144, 300]);
    expect([totals.count, totals.done, totals.failed, totals.running]).to.deep.equal([5, 1, 1, 1]);
    expect(totals.bytesPerSecond).to.equal(1_240_000);
  });

  it('counts as retryable what a retry can help', () => {
    const hopeless = still(1, 'failed', 'a', 1, new UploadError('too-large', ''));
    expect(totalsOf([hopeless, still(2, 'failed')]).retryable).to.equal(1);
  });
});

describe('changesBetween', () => {
  const before = (...uploads: ReturnType<typeof still>[]) =>
    new Map(uploads.map((upload) => [upload.id, upload]));

  it('finds a second failure even if nothing was seen in between', () => {
    const first = still(1, 'failed', 'a', 1, new UploadError('network', 'one'));
    const second = still(1, 'failed', 'a', 1, new UploadError('network', 'two'));
    expect(changesBetween(before(first), [second]).failed).to.deep.equal([second]);
    expect(changesBetween(before(first), [{ ...first }]).failed).to.deep.equal([]);
  });

  it('finds each end once', () => {
    const done = still(1, 'done');
    expect(changesBetween(new Map(), [done]).finished).to.deep.equal([done]);
    expect(changesBetween(before(done), [{ ...done }]).finished).to.deep.equal([]);
  });
});
