import { expect } from '@open-wc/testing';
import { mount, part } from '../testing/mount.js';
import { everyState, stillUploader } from '../testing/stills.js';

/** What a field takes over from what is around it (docs/theming.md). */
const TAKEN_OVER =
  /^(?:color|font-(?!variant(?!-emoji))|direction$|writing-mode$|text-orientation$|visibility$|pointer-events$|interactivity$|-webkit-locale|.*color-adjust$|.*font-smoothing$|.*text-size-adjust$|.*tap-highlight-color$|.*user-(?:modify|select)$)/;
/** Follow from the font's size, the text's colour or the direction. */
const KEYWORDS = [
  ...[
    'uppercase',
    'pre-wrap',
    'pre',
    'nowrap',
    'center',
    'right',
    'justify',
    'break-all',
    'anywhere',
  ],
  ...['hidden', 'collapse', 'wait', 'none', 'auto', 'all', 'both', 'under', 'over right', 'inside'],
  ...[
    'square',
    'manual',
    'bottom',
    'hide',
    'separate',
    'evenodd',
    'round',
    'bevel',
    'middle',
    'end',
  ],
  ...['loose', 'strict', 'small-caps', 'tabular-nums', 'sub', 'crisp-edges', 'pixelated', 'stroke'],
  ...[
    'optimizeSpeed',
    'linearRGB',
    'always',
    'filled dot',
    'inter-character',
    'break-spaces',
    'stable',
  ],
  ...['3', '7px', '7px 7px', '0.4', 'rgb(1, 2, 3)', '7px 7px 7px rgb(1, 2, 3)', '"x" "y"', '"-"'],
  ...[
    'stroke fill',
    'pre-line',
    'preserve',
    'balance',
    'keep-all',
    'trim-start',
    'first',
    'discard',
  ],
] as const;

/** Of every property that is inherited, a value that the page around the field could set. */
function inheritedValues(): ReadonlyMap<string, string> {
  const outer = document.createElement('div');
  const inner = document.createElement('div');
  // Sizes are not computed then: those of a block follow from its surroundings, which is no inheritance.
  outer.hidden = true;
  outer.append(inner);
  document.body.append(outer);
  const style = getComputedStyle(inner);
  const found = new Map<string, string>();
  for (const property of style) {
    const initial = style.getPropertyValue(property);
    const value = KEYWORDS.find((candidate) => {
      outer.style.setProperty(property, candidate);
      const now = style.getPropertyValue(property);
      return outer.style.getPropertyValue(property) !== '' && now !== initial;
    });
    outer.removeAttribute('style');
    if (value !== undefined) found.set(property, value);
  }
  outer.remove();
  return found;
}

describe('what the page sets around the field', () => {
  const values = [...inheritedValues()].filter(([property]) => !TAKEN_OVER.test(property));

  it('is tried for the properties that pages set', () => {
    expect(values.map(([property]) => property)).to.include.members([
      ...['text-transform', 'letter-spacing', 'word-spacing', 'text-indent', 'text-align'],
      ...['line-height', 'word-break', 'overflow-wrap', 'cursor', 'text-shadow', 'tab-size'],
      ...['list-style-type', 'font-variant-caps', 'stroke-dasharray', 'white-space-collapse'],
    ]);
    expect(values.length).to.be.above(30);
  });

  it('changes no part of it', async () => {
    const uploader = stillUploader(everyState());
    const { form, field } = await mount({ multiple: true, uploader, accept: 'image/*' });
    const shown = [...field.shadowRoot!.querySelectorAll<HTMLElement>('*')];
    const changed = values.filter(([property, value]) => {
      const look = (): string =>
        shown.map((each) => getComputedStyle(each).getPropertyValue(property)).join('|');
      const before = `${look()} ${field.getBoundingClientRect().height}`;
      form.style.setProperty(property, value);
      const after = `${look()} ${field.getBoundingClientRect().height}`;
      form.removeAttribute('style');
      return before !== after;
    });
    expect(changed).to.deep.equal([]);
  });

  it('is taken over where it says how text looks, reads and whether it can be seen', async () => {
    const { form, field } = await mount({ multiple: true });
    form.style.cssText =
      'font: italic 30px serif; color: rgb(1, 2, 3); direction: rtl; visibility: hidden; pointer-events: none; color-scheme: dark';
    const style = getComputedStyle(part(field, 'hint'));
    expect(style.fontStyle).to.equal('italic');
    expect(getComputedStyle(part(field, 'button')).fontSize).to.equal('30px');
    expect(style.direction).to.equal('rtl');
    expect(style.visibility).to.equal('hidden');
    expect(style.pointerEvents).to.equal('none');
    expect(style.colorScheme).to.equal('dark');
    expect(getComputedStyle(part(field, 'base')).color).to.equal('rgb(1, 2, 3)');
  });

  it('wins where it is set on the field itself', async () => {
    const { field } = await mount();
    field.style.textTransform = 'uppercase';
    expect(getComputedStyle(part(field, 'base')).textTransform).to.equal('uppercase');
  });
});
