import { expect, oneEvent } from '@open-wc/testing';
import type { UploadErrorEvent } from '../events.js';
import { drag, folder, leaf, transferOf } from '../testing/drops.js';
import { file } from '../testing/fakes.js';
import { mount, part, parts, pick, rows } from '../testing/mount.js';
import { waitUntil } from '../testing/wait-until.js';

/** A file with bytes of its own. */
function made(name: string, content: string, type = 'text/plain'): File {
  return new File([content], name, { type });
}
const notice = (field: Parameters<typeof part>[0]): string => part(field, 'notice').textContent;
const named = (field: Parameters<typeof part>[0]): string[] =>
  field.uploads.map((upload) => upload.file.name);

// The first test need not wait for the server.
before(() => Promise.all([import('./intake.js'), import('../list/upload-list.js')]));

describe('a file that is in the list already', () => {
  it('is left out with a notice, and holds up nothing', async () => {
    const { form, field } = await mount({ multiple: true });
    pick(field, made('a.txt', 'one'), made('b.txt', 'two'), made('c.txt', 'one'));
    expect(form.checkValidity()).to.equal(false);
    await waitUntil(() => notice(field) === 'c.txt was chosen twice.');
    expect(named(field)).to.deep.equal(['a.txt', 'b.txt']);
    expect(part(field, 'notice').getAttribute('role')).to.equal('status');
    pick(field, made('a.txt', 'TWO'), made('again.txt', 'two'), made('more.txt', 'one'));
    await waitUntil(() => notice(field) === '2 files are already in the list.');
    expect(named(field)).to.deep.equal(['a.txt', 'b.txt', 'a.txt']);
    await waitUntil(() => form.checkValidity());
  });

  it('is told apart from one that is chosen twice', async () => {
    const { field } = await mount({ multiple: true });
    pick(field, made('listed.txt', 'one'));
    await waitUntil(() => named(field).length === 1);
    const twice = ['two', 'two', 'two'].map((text, index) => made(`${index}.txt`, text));
    pick(field, ...twice, made('again.txt', 'one'));
    const said = 'again.txt is already in the list. 2 files were chosen twice.';
    await waitUntil(() => notice(field) === said);
    field.lang = 'de';
    await waitUntil(() => part(field, 'button').textContent.includes('hinzufügen'));
    pick(field, made('a.txt', 'three'), made('b.txt', 'three'));
    await waitUntil(() => /^Doppelt ausgewählt: \u2068b\.txt\u2069\.$/.test(notice(field)));
  });

  it('is told until the next choice', async () => {
    const { field } = await mount({ multiple: true });
    pick(field, made('a.txt', 'one'), made('b.txt', 'one'));
    await waitUntil(() => notice(field) !== '');
    pick(field, made('c.txt', 'longer'));
    await waitUntil(() => notice(field) === '');
    expect(named(field)).to.deep.equal(['a.txt', 'c.txt']);
  });

  it('may come again after it failed, was cancelled or was removed', async () => {
    const { field, net } = await mount({ multiple: true });
    net.refuse.add('bad.txt');
    pick(field, made('bad.txt', 'one'));
    await oneEvent(field, 'upload-error');
    pick(field, made('good.txt', 'one'));
    await waitUntil(() => named(field).length === 2);
    field.clear();
    pick(field, made('good.txt', 'one'));
    await waitUntil(() => named(field).length === 1);
  });

  it('does not replace itself in a field for one', async () => {
    const { field } = await mount();
    pick(field, made('a.txt', 'one'));
    await waitUntil(() => field.receipts.length === 1);
    pick(field, made('b.txt', 'one'));
    await waitUntil(() => notice(field) !== '');
    expect(named(field)).to.deep.equal(['a.txt']);
    pick(field, made('c.txt', 'two'));
    await waitUntil(() => named(field).join() === 'c.txt');
  });

  it('is taken where the page wants it, and where the page adds it', async () => {
    const { field } = await mount({ multiple: true, duplicates: 'allow' });
    pick(field, made('a.txt', 'one'), made('b.txt', 'one'));
    await waitUntil(() => named(field).length === 2);
    const other = await mount({ multiple: true });
    expect(other.field.addFiles([made('a.txt', 'one'), made('b.txt', 'one')])).to.have.length(2);
  });

  it('does not come after a reset', async () => {
    const { form, field } = await mount({ multiple: true });
    pick(field, made('a.txt', 'one'), made('b.txt', 'two'));
    await waitUntil(() => field.uploads.length > 0);
    form.reset();
    await field.updateComplete;
    await waitUntil(() => form.checkValidity());
    expect(field.uploads).to.be.empty;
  });
});

