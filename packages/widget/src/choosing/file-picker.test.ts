import { toFiles } from '../engine/to-files.js';
import { aTimeout, expect } from '@open-wc/testing';
import type { DirectUpload } from '../direct-upload.js';
import { pickerTypes } from './file-picker.js';
import { drag, read } from '../testing/drops.js';
import { fakeNetwork, file } from '../testing/fakes.js';
import { mount, part, rows, type Mounted } from '../testing/mount.js';
import { handleTo, storeOf } from '../testing/records.js';
import { waitUntil } from '../testing/wait-until.js';

/** Each file's handle, as the engine is told of it. */
function spyOnHandles(): Promise<Mounted & { readonly handles: unknown[] }> {
  const handles: unknown[] = [];
  const { uploader } = fakeNetwork({ resume: { scope: 'here', store: storeOf() } });
  const { add } = uploader;
  uploader.add = (files, check, handleOf) => {
    const list = toFiles(files);
    handles.push(...list.map((each) => handleOf?.(each)));
    return add.call(uploader, list, check, handleOf);
  };
  return mount({ uploader, multiple: true, accept: 'image/*,.txt' }).then((all) => ({
    ...all,
    handles,
  }));
}

/** Moves the pointer there, so that the picker's code comes, and presses the button. */
async function choose(field: DirectUpload): Promise<void> {
  field.dispatchEvent(new PointerEvent('pointerenter'));
  await import('./intake.js');
  await aTimeout(0);
  part(field, 'button').click();
}

/** The picker in place of the browser's, and a person who has just clicked. */
function picker(
  answer: (options: unknown) => Promise<readonly FileSystemFileHandle[]>,
  isActive = true,
): unknown[] {
  const asked: unknown[] = [];
  const stub = (owner: object, name: string, value: unknown): void => {
    Object.defineProperty(owner, name, { configurable: true, value });
  };
  stub(navigator, 'userActivation', { isActive });
  stub(window, 'showOpenFilePicker', (options: unknown) => {
    asked.push(options);
    return answer(options);
  });
  return asked;
}

