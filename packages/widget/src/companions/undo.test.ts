import { expect } from '@open-wc/testing';
import type { DirectUpload } from '../direct-upload.js';
import type { ResumeRecord } from '../engine/index.js';
import { fakeNetwork, file } from '../testing/fakes.js';
import { buttons, mount, part, press, rows, submitted, type Mounted } from '../testing/mount.js';
import { anyGrant, recordOf, storeOf } from '../testing/records.js';
import { waitUntil } from '../testing/wait-until.js';

/** The time to take a removal back passes when a test says so. */
const SIX_SECONDS = 6_000;
const waiting = new Map<unknown, () => void>();
const { setTimeout: start, clearTimeout: stop } = globalThis;

beforeEach(() => {
  globalThis.setTimeout = ((work: () => void, ms?: number, ...values: unknown[]) => {
    if (ms !== SIX_SECONDS) return start(work, ms, ...values);
    const timer = {};
    waiting.set(timer, work);
    return timer;
  }) as typeof setTimeout;
  globalThis.clearTimeout = (timer) => {
    if (!waiting.delete(timer)) stop(timer);
  };
});
afterEach(() => {
  Object.assign(globalThis, { setTimeout: start, clearTimeout: stop });
  waiting.clear();
});

function passTime(): void {
  const works = [...waiting.values()];
  waiting.clear();
  for (const work of works) work();
}

const notice = (field: DirectUpload): string =>
  part(field, 'notice').textContent.replaceAll(/\s+/g, ' ').trim();
const names = (field: DirectUpload): string[] => field.uploads.map((upload) => upload.file.name);

/** `ready.txt` is uploaded, `a.txt` and `b.txt` are on their way. */
async function underWay(): Promise<Mounted> {
  const mounted = await mount({ multiple: true });
  const { field, net } = mounted;
  field.addFiles([file('ready.txt')]);
  await waitUntil(() => rows(field)[0]?.endsWith('Uploaded'));
  net.stuck = true;
  field.addFiles([file('a.txt'), file('b.txt')]);
  await waitUntil(() => rows(field).filter((row) => row.includes('Uploading')).length === 2);
  return mounted;
}

/** Presses a button for all and waits until that shows. */
async function pressAll(field: DirectUpload, label: string): Promise<void> {
  press(field, label);
  await field.updateComplete;
}

/** A field that lists these files as interrupted. */
async function interrupted(
  left: readonly File[],
  properties: Partial<Omit<DirectUpload, 'style'>>,
): Promise<Mounted> {
  const resume = { scope: 'here', store: storeOf(...left.map(recordHere)) };
  const net = fakeNetwork({ resume });
  const mounted = await mount({ uploader: net.uploader, multiple: true, ...properties });
  await net.uploader.restore();
  await waitUntil(() => rows(mounted.field).length === left.length);
  return { ...mounted, net };
}

const recordHere = (left: File): ResumeRecord =>
  recordOf(left, 'here', { ...anyGrant, token: left.name });

