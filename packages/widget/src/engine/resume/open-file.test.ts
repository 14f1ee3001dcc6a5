import { expect } from '@open-wc/testing';
import { openFile } from './open-file.js';
import { newSession, type UploadSession } from '../session.js';

const file = new File(['abc'], 'a.txt', { type: 'text/plain', lastModified: 1000 });

function session(found: File | Error, permission: PermissionState = 'granted'): UploadSession {
  const handle = {
    requestPermission: () => Promise.resolve(permission),
    getFile: () => (found instanceof Error ? Promise.reject(found) : Promise.resolve(found)),
  } as unknown as FileSystemFileHandle;
  return { ...newSession(file, handle), file: undefined };
}
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'fine',
    (error: unknown) => (error as { code: string }).code,
  );

describe('openFile', () => {
  it('opens the very file', async () => {
    expect(await openFile(session(file))).to.equal(file);
  });

  it('refuses a file that was changed since', async () => {
    const longer = new File(['abcd'], 'a.txt', { lastModified: 1000 });
    const later = new File(['abd'], 'a.txt', { lastModified: 2000 });
    expect(await codeOf(openFile(session(longer)))).to.equal('file-changed');
    expect(await codeOf(openFile(session(later)))).to.equal('file-changed');
  });

  it('says when it is gone, or may not be read', async () => {
    const gone = new DOMException('gone', 'NotFoundError');
    expect(await codeOf(openFile(session(gone)))).to.equal('file-unreadable');
    expect(await codeOf(openFile(session(file, 'denied')))).to.equal('file-unreadable');
    expect(await codeOf(openFile({ ...session(file), handle: undefined }))).to.equal(
      'file-unreadable',
    );
  });
});
