import { expect } from '@open-wc/testing';
import type { DirectUpload } from '../direct-upload.js';
import { UploadError, type UploadSnapshot } from '../engine/index.js';
import { fakeNetwork, file } from '../testing/fakes.js';
import { mount, part, parts, press, rows } from '../testing/mount.js';
import { anyGrant, handleTo, recordOf, storeOf } from '../testing/records.js';
import { interrupted, still, stillUploader, unknown } from '../testing/stills.js';
import { waitUntil } from '../testing/wait-until.js';

/** Puts a value in place of a property of the browser, until the test is over. */
const undo: (() => void)[] = [];
function stub(owner: object, name: string, value: unknown): void {
  const own = Object.getOwnPropertyDescriptor(owner, name);
  Object.defineProperty(owner, name, { configurable: true, value });
  undo.push(() => {
    if (own) Object.defineProperty(owner, name, own);
    else Reflect.deleteProperty(owner, name);
  });
}
afterEach(() => {
  for (const back of undo.splice(0).reverse()) back();
});

function turnVisible(state: DocumentVisibilityState): void {
  stub(document, 'visibilityState', state);
  document.dispatchEvent(new Event('visibilitychange'));
}

/** How many wake locks were asked for, and how many of them are held. */
function watchLocks(refuse = false): { asked: number; held: number } {
  const locks = { asked: 0, held: 0 };
  const request = async (type: string): Promise<unknown> => {
    expect(type).to.equal('screen');
    locks.asked += 1;
    if (refuse) throw new DOMException('battery', 'NotAllowedError');
    await Promise.resolve();
    locks.held += 1;
    return { release: async () => void (locks.held -= 1) };
  };
  stub(navigator, 'wakeLock', { request });
  return locks;
}

async function uploading(
  properties: Partial<Omit<DirectUpload, 'style'>> = {},
): Promise<Awaited<ReturnType<typeof mount>>> {
  const mounted = await mount(properties);
  mounted.net.stuck = true;
  mounted.field.addFiles([file('a.txt')]);
  await waitUntil(() => rows(mounted.field)[0]?.includes('Uploading'));
  return mounted;
}

describe('the screen', () => {
  it('is kept on while files are sent, and no longer', async () => {
    const locks = watchLocks();
    const { field, net } = await uploading();
    await waitUntil(() => locks.held === 1);
    field.pause();
    await waitUntil(() => locks.held === 0);
    field.resume();
    await waitUntil(() => locks.held === 1);
    net.release();
    await waitUntil(() => rows(field)[0]?.endsWith('Uploaded'));
    await waitUntil(() => locks.held === 0);
    expect(locks.asked).to.equal(2);
  });

  it('is kept on again when the page is seen again', async () => {
    const locks = watchLocks();
    const { field } = await uploading();
    await waitUntil(() => locks.held === 1);
    turnVisible('hidden');
    await waitUntil(() => locks.held === 0);
    field.requestUpdate();
    await field.updateComplete;
    expect(locks.asked).to.equal(1);
    turnVisible('visible');
    await waitUntil(() => locks.held === 1);
    field.remove();
    await waitUntil(() => locks.held === 0);
  });

  it('is left alone where there is no network to wait for, and where it is refused', async () => {
    const locks = watchLocks();
    stub(navigator, 'onLine', false);
    const { field, net } = await mount();
    net.silent = true;
    field.addFiles([file('a.txt')]);
    await waitUntil(() => rows(field)[0]?.includes('Waiting for the network'));
    expect(locks.asked).to.equal(0);
    const refused = watchLocks(true);
    stub(navigator, 'onLine', true);
    const other = await uploading();
    await waitUntil(() => refused.asked === 1);
    other.field.requestUpdate();
    await other.field.updateComplete;
    expect(refused.asked).to.equal(1);
    other.net.release();
    await waitUntil(() => rows(other.field)[0]?.endsWith('Uploaded'));
  });

  it('is left alone while the engine itself finds no network', async () => {
    const locks = watchLocks();
    const [upload] = [still(1, 'uploading')];
    const retrying = new UploadError('offline', 'There is no network connection.');
    const uploader = stillUploader([upload]);
    const { field } = await mount({ uploader });
    await waitUntil(() => locks.held === 1);
    const state = { ...upload.state, retrying } as UploadSnapshot['state'];
    uploader.show([{ ...upload, state }]);
    await field.updateComplete;
    await waitUntil(() => locks.held === 0);
  });

  it('may be the real one', async () => {
    const { field, net } = await uploading();
    net.release();
    await waitUntil(() => rows(field)[0]?.endsWith('Uploaded'));
  });
});