describe('files that do not fit', () => {
  it('get a row each while they are few', async () => {
    const { field } = await mount({ multiple: true, accept: 'image/*' });
    pick(field, file('a.txt', 1), file('b.txt', 2));
    await waitUntil(() => rows(field).length === 2);
    expect(notice(field)).to.equal('');
  });

  it('get one sentence when they are many; the page hears of each', async () => {
    const { form, field } = await mount({ multiple: true, maxFiles: 3 });
    const refused: UploadErrorEvent[] = [];
    form.addEventListener('upload-error', (event) => refused.push(event));
    const many = Array.from({ length: 500 }, (_, index) =>
      leaf(`${index}.txt`, file('x', index + 1)),
    );
    drag(part(field, 'base'), 'drop', transferOf(folder('album', many)));
    await waitUntil(() => notice(field) !== '');
    expect(notice(field)).to.equal(
      '497 files were not added. Only 3 files can be uploaded. Remove another one first.',
    );
    expect(field.uploads).to.have.length(3);
    expect(refused).to.have.length(497);
    expect([refused[0]?.error.code, refused[0]?.upload.id]).to.deep.equal(['too-many', '']);
    await waitUntil(() => form.checkValidity());
  });

  it('are told though the choice before is still being looked at', async () => {
    const { field } = await mount({ multiple: true, maxFiles: 60 });
    const choose = (from: number, count: number): void => {
      pick(field, ...Array.from({ length: count }, (_, at) => file(`${from + at}`, from + at + 1)));
    };
    choose(0, 55);
    choose(55, 10);
    await waitUntil(() => field.uploads.length === 65);
    const refused = field.uploads.filter(({ state }) => state.status === 'failed');
    expect(refused.map((upload) => upload.file.name)).to.deep.equal(['60', '61', '62', '63', '64']);
  });

  it('of a folder are left out where their type is not accepted', async () => {
    const { field } = await mount({ multiple: true, accept: 'image/*' });
    const album = [leaf('a.jpg', file('a.jpg', 5, 'image/jpeg')), leaf('notes.txt')];
    drag(part(field, 'base'), 'drop', transferOf(folder('album', album)));
    await waitUntil(() => notice(field) !== '');
    expect(notice(field)).to.match(/^1 file was not added\. This type of file is not accepted\./);
    expect(named(field)).to.deep.equal(['a.jpg']);
  });
});

describe('folders', () => {
  it('say when they are empty', async () => {
    const { field } = await mount({ multiple: true });
    drag(part(field, 'base'), 'drop', transferOf(folder('album', [leaf('.DS_Store')])));
    await waitUntil(() => notice(field) === 'album has no files in it.');
  });

  it('tell where their files lay, and not the signer', async () => {
    const { field, net } = await mount({ multiple: true });
    const tree = folder('album', [folder('summer', [leaf('a.txt')])]);
    drag(part(field, 'base'), 'drop', transferOf(tree));
    await waitUntil(() => field.receipts.length === 1);
    expect(field.uploads[0]?.file).to.deep.include({ name: 'a.txt', path: 'album/summer/a.txt' });
    expect(net.declared).to.deep.equal(['a.txt']);
  });

  it('are nothing for a field for one file, unless there is but one in them', async () => {
    const { field } = await mount();
    drag(part(field, 'base'), 'drop', transferOf(folder('f', [leaf('a.txt'), leaf('b.txt')])));
    await waitUntil(() => notice(field).startsWith('2 files were not added. Only 1 file'));
    expect(field.uploads).to.be.empty;
    drag(part(field, 'base'), 'drop', transferOf(folder('f', [leaf('a.txt')])));
    await waitUntil(() => named(field).join() === 'a.txt');
    expect(notice(field)).to.equal('');
  });

  it('have a button and a dialog of their own where the page wants it', async () => {
    const { field } = await mount({ folders: true });
    expect(parts(field, 'folder-button')).to.be.empty;
    field.multiple = true;
    await field.updateComplete;
    expect(part(field, 'folder-button').textContent.trim()).to.equal('Choose folder');
    const [files, directory] = field.shadowRoot!.querySelectorAll('input');
    expect([files?.webkitdirectory, directory?.webkitdirectory]).to.deep.equal([false, true]);
    const opened: (HTMLInputElement | undefined)[] = [];
    for (const input of [files, directory]) {
      input!.click = () => opened.push(input);
    }
    part(field, 'folder-button').click();
    part(field, 'button').click();
    expect(opened).to.deep.equal([directory, files]);
    field.disabled = true;
    await field.updateComplete;
    part(field, 'folder-button').click();
    expect(opened).to.have.length(2);
  });
});

