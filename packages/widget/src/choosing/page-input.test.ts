import { expect } from '@open-wc/testing';
import type { Messages } from '../i18n/messages.js';
import { file } from '../testing/fakes.js';
import { mount, part, parts, pick, rows } from '../testing/mount.js';
import { still, stillUploader } from '../testing/stills.js';
import { waitUntil } from '../testing/wait-until.js';

/** Collects what is reported to the page's developer while `work` runs. */
async function reportedBy(work: () => Promise<void>): Promise<readonly string[]> {
  const reported: string[] = [];
  const before = globalThis.onerror;
  globalThis.onerror = (message) => {
    reported.push(message as string);
    return true;
  };
  try {
    await work();
  } finally {
    globalThis.onerror = before;
  }
  return reported;
}

describe('files that a page passes in', () => {
  const blobs: readonly (readonly [Blob, string])[] = [
    [new Blob(['x']), 'file'],
    [new Blob(['x'], { type: 'image/png' }), 'file.png'],
    [new Blob(['x'], { type: 'image/jpeg' }), 'file.jpg'],
    [new Blob(['x'], { type: 'text/plain;charset=utf-8' }), 'file.txt'],
    [new Blob(['x'], { type: 'image/svg+xml' }), 'file.svg'],
    [new Blob(['x'], { type: 'application/octet-stream' }), 'file'],
    [new File(['x'], '', { type: 'image/webp' }), 'file.webp'],
  ];
  for (const [blob, name] of blobs) {
    it(`calls a blob of type "${blob.type}" ${name}`, async () => {
      const { field } = await mount({ multiple: true });
      const [added] = field.addFiles([blob, file('other.txt')]);
      expect(added?.file.name).to.equal(name);
      await waitUntil(() => rows(field).filter((row) => row.endsWith('ed')).length === 2);
      expect(field.receipts).to.have.length(2);
    });
  }

  const mistakes: readonly (readonly [string, () => unknown])[] = [
    ['null', () => null],
    ['undefined', () => undefined],
    ['a text', () => 'photo.png'],
    ['one file without a list', () => file('a.txt')],
    ['a list with a text', () => [file('a.txt'), 'b.txt']],
    ['a list with null', () => [null]],
    ['an object that looks like a file', () => [{ name: 'a', size: 1, type: '' }]],
    [
      'items of a drop',
      () => {
        const { items } = new DataTransfer();
        items.add(file('a.txt'));
        return items;
      },
    ],
  ];
  for (const [what, make] of mistakes) {
    it(`refuses ${what} before anything changes`, async () => {
      const { field } = await mount({ multiple: true });
      let asked = 0;
      field.addEventListener('upload-accept', () => (asked += 1));
      const wrong = make() as Iterable<Blob>;
      expect(() => field.addFiles(wrong)).to.throw(TypeError, /Pass/);
      expect(() => field.uploader.add(wrong)).to.throw(TypeError, /Pass/);
      expect(asked).to.equal(0);
      expect(field.uploads).to.be.empty;
    });
  }

  it('takes files of another realm', async () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const view = frame.contentWindow as Window & typeof globalThis;
    const input = view.document.createElement('input');
    input.type = 'file';
    const picked = new view.DataTransfer();
    picked.items.add(new view.File(['x'], 'far.txt', { type: 'text/plain' }));
    input.files = picked.files;
    const { field } = await mount({ multiple: true });
    field.addFiles(input.files);
    field.addFiles([new view.Blob(['y'], { type: 'text/csv' })]);
    await waitUntil(() => field.receipts.length === 2);
    expect(field.uploads.map((upload) => upload.file.name)).to.deep.equal(['far.txt', 'file.csv']);
    frame.remove();
  });

  it('may be blobs that take the place of chosen files', async () => {
    const { field } = await mount({ multiple: true });
    field.addEventListener('upload-accept', (event) => {
      event.files = [new Blob(['smaller'], { type: 'image/png' })];
    });
    pick(field, file('large.png', 5000, 'image/png'));
    await waitUntil(() => rows(field)[0]?.startsWith('file.png | 7 bytes | '));
  });

  it('are refused in the listener that passes something else; the choice is not lost', async () => {
    const { field } = await mount({ multiple: true });
    field.addEventListener('upload-accept', (event) => {
      expect(() => {
        event.files = [null] as never;
      }).to.throw(TypeError, 'Entry 0 of the list is null.');
    });
    pick(field, file('a.txt'));
    await waitUntil(() => rows(field).length === 1);
  });
});

describe('one mistake of the page', () => {
  it('in a snapshot costs one row its look, and is reported once', async () => {
    const broken = { ...still(2, 'queued'), file: { name: 7 } } as never;
    const source = stillUploader([still(1, 'done', 'a.txt'), broken, still(3, 'done', 'c.txt')]);
    const reported = await reportedBy(async () => {
      const { field } = await mount({ multiple: true, uploader: source });
      expect(parts(field, 'name').map((it) => it.textContent.trim())).to.deep.equal([
        ...['a.txt', '?', 'c.txt'],
      ]);
      source.show([...source.uploads]);
      await field.updateComplete;
      expect(parts(field, 'row')).to.have.length(3);
    });
    expect(reported).to.have.length(1);
  });

  it('in a message costs that message', async () => {
    const messages = {
      remove: () => {
        throw new Error('my own mistake');
      },
      drop: undefined,
      done: null,
      list: 7,
      summary: 'All of them',
    } as unknown as Partial<Messages>;
    const reported = await reportedBy(async () => {
      const uploads = [still(1, 'done', 'a.txt'), still(2, 'done', 'b.txt')];
      const { field } = await mount({ multiple: true, messages, uploader: stillUploader(uploads) });
      await field.updateComplete;
      expect(parts(field, 'remove').at(-1)?.getAttribute('aria-label')).to.equal('Remove b.txt');
      expect(part(field, 'summary-text').textContent).to.equal('All of them');
      expect(part(field, 'list').getAttribute('aria-label')).to.equal('Files');
      expect(part(field, 'drop-text').textContent).to.equal('or drop here');
    });
    expect(reported).to.have.length(1);
  });

  for (const value of [null, undefined, 5]) {
    it(`accept = ${String(value)} is no limit`, async () => {
      const { field } = await mount({ accept: value as never, multiple: true });
      field.addFiles([file('a.txt')]);
      await waitUntil(() => rows(field)[0]?.startsWith('a.txt'));
    });
  }
});