describe('leaving the page', () => {
  /** Whether the browser would ask. */
  const asks = (): boolean => {
    const event = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(event);
    return event.defaultPrevented;
  };

  it('is warned of while something would be lost', async () => {
    const { field, net } = await uploading();
    expect(asks()).to.equal(true);
    field.pause();
    await field.updateComplete;
    expect(asks()).to.equal(true, 'a paused file of one part is not kept');
    field.resume();
    net.release();
    await waitUntil(() => rows(field)[0]?.endsWith('Uploaded'));
    expect(asks()).to.equal(false);
  });

  it('is nobody’s business without a field', async () => {
    const { field } = await uploading();
    expect(asks()).to.equal(true);
    field.remove();
    expect(asks()).to.equal(false);
    // An element outside the page still renders.
    field.requestUpdate();
    await field.updateComplete;
    expect(asks()).to.equal(false);
  });

  it('is free where a later visit can go on with what is paused', async () => {
    const { field } = await mount({ uploader: stillUploader(interrupted()) });
    expect(asks()).to.equal(true, 'these stand-ins are not kept');
    const kept = interrupted().map((upload) => ({ ...upload, kept: true }));
    (field.uploader as ReturnType<typeof stillUploader>).show(kept);
    await field.updateComplete;
    expect(asks()).to.equal(false);
    const left = file('a.bin');
    const record = recordOf(left, 'here', anyGrant, handleTo(left));
    const net = fakeNetwork({ resume: { scope: 'here', store: storeOf(record) } });
    const real = await mount({ uploader: net.uploader });
    await net.uploader.restore();
    await waitUntil(() => rows(real.field).length === 1);
    expect(asks()).to.equal(false);
    net.stuck = true;
    press(real.field, 'Continue a.bin');
    await waitUntil(() => rows(real.field)[0]?.includes('Uploading'));
    expect(asks()).to.equal(true);
    real.field.pause();
    await real.field.updateComplete;
    expect(asks()).to.equal(false);
  });

  it('is listened for only then, so that the page can be kept for going back', async () => {
    const listened: string[] = [];
    const { addEventListener } = window;
    stub(window, 'addEventListener', (...all: Parameters<typeof addEventListener>) => {
      listened.push(all[0]);
      addEventListener.call(window, ...all);
    });
    const { field } = await mount({ uploader: stillUploader([still(1, 'done')]) });
    await field.updateComplete;
    expect(listened).to.not.contain('beforeunload');
    await uploading();
    expect(listened).to.contain('beforeunload');
  });

  it('is still warned of for one field when another is done', async () => {
    await uploading();
    const { field } = await mount({ uploader: stillUploader([still(1, 'done')]) });
    await field.updateComplete;
    expect(asks()).to.equal(true);
  });
});

describe('without a network', () => {
  it('says that it waits, once', async () => {
    const { field } = await uploading({ multiple: true });
    field.addFiles([file('b.txt')]);
    await field.updateComplete;
    const said: string[] = [];
    const region = part(field, 'announcement');
    const observer = new MutationObserver(() => said.push(region.textContent));
    observer.observe(region, { childList: true, characterData: true, subtree: true });
    stub(navigator, 'onLine', false);
    window.dispatchEvent(new Event('offline'));
    await field.updateComplete;
    expect(rows(field)).to.deep.equal([
      'a.txt | 1 kB | Waiting for the network',
      'b.txt | 1 kB | Waiting for the network',
    ]);
    expect(part(field, 'summary-text').textContent).to.contain('Waiting for the network');
    const still = parts(field, 'progress') as HTMLProgressElement[];
    expect(still.every(({ position }) => position >= 0)).to.equal(true);
    field.requestUpdate();
    await field.updateComplete;
    stub(navigator, 'onLine', true);
    window.dispatchEvent(new Event('online'));
    await field.updateComplete;
    expect(rows(field)[0]).to.contain('Uploading');
    observer.disconnect();
    expect(said).to.deep.equal(['Waiting for the network']);
  });

  it('says nothing where nothing waits for it', async () => {
    const uploads = [still(1, 'done'), still(2, 'paused')];
    const { field } = await mount({ uploader: stillUploader(uploads), multiple: true });
    stub(navigator, 'onLine', false);
    window.dispatchEvent(new Event('offline'));
    await field.updateComplete;
    expect(field.shadowRoot?.textContent).to.not.contain('network');
  });
});

describe('a browser that tells no progress', () => {
  it('gets a bar that moves instead of one that stands at nothing', async () => {
    const { field, net } = await mount();
    net.mute = true;
    net.stuck = true;
    field.addFiles([file('a.txt')]);
    await waitUntil(() => rows(field)[0] === 'a.txt | 1 kB | Uploading');
    const bar = part(field, 'progress') as HTMLProgressElement;
    expect(bar.position).to.equal(-1);
    expect(getComputedStyle(bar).animationName).to.equal('slide');
    expect(getComputedStyle(bar).animationDelay).to.equal('1s');
    net.release();
    await waitUntil(() => rows(field)[0]?.endsWith('Uploaded'));
  });

  it('gets the confirmed parts of the others', async () => {
    const uploads = [unknown(1), still(2, 'uploading')];
    const { field } = await mount({ uploader: stillUploader(uploads), multiple: true });
    const bars = parts(field, 'progress') as HTMLProgressElement[];
    expect(bars.map(({ position }) => position)).to.deep.equal([-1, 5375100 / 12300000]);
    expect((part(field, 'total-progress') as HTMLProgressElement).position).to.be.greaterThan(0);
    const { field: alone } = await mount({
      uploader: stillUploader([unknown(1), unknown(2)]),
      multiple: true,
    });
    expect((part(alone, 'total-progress') as HTMLProgressElement).position).to.equal(-1);
    expect(part(alone, 'summary-text').textContent).to.not.contain('%');
  });
});
