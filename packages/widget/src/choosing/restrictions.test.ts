import { isAcceptedFile, nativeNames } from './accepted.js';
import { expect } from '@open-wc/testing';
import { createFormat } from '../i18n/format.js';
import { english } from '../i18n/english.js';
import {
  describeRestrictions,
  acceptTokens,
  mayBeAccepted,
  parseCount,
  parseSize,
  restrictionsOf,
} from './restrictions.js';
import { file } from '../testing/fakes.js';

const view = { text: english, format: createFormat('en') };

describe('parseSize', () => {
  it('reads bytes, decimal and binary units', () => {
    const sizes = ['5000000', '50MB', '50 mb', '64MiB', '1.5g', '2kB', '10B', 42, ' 1 TiB '];
    expect(sizes.map(parseSize)).to.deep.equal([
      ...[5e6, 5e7, 5e7, 64 * 1024 ** 2, 1.5e9, 2000, 10, 42, 1024 ** 4],
    ]);
    expect(['', ' ', null, undefined].map(parseSize)).to.deep.equal(Array(4).fill(undefined));
  });

  it('does not guess', () => {
    for (const odd of ['huge', '-1', '1e9', '5 PB', '5MBit', 'MB', NaN, '1.2.3MB']) {
      expect(parseSize(odd), String(odd)).to.be.NaN;
    }
  });
});

describe('parseCount', () => {
  it('reads whole numbers from 1', () => {
    expect(['1', 20, '', null].map(parseCount)).to.deep.equal([1, 20, undefined, undefined]);
    for (const odd of ['0', '-1', '1.5', 'ten', 0]) {
      expect(parseCount(odd), String(odd)).to.be.NaN;
    }
  });
});

const isAccepted = (file: File, accept: string, judge = isAcceptedFile): boolean =>
  judge(file, acceptTokens(accept));

describe('accept', () => {
  it('matches as the native attribute does', () => {
    const photo = file('Photo.JPG', 1, 'image/jpeg');
    const unknown = file('data.xyz', 1, '');
    const yes = [
      '',
      ' ',
      '.jpg',
      '.png, .JPG',
      'image/*',
      'IMAGE/JPEG',
      '*/*',
      'text/plain,image/*',
    ];
    const no = ['.png', 'image/png', 'video/*', 'imag/*', '.jp'];
    for (const accept of yes) expect(isAccepted(photo, accept), accept).to.equal(true);
    for (const accept of no) expect(isAccepted(photo, accept), accept).to.equal(false);
    expect(isAccepted(unknown, 'image/*')).to.equal(false);
    expect(isAccepted(unknown, '.xyz')).to.equal(true);
    expect(isAccepted(file('a', 1, 'text/plain;charset=utf-8'), 'text/plain')).to.equal(true);
  });
});

describe('what systems call files', () => {
  const inputs = [
    ['text/csv', 'a.csv', 'application/vnd.ms-excel'],
    ['text/csv', 'a.csv', ''],
    ['image/jpg', 'a.jpg', 'image/jpeg'],
    ['*', 'a.xyz', ''],
    ['*.*', 'a.xyz', 'x/y'],
    ['pdf', 'a.pdf', 'application/pdf'],
    ['jpg,png', 'a.png', 'image/png'],
    ['image/*', 'a.heic', ''],
    ['application/zip', 'a.zip', 'application/x-zip-compressed'],
    ['application/pdf', 'a.pdf', ''],
  ] as const;

  it('is accepted, with the table of types and before it is loaded', () => {
    for (const [accept, name, type] of inputs) {
      for (const judge of [isAcceptedFile, mayBeAccepted]) {
        expect(isAccepted(file(name, 1, type), accept, judge), `${accept} ${name}`).to.equal(true);
      }
    }
  });

  it('is refused before the table is loaded only where that is certain', () => {
    for (const [accept, name, type] of [
      ['image/*', 'a.txt', 'text/plain'],
      ['image/*', 'a.pdf', 'application/pdf'],
      ['application/pdf', 'a.png', 'image/png'],
      ['.pdf', 'a.png', 'image/png'],
      ['video/*,.pdf', 'a.png', 'image/png'],
    ] as const) {
      expect(isAccepted(file(name, 1, type), accept, mayBeAccepted), accept).to.equal(false);
    }
    const drawing = file('a.svg', 1, 'text/xml');
    expect(isAccepted(drawing, 'image/*', mayBeAccepted)).to.equal(true);
    const voice = file('a.m4a', 1, 'video/mp4');
    expect(isAccepted(voice, 'audio/*', mayBeAccepted)).to.equal(true);
  });

  it('is shown by the native dialog', () => {
    const names = (accept: string): readonly string[] => nativeNames(acceptTokens(accept));
    expect(names('pdf, image/jpg, *.MD, image/*')).to.deep.equal([
      ...['.pdf', 'image/jpg', 'image/jpeg', '.md', 'image/*'],
    ]);
    expect(names('*.*')).to.deep.equal([]);
  });
});

describe('restrictionsOf', () => {
  it('leaves out what cannot be understood, and tells', () => {
    const told: unknown[] = [];
    const field = { accept: '', multiple: true, maxSize: 'x', maxFiles: '7' };
    const limits = restrictionsOf(field, (error) => told.push(error));
    expect(limits).to.deep.equal({ accept: '', maxSize: undefined, maxFiles: 7 });
    expect(told).to.have.length(1);
    restrictionsOf({ ...field, maxSize: null, accept: '.pdf, image/' }, (name) => told.push(name));
    expect(told[1]).to.equal('accept');
  });

  it('is one file where the field is not multiple', () => {
    const field = { accept: '.a', multiple: false, maxSize: null, maxFiles: 7 };
    expect(restrictionsOf(field).maxFiles).to.equal(1);
  });

  it('is described in one line', () => {
    const limits = { accept: 'image/*,.pdf,application/zip', maxSize: 2e9, maxFiles: 1 };
    expect(describeRestrictions(limits, view)).to.equal('Images, PDF, ZIP · up to 2 GB');
    const none = { accept: '', maxSize: undefined, maxFiles: undefined };
    expect(describeRestrictions(none, view)).to.equal('');
  });
});
