import { expect } from '@open-wc/testing';
import './define.js';
import { fakeNetwork, file } from './testing/fakes.js';

describe('direct-upload', () => {
  it('uploads', async () => {
    const net = fakeNetwork();
    const el = document.createElement('direct-upload');
    el.uploader = net.uploader;
    el.name = 'photos';
    document.body.append(el);
    await el.updateComplete;
    el.addFiles([file('a.txt')]);
    await new Promise((resolve) => el.addEventListener('upload-complete', resolve, { once: true }));
    expect(el.value).to.equal('receipt.of.token-0-a.txt');
    await el.updateComplete;
    console.log(el.shadowRoot!.textContent);
  });
});