describe('“Cancel all”', () => {
  it('can be taken back: what was sent goes on without a new grant', async () => {
    const { form, field, net } = await underWay();
    await pressAll(field, 'Cancel all');
    expect(names(field)).to.deep.equal(['ready.txt']);
    expect(notice(field)).to.equal('2 files cancelled. Undo');
    expect(form.checkValidity()).to.equal(true);
    expect(net.aborted).to.deep.equal([]);
    await pressAll(field, 'Undo');
    expect(names(field)).to.deep.equal(['ready.txt', 'a.txt', 'b.txt']);
    expect(notice(field)).to.equal('');
    net.release();
    await waitUntil(() => submitted(form).length === 3);
    expect(net.declared).to.deep.equal(['ready.txt', 'a.txt', 'b.txt']);
    passTime();
    expect(names(field)).to.have.length(3);
  });

  it('sends nothing meanwhile, and gives everything up after six seconds', async () => {
    const { field, net } = await underWay();
    await pressAll(field, 'Cancel all');
    net.release();
    expect(field.uploader.uploads.map(({ state }) => state.status)).to.deep.equal([
      ...['done', 'paused', 'paused'],
    ]);
    passTime();
    await field.updateComplete;
    expect(field.uploader.uploads.map((upload) => upload.file.name)).to.deep.equal(['ready.txt']);
    await waitUntil(() => net.aborted.length === 2);
    expect(notice(field)).to.equal('');
  });

  it('holds what the page sets going meanwhile', async () => {
    const { field } = await underWay();
    await pressAll(field, 'Cancel all');
    field.resume();
    await waitUntil(() =>
      field.uploader.uploads.slice(1).every(({ state }) => state.status === 'paused'),
    );
    expect(names(field)).to.deep.equal(['ready.txt']);
  });

  it('keeps the limit of files: none of those that come continues what was taken away', async () => {
    const left = [file('a.txt'), file('b.txt')];
    const { field } = await interrupted(left, { maxFiles: 2 });
    await pressAll(field, 'Cancel all');
    const added = field.addFiles([...left, file('c.txt')]);
    const refused = added.flatMap(({ state }) => (state.status === 'failed' ? state.error : []));
    expect(refused.map(({ code }) => code)).to.deep.equal(['too-many']);
    expect(names(field)).to.deep.equal(['a.txt', 'b.txt', 'c.txt']);
  });

  it('hides no upload of another uploader when it is final', async () => {
    const { form } = await mount();
    const [first, second] = [1, 2].map(() => {
      const field = document.createElement('direct-upload');
      const { signer } = Object.assign(fakeNetwork(), { silent: true });
      return Object.assign(field, { name: 'own', multiple: true, signer });
    }) as [DirectUpload, DirectUpload];
    form.append(first, second);
    first.addFiles([file('a.txt')]);
    second.addFiles([file('b.txt'), file('c.txt')]);
    await waitUntil(() => rows(second).length === 2);
    await pressAll(second, 'Cancel all');
    passTime();
    // Now the second is the first of this name, and takes over what that was sending.
    first.remove();
    await waitUntil(() => names(first).length === 0);
    expect(names(second)).to.deep.equal(['a.txt']);
  });

  it('leaves alone what waits for somebody to start it', async () => {
    const { field, net } = await mount({ multiple: true }, { autostart: false });
    field.addFiles([file('a.txt'), file('b.txt')]);
    await field.updateComplete;
    await pressAll(field, 'Cancel all');
    await pressAll(field, 'Undo');
    expect(rows(field).every((row) => row.endsWith('Waiting'))).to.equal(true);
    expect(net.declared).to.deep.equal([]);
  });
});

