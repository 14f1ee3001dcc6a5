/**
 * What the stories in three engines share: a page with the field in a frame, real storage and signer behind it.
 *
 * @module
 */
import type { DirectUpload } from '../../../packages/widget/src/define.js';

/** Where signer and storage are: `/__backend.json` of the test server. */
interface Addresses {
  readonly endpoint: string;
}

/** A page of `stories/pages` in a frame. */
export interface StoryPage {
  readonly frame: HTMLIFrameElement;
  readonly document: Document;
  readonly form: HTMLFormElement;
  readonly field: DirectUpload;
}

/** Opens `form.html` in a frame of its own, whose field asks the real signer. */
export async function openForm(): Promise<StoryPage> {
  const frame = document.createElement('iframe');
  frame.width = '800';
  frame.height = '600';
  frame.src = pageUrl('form.html');
  document.body.append(frame);
  await loaded(frame);
  return look(frame);
}

/** The address of a page. */
export function pageUrl(name: string): string {
  return new URL(`/test/src/stories/pages/${name}`, location.href).href;
}

/** The frame's next `load`. */
export function loaded(frame: HTMLIFrameElement): Promise<void> {
  return new Promise((resolve) => {
    frame.addEventListener(
      'load',
      () => {
        resolve();
      },
      { once: true },
    );
  });
}

/** The page that is in the frame now, its field ready for use. */
export async function look(frame: HTMLIFrameElement): Promise<StoryPage> {
  const page = frame.contentDocument;
  const form = page?.forms[0];
  const field = page?.querySelector('direct-upload');
  if (!page || !form || !field) throw new Error('the frame shows another page');
  await frame.contentWindow!.customElements.whenDefined('direct-upload');
  const { endpoint } = (await (await fetch('/__backend.json')).json()) as Addresses;
  field.endpoint = endpoint;
  await field.updateComplete;
  return { frame, document: page, form, field };
}

/** A file that begins with random bytes: no two are alike. */
export function randomFile(name: string, size = 1000): File {
  const bytes = new Uint8Array(size);
  // Browsers hand out 64 KiB of randomness at a time; the rest may be zeros.
  crypto.getRandomValues(bytes.subarray(0, 65_536));
  return new File([bytes], name, { type: 'text/plain' });
}

/** Resolves when every upload in the list is verified. */
export function verified(field: DirectUpload, count: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const check = (): void => {
      const failed = field.uploads.find(({ state }) => state.status === 'failed');
      if (failed?.state.status === 'failed') reject(failed.state.error);
      else if (field.receipts.length === count) resolve();
    };
    field.addEventListener('upload-change', check);
    check();
  });
}