describe('thousands of chosen files', () => {
  const COUNT = 2500;
  /** Each of a size of its own: nothing to compare. */
  const thousands = (): File[] =>
    Array.from({ length: COUNT }, (_, index) => made(`${index}.txt`, 'x'.repeat(index + 1)));
  const waiting = () => mount({ multiple: true }, { autostart: false });

  it('are listed in turns with the page, in their order, and told once', async () => {
    const { form, field } = await waiting();
    const files = thousands();
    const [lengths, told] = [[0], new Set<string>()];
    field.addEventListener('upload-change', () => lengths.push(field.uploads.length));
    pick(field, ...files);
    await waitUntil(() => {
      told.add(part(field, 'announcement').textContent.trim());
      expect(field.uploads.length === COUNT || !form.checkValidity(), 'the form waits').to.equal(
        true,
      );
      return field.uploads.length === COUNT;
    });
    const steps = lengths.slice(1).map((length, at) => length - lengths[at]!);
    expect(Math.max(...steps)).to.be.within(50, COUNT / 4);
    expect(named(field)).to.deep.equal(files.map(({ name }) => name));
    await field.updateComplete;
    told.add(part(field, 'announcement').textContent.trim());
    expect([...told].filter(Boolean)).to.deep.equal(['2,500 files added.']);
  });

  it('are known before they are listed', async () => {
    const { field } = await waiting();
    pick(field, ...thousands());
    await oneEvent(field, 'upload-change');
    expect(field.uploads.length).to.equal(50);
    pick(field, made('copy.txt', 'x'.repeat(COUNT)));
    await waitUntil(() => notice(field) === 'copy.txt is already in the list.');
    expect(field.uploads.length).to.equal(COUNT);
  });

  it('do not come any more once the list is cleared', async () => {
    const { form, field } = await waiting();
    pick(field, ...thousands());
    await oneEvent(field, 'upload-change');
    expect(field.uploads.length).to.equal(50);
    field.clear();
    await waitUntil(() => form.checkValidity());
    expect(field.uploads).to.be.empty;
    pick(field, made('later.txt', 'x'.repeat(COUNT)));
    await waitUntil(() => named(field).join() === 'later.txt');
  });
});

describe('the order of chosen files', () => {
  const chosen = (count: number, contentOf: (index: number) => string): File[] =>
    Array.from({ length: count }, (_, index) => made(`page-${index + 1}`, contentOf(index)));
  const cases: readonly (readonly [string, readonly File[]])[] = [
    [
      'pages of 10, 10, 11 and 10 bytes',
      ['aaaaaaaaaa', 'bbbbbbbbbb', 'ccccccccccc', 'dddddddddd'].map((content, index) =>
        made(`page-${index + 1}`, content),
      ),
    ],
    ['a hundred, of two sizes', chosen(100, (at) => `${1000 + at}${at % 3 === 0 ? '.' : ''}`)],
    [
      'files that differ in the last byte alone',
      chosen(5, (at) => `${'same'.repeat(2000)}${at === 2 ? 'much longer' : at}`),
    ],
    ['large ones', chosen(4, (at) => `${at}${'x'.repeat(5 << 20)}${at === 1 ? '!' : ''}`)],
  ];
  for (const [what, files] of cases) {
    it(`is that of list and receipts: ${what}`, async () => {
      const { form, field } = await mount({ multiple: true });
      pick(field, ...files);
      const names = files.map(({ name }) => name);
      await waitUntil(() => named(field).length === files.length);
      expect(named(field)).to.deep.equal(names);
      await waitUntil(() => field.receipts.length === files.length);
      const receipts = new FormData(form).getAll('photos') as string[];
      expect(receipts).to.deep.equal(
        field.uploads.map(({ state }) => state.status === 'done' && state.receipt),
      );
    });
  }

  it('is kept where one of them is a duplicate', async () => {
    const { field } = await mount({ multiple: true });
    pick(field, made('a', 'one'), made('b', 'one'), made('c', '1234'), made('d', 'two'));
    await waitUntil(() => notice(field) !== '' && named(field).length === 3);
    expect(named(field)).to.deep.equal(['a', 'c', 'd']);
  });
});