describe('picking with handles', () => {
  const own = Object.getOwnPropertyDescriptor(window, 'showOpenFilePicker');
  afterEach(() => {
    Reflect.deleteProperty(navigator, 'userActivation');
    if (own) Object.defineProperty(window, 'showOpenFilePicker', own);
    else Reflect.deleteProperty(window, 'showOpenFilePicker');
  });
  const inputClicks = ({ field }: Mounted): { count: number } => {
    const clicks = { count: 0 };
    field.shadowRoot!.querySelector('input')!.click = () => (clicks.count += 1);
    return clicks;
  };

  it('asks for what the field takes, and hands on the handles', async () => {
    const handle = handleTo(file('a.txt'));
    const asked = picker(() => Promise.resolve([handle]));
    const mounted = await spyOnHandles();
    const clicks = inputClicks(mounted);
    await choose(mounted.field);
    await waitUntil(() => rows(mounted.field)[0]?.startsWith('a.txt'));
    expect(mounted.handles).to.deep.equal([handle]);
    expect(clicks.count).to.equal(0);
    const accept = { 'image/*': [], '*/*': ['.txt'] };
    expect(asked).to.deep.equal([
      { multiple: true, types: [{ description: 'Images, TXT', accept }] },
    ]);
  });

  it('lists a file that vanished meanwhile as unreadable', async () => {
    const handle = {
      ...{ kind: 'file', name: 'gone.txt' },
      getFile: () => Promise.reject(new DOMException('gone', 'NotFoundError')),
    } as unknown as FileSystemFileHandle;
    picker(() => Promise.resolve([handle]));
    const { field } = await mount();
    await choose(field);
    await waitUntil(() => rows(field)[0]?.includes('This file cannot be read.'));
  });

  it('leaves it at that when a person chooses nothing, or has a dialog open', async () => {
    const slowly = async (): Promise<never> => {
      await aTimeout(200);
      throw new DOMException('no', 'AbortError');
    };
    for (const answer of [
      slowly,
      () => Promise.reject(new DOMException('open already', 'NotAllowedError')),
    ]) {
      const asked = picker(answer);
      const mounted = await mount();
      const clicks = inputClicks(mounted);
      await choose(mounted.field);
      await aTimeout(250);
      expect([asked.length, clicks.count, mounted.field.uploads.length]).to.deep.equal([1, 0, 0]);
    }
  });

  it('takes the input where the picker does not open', async () => {
    for (const error of [
      new TypeError('no such type'),
      new DOMException('frame', 'SecurityError'),
      new DOMException('intercepted', 'AbortError'),
    ]) {
      picker(() => Promise.reject(error));
      const mounted = await mount();
      const clicks = inputClicks(mounted);
      await choose(mounted.field);
      await waitUntil(() => clicks.count === 1);
    }
  });

  it('takes the input for scripts that click, and where nothing is to be kept', async () => {
    const asked = picker(() => Promise.resolve([]), false);
    const byScript = await mount();
    const clicks = inputClicks(byScript);
    await choose(byScript.field);
    expect(clicks.count).to.equal(1);
    picker(() => Promise.resolve([]));
    const off = await mount({ resumable: false });
    const others = inputClicks(off);
    await choose(off.field);
    expect([others.count, asked.length]).to.deep.equal([1, 0]);
  });

  it('takes the input at once where the picker’s code is not there yet', async () => {
    const asked = picker(() => Promise.resolve([]));
    const mounted = await mount();
    const clicks = inputClicks(mounted);
    part(mounted.field, 'button').click();
    expect([asked.length, clicks.count]).to.deep.equal([0, 1]);
  });

  it('takes the input where a camera is wanted', async () => {
    const asked = picker(() => Promise.resolve([]));
    const mounted = await mount({ capture: 'environment' });
    const clicks = inputClicks(mounted);
    await choose(mounted.field);
    expect([asked.length, clicks.count]).to.deep.equal([0, 1]);
    const input = mounted.field.shadowRoot?.querySelector('input');
    expect(input?.getAttribute('capture')).to.equal('environment');
  });

  it('says what is accepted as the picker wants to hear it', () => {
    expect(pickerTypes([], 'x')).to.deep.equal([]);
    expect(pickerTypes(['text/csv', '.pdf', 'image/*'], 'x')).to.deep.equal([
      {
        description: 'x',
        accept: { 'text/csv': ['.csv'], 'image/*': [], '*/*': ['.pdf'] },
      },
    ]);
  });
});

describe('dropping with handles', () => {
  const { signal } = new AbortController();
  const item = (dropped: File, handle?: unknown): unknown => ({
    kind: 'file',
    webkitGetAsEntry: () => null,
    getAsFile: () => dropped,
    getAsFileSystemHandle: () =>
      handle instanceof Error ? Promise.reject(handle) : Promise.resolve(handle),
  });
  const carrying = (...items: readonly unknown[]): DataTransfer =>
    ({ items, types: ['Files'], dropEffect: 'none' }) as unknown as DataTransfer;

  it('finds one per file, and does without where there is none', async () => {
    const [a, b, c] = [file('a.txt'), file('b.txt'), file('c.txt')] as const;
    const handle = handleTo(b);
    const directory = { kind: 'directory' };
    const transfer = carrying(item(a, directory), item(b, handle), item(c, new Error('no')));
    const { files, handles } = await read(transfer, signal);
    expect(files).to.deep.equal([a, b, c]);
    expect([...handles]).to.deep.equal([[b, handle]]);
  });

  it('asks for all of them while the drop lasts', async () => {
    const asked: string[] = [];
    const late = (name: string): unknown => ({
      ...(item(file(name)) as object),
      getAsFileSystemHandle: () => {
        asked.push(name);
        return aTimeout(5);
      },
    });
    const reading = read(carrying(late('a'), late('b')), signal);
    expect(asked).to.deep.equal(['a', 'b']);
    await reading;
  });

  it('hands them on to the engine', async () => {
    const { field, handles } = await spyOnHandles();
    const dropped = file('a.txt');
    const handle = handleTo(dropped);
    drag(part(field, 'base'), 'drop', carrying(item(dropped, handle)));
    await waitUntil(() => handles.length === 1);
    expect(handles).to.deep.equal([handle]);
  });
});
