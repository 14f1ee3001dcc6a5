import { expect } from '@open-wc/testing';
import { filesOfFolder } from './folder-walk.js';
import { folder, leaf, locked, read, transferOf, transferWithHandles } from '../testing/drops.js';
import { file } from '../testing/fakes.js';

const { signal } = new AbortController();
const names = (files: Iterable<File>): string[] => Array.from(files, ({ name }) => name);

/** A file as the native folder dialog hands it out. */
function picked(path: string): File {
  const one = file(path.split('/').at(-1) ?? '');
  Object.defineProperty(one, 'webkitRelativePath', { value: path });
  return one;
}

for (const [way, carrying] of [
  ['entries', transferOf],
  ['handles', transferWithHandles],
] as const) {
  describe(`a dropped folder, by its ${way}`, () => {
    it('is read to the end, not only its first hundred entries', async () => {
      const many = Array.from({ length: 250 }, (_, index) => leaf(`${index}.txt`));
      const tree = folder('album', [folder('inner', many), leaf('last.txt')]);
      const { files } = await read(carrying(tree, leaf('beside.txt')), signal);
      expect(files).to.have.length(252);
      expect(names(files.slice(-2))).to.deep.equal(['last.txt', 'beside.txt']);
    });

    it('is in natural order, whatever order the browser reads it in', async () => {
      const tree = folder('f', [
        leaf('10.txt'),
        folder('3', [leaf('x.txt')]),
        leaf('9.txt'),
        leaf('01.txt'),
        leaf('1.txt'),
      ]);
      const { files, paths } = await read(carrying(tree), signal);
      expect(files.map((each) => paths.get(each))).to.deep.equal([
        ...['f/01.txt', 'f/1.txt', 'f/3/x.txt', 'f/9.txt', 'f/10.txt'],
      ]);
    });

    it('keeps the name of what it could not read', async () => {
      const tree = folder('album', [leaf('bad.txt', null), leaf('ok.txt'), locked('private')]);
      const { files, unreadable } = await read(carrying(tree), signal);
      expect(names(files)).to.deep.equal(['bad.txt', 'ok.txt', 'private']);
      expect(names(unreadable)).to.have.members(['bad.txt', 'private']);
    });

    it('leaves out what systems put there for themselves, and nothing else', async () => {
      const litter = ['.DS_Store', 'Thumbs.db', 'desktop.ini', '._a.txt'].map((name) => leaf(name));
      const tree = folder('f', [...litter, leaf('.env'), folder('__MACOSX', [leaf('x.txt')])]);
      const { files } = await read(carrying(tree, leaf('Thumbs.db')), signal);
      expect(names(files)).to.deep.equal(['.env', 'Thumbs.db']);
    });

    it('says which folder is empty', async () => {
      const hollow = folder('hollow', [folder('inner', []), leaf('.DS_Store')]);
      const { files, emptyFolders } = await read(carrying(hollow, leaf('a.txt')), signal);
      expect(names(files)).to.deep.equal(['a.txt']);
      expect(emptyFolders).to.deep.equal(['hollow']);
    });

    it('may be as deep as it likes', async () => {
      let tree = folder('bottom', [leaf('a.txt')]);
      for (let depth = 0; depth < 500; depth += 1) tree = folder('d', [tree]);
      const { files, paths } = await read(carrying(tree), signal);
      expect(paths.get(files[0]!)?.split('/')).to.have.length(502);
    });

    it('is not read on when nobody wants it any more', async () => {
      const controller = new AbortController();
      const reading = read(carrying(folder('album', [leaf('a.txt')])), controller.signal);
      controller.abort(new Error('enough'));
      const outcome = await reading.catch((error: unknown) => error);
      expect((outcome as Error).message).to.equal('enough');
    });

    it('brings what opens its files again, where the browser has it', async () => {
      const tree = folder('album', [
        leaf('a.txt'),
        leaf('bad.txt', null),
        folder('b', [leaf('c.txt')]),
      ]);
      const { files, handles } = await read(carrying(tree), signal);
      expect(files).to.have.length(3);
      const opened = way === 'handles' ? ['a.txt', 'c.txt'] : [];
      expect(Array.from(handles, ([one, { name }]) => [one.name, name])).to.have.deep.members(
        opened.map((name) => [name, name]),
      );
    });

    it('of nothing is nothing', async () => {
      expect((await read(new DataTransfer(), signal)).files).to.be.empty;
    });
  });
}

describe('a picked folder', () => {
  it('is in the same order and without litter', async () => {
    const chosen = ['f/b/2.txt', 'f/b/10.txt', 'f/.DS_Store', 'f/a.txt', 'f/__MACOSX/a.txt'];
    const { files, paths, emptyFolders } = await filesOfFolder(chosen.map(picked));
    const found = files.map((each) => paths.get(each));
    expect(found).to.deep.equal(['f/a.txt', 'f/b/2.txt', 'f/b/10.txt']);
    expect(emptyFolders).to.be.empty;
  });

  it('says when there is only litter in it', async () => {
    const { files, emptyFolders } = await filesOfFolder([picked('f/Thumbs.db')]);
    expect(files).to.be.empty;
    expect(emptyFolders).to.deep.equal(['f']);
    expect((await filesOfFolder([])).emptyFolders).to.be.empty;
  });
});
