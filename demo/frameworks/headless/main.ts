/** An interface of one's own on the bare engine: rows that follow the uploads, and their receipts in the form. @module */
import { canRetry, fetchSigner, Uploader } from '@direct-upload/widget/engine';
import type { UploadSnapshot, UploadState } from '@direct-upload/widget/engine';

type Command = 'pause' | 'resume' | 'retry' | 'clear';

const uploader = new Uploader({ signer: fetchSigner('/uploads') });
const form = document.querySelector('form')!;
const picker = form.querySelector<HTMLInputElement>('[type=file]')!;
const status = form.querySelector('[role=status]')!;
const template = document.querySelector('template')!;
const rows = new Map<string, HTMLElement>();

function createRow({ id, file }: UploadSnapshot): HTMLElement {
  const row = template.content.querySelector('li')!.cloneNode(true) as HTMLElement;
  row.querySelector('bdi')!.textContent = file.name;
  row.addEventListener('click', ({ target }) => {
    if (target instanceof HTMLButtonElement) uploader[target.value as Command](id);
  });
  form.querySelector('ul')!.append(row);
  rows.set(id, row);
  return row;
}

/** What can be done with an upload follows from its state. */
function isOffered(command: string, state: UploadState): boolean {
  if (command === 'pause') return ['queued', 'preparing', 'uploading'].includes(state.status);
  if (command === 'resume') return state.status === 'paused';
  if (command === 'retry') return state.status === 'failed' && canRetry(state.error);
  return true;
}

function showUpload(upload: UploadSnapshot): void {
  const { state } = upload;
  const row = rows.get(upload.id) ?? createRow(upload);
  const progress = row.querySelector('progress')!;
  // A file of 0 bytes has no progress to show.
  progress.max = state.progress.total || 1;
  progress.value = state.status === 'done' ? progress.max : state.progress.sent;
  row.querySelector('span')!.textContent =
    state.status === 'failed' ? state.error.message : state.status;
  for (const button of row.querySelectorAll('button')) {
    button.hidden = !isOffered(button.value, state);
  }
  const receipt = row.querySelector('input')!;
  receipt.disabled = state.status !== 'done';
  if (state.status === 'done') receipt.value = state.receipt;
}

function showAll(): void {
  const { uploads } = uploader;
  const listed = new Set(uploads.map(({ id }) => id));
  for (const [id, row] of rows) if (!listed.has(id) && rows.delete(id)) row.remove();
  uploads.forEach(showUpload);
  const done = uploads.filter(({ state }) => state.status === 'done').length;
  status.textContent = `${done} of ${uploads.length} stored and verified`;
  picker.setCustomValidity(done < uploads.length ? 'Wait until every file is stored.' : '');
}

uploader.addEventListener('change', showAll);
picker.addEventListener('change', () => {
  uploader.add([...(picker.files ?? [])]);
  // So that the same file can be chosen again.
  picker.value = '';
});
