/**
 * The pictures that are kept: scenes of the page, each in the surroundings that could spoil it.
 *
 * @module
 */

/** One picture. Its name is the file's in `baselines/`. */
export interface Case {
  readonly name: string;
  /** A scene of `page/scenes.ts`. */
  readonly scene: string;
  readonly scheme?: 'light' | 'dark';
  readonly dir?: 'ltr' | 'rtl';
  readonly lang?: string;
  /** Class of the element, for the looks that the package ships. */
  readonly look?: string;
  /** CSS length of the page; 640 px where none is given. */
  readonly width?: string;
  /** What the person asked of the system. */
  readonly media?: {
    readonly forcedColors?: 'active';
    readonly contrast?: 'more';
    readonly media?: 'print';
  };
}

/** All of them. */
export const cases: readonly Case[] = [
  { name: 'empty', scene: 'empty' },
  { name: 'empty-dark', scene: 'empty', scheme: 'dark' },
  { name: 'dragging', scene: 'dragging' },
  { name: 'invalid', scene: 'invalid' },
  { name: 'disabled', scene: 'disabled' },
  { name: 'files', scene: 'files' },
  { name: 'files-dark', scene: 'files', scheme: 'dark' },
  { name: 'files-rtl', scene: 'files', dir: 'rtl' },
  { name: 'failed-arabic', scene: 'failed', dir: 'rtl', lang: 'ar' },
  { name: 'files-narrow', scene: 'files', width: '320px' },
  { name: 'files-print', scene: 'files', media: { media: 'print' } },
  { name: 'files-forced-colors', scene: 'files', media: { forcedColors: 'active' } },
  { name: 'files-more-contrast', scene: 'files', media: { contrast: 'more' } },
  { name: 'failed', scene: 'failed' },
  { name: 'failed-narrow', scene: 'failed', width: '320px' },
  { name: 'interrupted', scene: 'interrupted' },
  { name: 'interrupted-narrow-rtl', scene: 'interrupted', width: '320px', dir: 'rtl' },
  { name: 'uploading', scene: 'uploading' },
  { name: 'verified', scene: 'verified' },
  { name: 'compact', scene: 'compact' },
  { name: 'compact-narrow-dark', scene: 'compact', width: '320px', scheme: 'dark' },
  { name: 'grid', scene: 'grid' },
  { name: 'grid-narrow-rtl', scene: 'grid', width: '320px', dir: 'rtl', lang: 'ar' },
  { name: 'grid-forced-colors', scene: 'grid', media: { forcedColors: 'active' } },
  { name: 'bootstrap', scene: 'failed', look: 'form-control' },
  { name: 'bootstrap-dark', scene: 'files', look: 'form-control', scheme: 'dark' },
  { name: 'midnight', scene: 'failed', look: 'midnight', scheme: 'dark' },
];
