/**
 * Why running uploads stand still, as people read it.
 *
 * @module
 */
import type { UploadSnapshot, UploadState } from './engine/index.js';
import type { View } from './view.js';

/** Preparing, uploading or completing. */
type RunningState = Extract<
  UploadState,
  { readonly status: 'preparing' | 'uploading' | 'completing' }
>;

function isRunning(state: UploadState): state is RunningState {
  return (
    state.status === 'preparing' || state.status === 'uploading' || state.status === 'completing'
  );
}

/** What one upload waits for, `''` if for nothing that a person has to know. */
export function standstillOf(state: UploadState, { text, offline }: View): string {
  if (!isRunning(state)) return '';
  const code = state.retrying?.code;
  // Silence is no word of a server: bytes wait somewhere on the way.
  if (offline || code === 'offline' || code === 'timeout') return text.offline;
  return state.retrying ? text.unreachable : '';
}

/** What all of them wait for; `''` while one of them moves, and where none is running. */
export function commonStandstill(uploads: readonly UploadSnapshot[], view: View): string {
  let common = '';
  for (const { state } of uploads) {
    if (!isRunning(state)) continue;
    common = standstillOf(state, view);
    if (common === '') return '';
  }
  return common;
}
