/**
 * Uploads that stand still in a chosen state: for tests and pictures of what each state looks like.
 *
 * @module
 */
import { UploadError, type Uploader } from '../engine/index.js';
import type { UploadSnapshot, UploadState, UploadStatus } from '../engine/index.js';

/** One upload in a state, with 43 % of its bytes sent where that means something; of a running one a quarter is confirmed. */
export function still(
  id: number,
  status: UploadStatus,
  name = `${status}.jpg`,
  size = 12_300_000,
  error = new UploadError('network', 'The connection broke again and again. Try it once more.'),
): UploadSnapshot {
  const moving = status === 'uploading' || status === 'paused' || status === 'failed';
  const sent = moving ? Math.round(size * 0.437) : status === 'done' ? size : 0;
  const progress = {
    ...{ sent, confirmed: status === 'uploading' ? size / 4 : sent, total: size },
    bytesPerSecond: status === 'uploading' ? 1_240_000 : 0,
  };
  const state: UploadState =
    status === 'done'
      ? { status, progress, receipt: `receipt.${id}` }
      : status === 'failed'
        ? { status, progress, error }
        : { status, progress };
  const file = { name, size, type: typeOf(name) };
  return { id: `still-${id}`, file, source: 'file', kept: false, state };
}

/** Every state once. */
export function everyState(): readonly UploadSnapshot[] {
  const states: readonly UploadStatus[] = [
    ...(['uploading', 'completing', 'preparing', 'queued'] as const),
    ...(['paused', 'done', 'failed', 'cancelled'] as const),
  ];
  return states.map((status, index) => still(index, status));
}

/** Two uploads of an earlier visit: one whose file can be opened again, one whose file has to be chosen. */
export function interrupted(): readonly UploadSnapshot[] {
  const left = (id: number, name: string, source: UploadSnapshot['source']): UploadSnapshot => {
    const progress = { sent: 0, confirmed: 0, total: 734_000_000, bytesPerSecond: 0 };
    return {
      ...still(id, 'paused', name, 734_000_000),
      source,
      state: { status: 'paused', progress },
    };
  };
  return [left(1, 'holiday.mp4', 'handle'), left(2, 'backup.zip', 'missing')];
}

/** One that is sent and of whose progress the browser tells nothing. */
export function unknown(id: number): UploadSnapshot {
  const progress = { sent: 0, confirmed: 0, total: 12_300_000, bytesPerSecond: 0 };
  return { ...still(id, 'uploading'), state: { status: 'uploading', progress } };
}

/** One of which so many bytes are sent, and so many of them confirmed. */
export function sent(id: number, bytes: number, confirmed: number, total = 100): UploadSnapshot {
  const progress = { sent: bytes, confirmed, total, bytesPerSecond: 0 };
  return { ...still(id, 'uploading'), state: { status: 'uploading', progress } };
}

/** The same, chosen with its folder. */
export function inFolder(upload: UploadSnapshot, folder: string): UploadSnapshot {
  return { ...upload, file: { ...upload.file, path: `${folder}/${upload.file.name}` } };
}

/** An uploader that only shows; commands do nothing. `show` puts another list in. */
export function stillUploader(uploads: readonly UploadSnapshot[]): Uploader & {
  show(uploads: readonly UploadSnapshot[]): void;
} {
  const nothing = (): void => undefined;
  const source = Object.assign(new EventTarget(), {
    ...{ uploads, autostart: true, start: nothing, pause: nothing, resume: nothing },
    ...{ retry: nothing, cancel: nothing, clear: nothing, close: nothing },
    add: () => [],
    fileOf: () => undefined,
    awaits: () => undefined,
    restore: () => Promise.resolve([]),
    show(next: readonly UploadSnapshot[]) {
      source.uploads = next;
      source.dispatchEvent(new Event('change'));
    },
  });
  return source as unknown as ReturnType<typeof stillUploader>;
}

function typeOf(name: string): string {
  const extension = name.split('.').pop() ?? '';
  const types: Readonly<Record<string, string>> = {
    ...{ jpg: 'image/jpeg', png: 'image/png', mp4: 'video/mp4', mp3: 'audio/mpeg' },
    ...{ pdf: 'application/pdf', txt: 'text/plain', zip: 'application/zip' },
  };
  return types[extension] ?? '';
}
