import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { createFormat, steadyTimeLeft } from './format.js';
import { splitName } from '../list/split-name.js';

/** `Intl` puts no-break spaces where a language wants them. */
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

describe('createFormat', () => {
  const english = createFormat('en');

  it('writes sizes in decimal units with three digits', () => {
    const sizes = [0, 1, 999, 1000, 1234, 12_345, 999_499, 999_999, 50_000_000, 5e9, 7e15];
    expect(sizes.map((size) => english.bytes(size))).to.deep.equal([
      ...['0 bytes', '1 byte', '999 bytes', '1 kB', '1.23 kB', '12.3 kB', '999 kB', '1 MB'],
      ...['50 MB', '5 GB', '7,000 TB'],
    ]);
  });

  it('writes them as the language does', () => {
    expect(plain(createFormat('de').bytes(1_234_567))).to.equal('1,23 MB');
    expect(plain(createFormat('fr').bytes(1_234_567))).to.equal('1,23 Mo');
    expect(plain(createFormat('fr').percent(0.43))).to.equal('43 %');
  });

  it('writes two sizes so that they can be told apart', () => {
    expect(english.bytesApart(4_812_345, 4_000_000)).to.deep.equal(['4.81 MB', '4 MB']);
    expect(english.bytesApart(4_000_001, 4e6)).to.deep.equal([
      '4,000,001 bytes',
      '4,000,000 bytes',
    ]);
    expect(english.bytesApart(4e6, 4e6)).to.deep.equal(['4 MB', '4 MB']);
    const german = createFormat('de').bytesApart(5_000_001, 5e6);
    expect(german.map(plain)).to.deep.equal(['5.000.001 Byte', '5.000.000 Byte']);
  });

  it('lists as the language does', () => {
    expect(english.list(['Images', 'PDF', 'ZIP'])).to.equal('Images, PDF, ZIP');
    expect(createFormat('ar').list(['صور', 'فيديو'])).to.match(/^صور\s?و\s?فيديو$/);
    expect(createFormat('ja').list(['画像', 'PDF'])).to.equal('画像、PDF');
  });

  it('writes speeds and durations', () => {
    expect(english.speed(1_240_000)).to.equal('1.24 MB/s');
    expect([5, 59, 60, 150, 3600, 9000].map((s) => english.duration(s))).to.deep.equal([
      ...['5 sec', '59 sec', '1 min', '3 min', '1 hr', '3 hr'],
    ]);
  });

  it('never rounds up to 100 %', () => {
    expect([0, 0.005, 0.999, 1].map((f) => english.percent(f))).to.deep.equal([
      ...['0%', '0%', '99%', '100%'],
    ]);
  });

  it('works where lang is no language tag', () => {
    expect(createFormat('en_US').bytes(5000)).to.match(/^5\D/);
  });
});

describe('splitName', () => {
  it('cuts before the extension', () => {
    expect(splitName('photo.final.jpeg')).to.deep.equal(['photo.final', '.jpeg']);
    expect(splitName('README')).to.deep.equal(['README', '']);
    expect(splitName('.profile')).to.deep.equal(['.profile', '']);
    expect(splitName('a.this is no extension')).to.deep.equal(['a.this is no extension', '']);
  });

  it('loses nothing of any name', () => {
    fc.assert(fc.property(fc.string(), (name) => splitName(name).join('') === name));
  });
});

describe('steadyTimeLeft', () => {
  it('shows coarser steps the further away the end is', () => {
    expect([1, 12, 33, 100, 3500, 8000].map((s) => steadyTimeLeft(undefined, s))).to.deep.equal([
      ...[5, 15, 40, 120, 3540, 10_800],
    ]);
  });

  it('does not flicker when the estimate swings', () => {
    const noisy = Array.from({ length: 60 }, (_, i) => (60 - i) * (i % 2 ? 1.15 : 0.9));
    let shown: number | undefined;
    let rises = 0;
    for (const estimate of noisy) {
      const next = steadyTimeLeft(shown, estimate);
      if (shown !== undefined && next > shown) rises += 1;
      shown = next;
    }
    expect(rises).to.be.at.most(2);
  });

  it('admits a real slow-down', () => {
    expect(steadyTimeLeft(40, 120)).to.equal(120);
  });
});
