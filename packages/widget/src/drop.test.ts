import { aTimeout, expect, waitUntil } from '@open-wc/testing';
import { filesFromDrop } from './files-from-drop.js';
import { file } from './testing/fakes.js';
import { mount, part, rows } from './testing/mount.js';

function carrying(...files: readonly File[]): DataTransfer {
  const transfer = new DataTransfer();
  for (const each of files) transfer.items.add(each);
  return transfer;
}

function drag(target: Element, type: string, dataTransfer: DataTransfer): DragEvent {
  const options = { bubbles: true, composed: true, cancelable: true, dataTransfer };
  const event = new DragEvent(type, options);
  target.dispatchEvent(event);
  return event;
}

/** Entries as a browser hands them out: folders in batches of 100, then an empty one. */
function folder(name: string, children: readonly unknown[]): unknown {
  return {
    ...{ name, isFile: false, isDirectory: true },
    createReader() {
      let at = 0;
      return {
        readEntries(resolve: (some: readonly unknown[]) => void) {
          const some = children.slice(at, at + 100);
          at += 100;
          setTimeout(() => {
            resolve(some);
          });
        },
      };
    },
  };
}

function leaf(name: string, broken = false): unknown {
  return {
    ...{ name, isFile: true, isDirectory: false },
    file(resolve: (file: File) => void, reject: (error: unknown) => void) {
      if (broken) reject(new DOMException('gone', 'NotFoundError'));
      else resolve(file(name));
    },
  };
}

function transferOf(...entries: readonly unknown[]): DataTransfer {
  const items = entries.map((entry) => ({ kind: 'file', webkitGetAsEntry: () => entry }));
  return { items, types: ['Files'], dropEffect: 'none' } as unknown as DataTransfer;
}

const { signal } = new AbortController();

describe('dropping', () => {
  it('adds the files', async () => {
    const { field } = await mount({ multiple: true });
    const event = drag(part(field, 'base'), 'drop', carrying(file('a.txt'), file('b.txt')));
    expect(event.defaultPrevented).to.equal(true);
    await waitUntil(() => rows(field).length === 2);
  });

  it('shows that it may be done, without flicker over what is inside', async () => {
    const { field } = await mount();
    const load = carrying(file('a.txt'));
    const shown: boolean[] = [];
    const look = (): number => shown.push(field.matches(':state(dragging)'));
    drag(part(field, 'dropzone'), 'dragenter', load);
    expect(drag(part(field, 'dropzone'), 'dragover', load).defaultPrevented).to.equal(true);
    await field.updateComplete;
    look();
    // As browsers do: the next element is entered before the last one is left.
    drag(part(field, 'button'), 'dragenter', load);
    drag(part(field, 'dropzone'), 'dragleave', load);
    await field.updateComplete;
    look();
    expect(part(field, 'drop-text').textContent).to.equal('Drop to add');
    drag(part(field, 'button'), 'dragleave', load);
    await field.updateComplete;
    look();
    expect(shown).to.deep.equal([true, true, false]);
  });

  it('is none of its business when it is text that is dragged', async () => {
    const { field } = await mount();
    const text = new DataTransfer();
    text.setData('text/plain', 'hello');
    expect(drag(part(field, 'base'), 'dragover', text).defaultPrevented).to.equal(false);
    expect(field.matches(':state(dragging)')).to.equal(false);
  });

  it('neither adds nor leaves the page while the field is disabled', async () => {
    const { field } = await mount({ disabled: true });
    const load = carrying(file('a.txt'));
    drag(part(field, 'base'), 'dragenter', load);
    expect(drag(part(field, 'base'), 'drop', load).defaultPrevented).to.equal(true);
    await aTimeout(20);
    expect(field.uploads).to.be.empty;
    expect(field.matches(':state(dragging)')).to.equal(false);
  });

  it('keeps the form from being sent while a folder is read', async () => {
    const { form, field } = await mount({ multiple: true });
    const event = new DragEvent('drop', { bubbles: true });
    const transfer = transferOf(folder('album', [leaf('a.txt')]));
    Object.defineProperty(event, 'dataTransfer', { value: transfer });
    part(field, 'base').dispatchEvent(event);
    expect(form.checkValidity()).to.equal(false);
    await waitUntil(() => rows(field)[0] === 'a.txt | 1 kB | Verified');
    expect(form.checkValidity()).to.equal(true);
  });

  it('lists what cannot be read as failed', async () => {
    const { field } = await mount({ multiple: true });
    const event = new DragEvent('drop', { bubbles: true });
    Object.defineProperty(event, 'dataTransfer', { value: transferOf(leaf('gone.txt', true)) });
    part(field, 'base').dispatchEvent(event);
    await waitUntil(() => rows(field)[0]?.includes('This file cannot be read.'));
  });
});

describe('filesFromDrop', () => {
  it('reads folders to the end, not only their first hundred entries', async () => {
    const many = Array.from({ length: 250 }, (_, index) => leaf(`${index}.txt`));
    const tree = folder('album', [folder('inner', many), leaf('last.txt')]);
    const { files } = await filesFromDrop(transferOf(tree, leaf('beside.txt')), signal);
    expect(files).to.have.length(252);
    expect(files.slice(-2).map(({ name }) => name)).to.deep.equal(['last.txt', 'beside.txt']);
  });

  it('keeps the name of what it could not read', async () => {
    const dropped = transferOf(folder('album', [leaf('ok.txt'), leaf('bad.txt', true)]));
    const { files, unreadable } = await filesFromDrop(dropped, signal);
    expect(files.map(({ name }) => name)).to.deep.equal(['ok.txt', 'bad.txt']);
    expect([...unreadable].map(({ name }) => name)).to.deep.equal(['bad.txt']);
  });

  it('stops when told to', async () => {
    const controller = new AbortController();
    const reading = filesFromDrop(transferOf(folder('album', [leaf('a.txt')])), controller.signal);
    controller.abort(new Error('enough'));
    const outcome = await reading.catch((error: unknown) => error);
    expect((outcome as Error).message).to.equal('enough');
  });

  it('takes nothing for nothing', async () => {
    const { files } = await filesFromDrop(new DataTransfer(), signal);
    expect(files).to.be.empty;
  });
});
