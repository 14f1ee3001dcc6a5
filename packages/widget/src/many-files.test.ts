import { expect, nextFrame, waitUntil } from '@open-wc/testing';
import { UploadError } from './engine/index.js';
import { mount, part, parts, press, submitted } from './testing/mount.js';
import { file } from './testing/fakes.js';
import { still, stillUploader } from './testing/stills.js';
import { changesBetween, totalsOf } from './totals.js';

const COUNT = 1000;

describe('a thousand files', () => {
  it('are uploaded and submitted', async () => {
    const { form, field } = await mount({ multiple: true });
    field.addFiles(Array.from({ length: COUNT }, (_, index) => file(`${index}.txt`, 10)));
    await waitUntil(() => submitted(form).length === COUNT, 'all done', { timeout: 18_000 });
    await field.updateComplete;
    expect(parts(field, 'row')).to.have.length(COUNT);
    expect(part(field, 'summary').textContent).to.contain('1000 of 1000 files verified');
    press(field, 'Remove all');
    await field.updateComplete;
    expect(submitted(form)).to.be.empty;
  });

  it('cost little to redraw while a few of them move', async () => {
    const uploads = Array.from({ length: COUNT }, (_, id) =>
      still(id, id < 500 ? 'done' : 'queued', `${id}.jpg`),
    );
    const source = stillUploader(uploads);
    const { field } = await mount({ uploader: source, multiple: true });
    await nextFrame();
    const first = parts(field, 'row')[0];
    let touched = 0;
    const observer = new MutationObserver((records) => (touched += records.length));
    observer.observe(field.shadowRoot!, {
      ...{ subtree: true, childList: true, characterData: true, attributes: true },
    });
    /** Mean time of a redraw after these rows have moved, in milliseconds. */
    const redraw = async (from: number, count: number, rounds: number): Promise<number> => {
      const start = performance.now();
      for (let round = 0; round < rounds; round += 1) {
        const moving = [...source.uploads];
        for (let lane = from; lane < from + count; lane += 1)
          moving[lane] = still(lane, 'uploading');
        source.show(moving);
        await field.updateComplete;
      }
      return (performance.now() - start) / rounds;
    };
    const few = await redraw(500, 6, 20);
    observer.disconnect();
    // Measured: 1 to 3 ms for six rows. In a test only the ratio means something: all rows at once cost many times that.
    expect(few).to.be.below((await redraw(0, COUNT, 3)) / 3);
    expect(parts(field, 'row')[0]).to.equal(first);
    expect(touched).to.be.below(20 * 6 * 4 + 100);
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
