/**
 * What the field means to its form: the entries it submits, the state the browser keeps for it, and why it may not be
 * submitted yet. Pure functions over snapshots.
 *
 * @module
 */
import type { UploadSnapshot } from '../engine/index.js';
import type { Messages } from '../i18n/messages.js';
import { totalsOf } from '../totals.js';

/** Receipts of the finished uploads, in the order of the list. */
export function receiptsOf(uploads: readonly UploadSnapshot[]): readonly string[] {
  return uploads.flatMap(({ state }) => (state.status === 'done' ? [state.receipt] : []));
}

/** Who is given them: the element's internals, or whoever wants to know. */
export interface FormTarget {
  setFormValue(entries: FormData, state: string): void;
}

/** Gives the browser what the form submits, and what it keeps for the field. */
export type GiveForm = (
  target: FormTarget,
  name: string,
  uploads: readonly UploadSnapshot[],
) => void;

/**
 * The browser's own way. One entry per receipt under the field's name, as a native file field submits one per file; and for
 * back/forward and reload what finished. Bytes on their way cannot be kept here.
 */
export const giveForm: GiveForm = (target, name, uploads) => {
  const entries = new FormData();
  const kept: SavedUpload[] = [];
  for (const { file, state } of uploads) {
    if (state.status !== 'done') continue;
    const { receipt, at } = state;
    if (name) entries.append(name, receipt);
    kept.push({ ...file, receipt, ...(at !== undefined && { at }) });
  }
  target.setFormValue(entries, JSON.stringify(kept));
};

/** What is kept of a finished upload. */
export type SavedUpload = UploadSnapshot['file'] & {
  readonly receipt: string;
  /** When it came, by this machine's clock. */
  readonly at?: number;
};

/** Why the field is invalid. */
export interface Issue {
  readonly flags: ValidityStateFlags;
  readonly message: string;
}

/** The field's own part in its validity. */
export interface FieldState {
  readonly required: boolean;
  readonly multiple: boolean;
  /** Dropped folders that are still being read: files are about to come. */
  readonly reading: number;
  /** Uploads wait for somebody to start them. */
  readonly manual: boolean;
  /** The form waits for what is unfinished by itself. */
  readonly waits: boolean;
}

/** `undefined` if the form may be submitted. */
export function issueOf(
  uploads: readonly UploadSnapshot[],
  text: Messages,
  { required, multiple, reading, manual, waits }: FieldState,
): Issue | undefined {
  const totals = totalsOf(uploads);
  const { failed, retryable, done, interrupted, queued, running } = totals;
  const held = totals.paused - interrupted;
  // While others run, what is queued may have been started and wait for its turn.
  const unstarted = manual && running === 0 ? queued : 0;
  const moving = running + queued - unstarted + reading;
  const custom = (message: string): Issue => ({ flags: { customError: true }, message });
  // First what only a person can put right: nobody should wait for what does not move.
  if (interrupted > 0) return custom(text.interruptions(interrupted));
  if (failed > 0) return custom(text.unresolved(failed, retryable));
  if (held > 0 && !waits) return custom(text.held(held));
  if (unstarted > 0 && !waits) return custom(text.unstarted(unstarted));
  if (moving > 0 && !waits) return custom(text.unfinished(moving));
  // Two can be there where an earlier visit left one and the browser restored another.
  if (!multiple && done > 1) return custom(text.tooMany(1));
  if (required && done + held + unstarted + moving === 0) {
    return { flags: { valueMissing: true }, message: text.required(multiple) };
  }
  return undefined;
}
