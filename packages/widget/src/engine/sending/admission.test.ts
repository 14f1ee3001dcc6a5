import { expect } from '@open-wc/testing';
import { createAdmission } from './admission.js';
import type { UploadSnapshot } from '../snapshot.js';
import { noProgress, type UploadState } from '../state.js';

const MiB = 1024 * 1024;
const KiB = 1024;

function uploads(
  count: number,
  size: number,
  status: 'queued' | 'preparing' | 'uploading' | 'completing',
): { snapshot: UploadSnapshot }[] {
  const state: UploadState = { status, progress: noProgress(size) };
  const file = { name: 'a', size, type: '' };
  return Array.from({ length: count }, () => ({
    snapshot: { id: '', file, state, source: 'file', kept: false },
  }));
}

/** How many of a thousand more of that size may begin. */
function admitted(underWay: readonly { snapshot: UploadSnapshot }[], size: number): number {
  const admits = createAdmission(underWay, 6);
  return uploads(1000, size, 'queued').filter((next) => admits(next)).length;
}

describe('createAdmission', () => {
  it('uses every connection, whatever the sizes', () => {
    expect(admitted([], 1000 * MiB)).to.equal(6);
    expect(admitted(uploads(4, 1000 * MiB, 'uploading'), 1000 * MiB)).to.equal(2);
    expect(admitted(uploads(6, 1000 * MiB, 'uploading'), 1)).to.equal(0);
  });

  it('takes on small files ahead, by number and by bytes', () => {
    expect(admitted([], 10 * KiB)).to.equal(250);
    expect(admitted([], MiB)).to.equal(64);
  });

  it('tops up when half is left, and by all that has room', () => {
    expect(admitted(uploads(126, 10 * KiB, 'preparing'), 10 * KiB)).to.equal(0);
    expect(admitted(uploads(125, 10 * KiB, 'preparing'), 10 * KiB)).to.equal(125);
    expect(admitted(uploads(33, MiB, 'preparing'), MiB)).to.equal(0);
    expect(admitted(uploads(32, MiB, 'preparing'), MiB)).to.equal(32);
  });

  it('is not held up by what the signer completes', () => {
    expect(admitted(uploads(250, MiB, 'completing'), MiB)).to.equal(64);
  });
});
