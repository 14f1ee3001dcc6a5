import { expect } from '@open-wc/testing';
import { UploadError, type UploadSnapshot } from './engine/index.js';
import { mount, part, parts, rows } from './testing/mount.js';
import { still, stillUploader } from './testing/stills.js';

const down = new UploadError('signer-unavailable', 'no answer');
const SENTENCE = 'The server cannot be reached. Trying again.';

/** The same upload while its server is tried again. */
function stuck(upload: UploadSnapshot, error = down): UploadSnapshot {
  return { ...upload, state: { ...upload.state, retrying: error } as UploadSnapshot['state'] };
}

describe('where a server cannot be reached', () => {
  it('the row says so and that it goes on trying, in every phase', async () => {
    const phases = [still(1, 'preparing'), still(2, 'uploading'), still(3, 'completing')];
    const uploader = stillUploader(phases.map((upload) => stuck(upload)));
    const { field } = await mount({ multiple: true, uploader });
    for (const row of rows(field)) expect(row.split(' | ')[2]).to.equal(SENTENCE);
    expect(part(field, 'summary').textContent).to.contain(SENTENCE);
    uploader.show(phases);
    await field.updateComplete;
    expect(field.shadowRoot!.querySelector('[part=list]')!.textContent).not.to.contain(SENTENCE);
    expect(part(field, 'summary').textContent).not.to.contain(SENTENCE);
  });

  it('and where the browser is wrong about the network, that it goes on', async () => {
    Object.defineProperty(navigator, 'onLine', { configurable: true, value: false });
    try {
      const uploads = [still(1, 'uploading'), still(2, 'uploading')];
      const uploader = stillUploader(uploads);
      const { field } = await mount({ multiple: true, uploader });
      expect(rows(field)[0]).to.contain('Waiting for the network');
      const arrived = uploads.map((upload) => {
        const { progress } = upload.state;
        const more = { ...progress, confirmed: progress.confirmed + 1, sent: progress.sent + 1 };
        return { ...upload, state: { ...upload.state, progress: more } };
      });
      uploader.show(arrived);
      await field.updateComplete;
      for (const row of rows(field)) expect(row).not.to.contain('Waiting');
    } finally {
      Reflect.deleteProperty(navigator, 'onLine');
    }
  });

  it('and where nothing moves, that it waits for the network', async () => {
    const silence = new UploadError('timeout', 'Nothing has moved for some seconds.');
    const uploader = stillUploader([stuck(still(1, 'uploading'), silence)]);
    const { field } = await mount({ uploader });
    expect(rows(field)[0]).to.contain('Waiting for the network');
  });

  it('no old speed is shown beside it', async () => {
    const uploader = stillUploader([still(1, 'uploading')]);
    const { field } = await mount({ uploader });
    expect(parts(field, 'speed').map((it) => it.textContent)).to.not.deep.equal([]);
    uploader.show([stuck(still(1, 'uploading'))]);
    await field.updateComplete;
    expect(parts(field, 'speed')).to.deep.equal([]);
  });

  it('one upload that goes on keeps the line for all about the others', async () => {
    const uploader = stillUploader([stuck(still(1, 'preparing')), still(2, 'uploading')]);
    const { field } = await mount({ multiple: true, uploader });
    expect(part(field, 'summary').textContent).not.to.contain(SENTENCE);
    expect(part(field, 'announcement').textContent).not.to.contain(SENTENCE);
  });

  it('it is spoken once', async () => {
    const spoken: string[] = [];
    const uploader = stillUploader([still(1, 'preparing')]);
    const { field } = await mount({ multiple: true, uploader });
    const region = part(field, 'announcement');
    const observer = new MutationObserver(() => spoken.push(region.textContent.trim()));
    observer.observe(region, { childList: true, characterData: true, subtree: true });
    for (const uploads of [
      [stuck(still(1, 'preparing'))],
      [stuck(still(1, 'preparing')), stuck(still(2, 'preparing'))],
      [stuck(still(1, 'uploading')), stuck(still(2, 'preparing'))],
    ]) {
      uploader.show(uploads);
      await field.updateComplete;
    }
    observer.disconnect();
    expect(spoken).to.deep.equal([SENTENCE]);
  });

  it('the browser’s own word for a lost network is used where that is the failure', async () => {
    const offline = new UploadError('offline', 'no network');
    const uploader = stillUploader([stuck(still(1, 'preparing'), offline)]);
    const { field } = await mount({ uploader });
    expect(rows(field)[0]).to.contain('Waiting for the network');
  });
});