describe('“Remove all”', () => {
  async function uploaded(...all: readonly string[]): Promise<Mounted> {
    const mounted = await mount({ multiple: true, required: true });
    mounted.field.addFiles(all.map((name) => file(name)));
    await waitUntil(() => submitted(mounted.form).length === all.length);
    await mounted.field.updateComplete;
    return mounted;
  }

  it('can be taken back, and the form is true all the time', async () => {
    const { form, field } = await uploaded('a.txt', 'b.txt');
    const told: string[] = [];
    for (const type of ['change', 'upload-complete']) {
      field.addEventListener(type, () => told.push(`${type} ${field.receipts.length}`));
    }
    await pressAll(field, 'Remove all');
    expect(submitted(form)).to.deep.equal([]);
    expect(form.checkValidity()).to.equal(false);
    expect(notice(field)).to.equal('2 files removed. Undo');
    await pressAll(field, 'Undo');
    expect(submitted(form)).to.have.length(2);
    expect(form.checkValidity()).to.equal(true);
    expect(told).to.deep.equal(['change 0', 'change 2'], 'nothing is told to be complete again');
  });

  it('is final when the form is submitted', async () => {
    const { form, field } = await uploaded('a.txt', 'b.txt');
    field.required = false;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
    });
    await pressAll(field, 'Remove all');
    form.requestSubmit();
    expect(field.uploader.uploads).to.deep.equal([]);
    await field.updateComplete;
    expect(notice(field)).to.equal('');
  });

  it('is final when the element or the page is left, and not when the element is moved', async () => {
    const { form, field } = await uploaded('a.txt', 'b.txt');
    await pressAll(field, 'Remove all');
    form.append(field);
    await field.updateComplete;
    expect(notice(field)).to.equal('2 files removed. Undo');
    field.remove();
    await waitUntil(() => field.uploader.uploads.length === 0);
    const other = await uploaded('a.txt', 'b.txt');
    await pressAll(other.field, 'Remove all');
    dispatchEvent(new Event('pagehide'));
    expect(other.field.uploader.uploads).to.deep.equal([]);
  });

  it('is final when other files come, the form is reset, or the uploader is another one', async () => {
    const ends: ((mounted: Mounted) => void)[] = [
      ({ field }) => field.addFiles([file('c.txt')]),
      ({ form }) => {
        form.reset();
      },
      ({ field }) => (field.uploader = undefined as unknown as typeof field.uploader),
    ];
    for (const end of ends) {
      const mounted = await uploaded('a.txt', 'b.txt');
      await pressAll(mounted.field, 'Remove all');
      end(mounted);
      await mounted.field.updateComplete;
      const left = mounted.net.uploader.uploads.map((upload) => upload.file.name);
      expect(left.filter((name) => name !== 'c.txt')).to.deep.equal([]);
      expect(buttons(part(mounted.field, 'notice'))).to.deep.equal([]);
    }
  });

  it('leaves the time to whoever has the pointer or the keyboard at the button', async () => {
    const { field } = await uploaded('a.txt', 'b.txt');
    await pressAll(field, 'Remove all');
    const button = part(field, 'undo');
    const around = button.parentElement!;
    for (const [come, leave] of [
      ['pointerenter', 'pointerleave'],
      ['focusin', 'focusout'],
    ] as const) {
      around.dispatchEvent(new Event(come));
      expect(waiting.size).to.equal(0, come);
      around.dispatchEvent(new Event(leave));
      expect(waiting.size).to.equal(1, leave);
    }
    around.dispatchEvent(new Event('pointerenter'));
    button.focus();
    expect(field.shadowRoot!.activeElement).to.equal(button);
    around.dispatchEvent(new Event('pointerleave'));
    expect(waiting.size).to.equal(0, 'the focus is still there');
    button.blur();
    expect(waiting.size).to.equal(1);
  });

  it('is spoken once, with the way back, where it is shown', async () => {
    const { field } = await uploaded('a.txt', 'b.txt');
    await pressAll(field, 'Remove all');
    expect(part(field, 'notice').getAttribute('role')).to.equal('status');
    expect(part(field, 'announcement').textContent).not.to.contain('removed');
  });

  it('leaves the focus at the zone, one step before “Undo”', async () => {
    const { field } = await uploaded('a.txt', 'b.txt');
    const all = part(field, 'remove');
    all.focus();
    await pressAll(field, 'Remove all');
    expect(field.shadowRoot!.activeElement).to.equal(part(field, 'button'));
    expect(buttons(field.shadowRoot!)).to.deep.equal(['Choose files', 'Undo']);
  });
});

describe('“Remove failed”', () => {
  it('can be taken back', async () => {
    const { field, net } = await mount({ multiple: true });
    net.refuse.add('a.txt');
    field.addFiles([file('a.txt'), file('b.txt')]);
    await waitUntil(() => rows(field)[0]?.includes('The service said'));
    await waitUntil(() => rows(field)[1]?.endsWith('Uploaded'));
    await pressAll(field, 'Remove failed');
    expect(names(field)).to.deep.equal(['b.txt']);
    expect(notice(field)).to.equal('1 file removed. Undo');
    await pressAll(field, 'Undo');
    expect(names(field)).to.deep.equal(['a.txt', 'b.txt']);
  });
});
