import { expect } from '@open-wc/testing';
import { fileIconName, ICON_PATHS, type IconName } from './row-icons.js';

const cases: readonly (readonly [name: string, type: string, icon: IconName])[] = [
  ['a.jpg', 'image/jpeg', 'image'],
  ['a.svg', 'image/svg+xml', 'image'],
  ['a.ts', 'video/mp2t', 'video'],
  ['a.ts', '', 'code'],
  ['a.flac', 'audio/flac', 'audio'],
  ['a.pdf', 'application/pdf', 'pdf'],
  ['scan', 'application/pdf', 'pdf'],
  ['a.DOCX', '', 'document'],
  ['a.ods', '', 'sheet'],
  ['a.csv', 'text/csv', 'sheet'],
  ['a.pptx', '', 'slides'],
  ['a.tar.gz', 'application/gzip', 'archive'],
  ['a.html', 'text/html', 'code'],
  ['a.woff2', 'font/woff2', 'font'],
  ['a.glb', 'model/gltf-binary', 'model'],
  ['a.md', '', 'text'],
  ['a.txt', 'text/plain', 'text'],
  ['a.bin', 'application/octet-stream', 'file'],
  ['README', '', 'file'],
  ['.gitignore', '', 'file'],
];

describe('the icon of a file', () => {
  for (const [name, type, icon] of cases) {
    it(`is "${icon}" for ${name} ${type}`, () => {
      expect(fileIconName({ name, type })).to.equal(icon);
    });
  }

  it('stays in its frame of 24 units', () => {
    for (const [name, path] of Object.entries(ICON_PATHS)) {
      const element = document.createElementNS('http://www.w3.org/2000/svg', 'path');
      const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
      element.setAttribute('d', path);
      svg.append(element);
      document.body.append(svg);
      const { x, y, width, height } = element.getBBox();
      svg.remove();
      expect(Math.min(x, y), name).to.be.at.least(1);
      expect(Math.max(x + width, y + height), name).to.be.at.most(23);
      expect(Math.max(width, height), name).to.be.at.least(10);
    }
  });
});
