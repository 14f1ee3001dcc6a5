import { expect, nextFrame } from '@open-wc/testing';
import type { DirectUpload } from '../direct-upload.js';
import { mount, part } from '../testing/mount.js';
import { mountStates } from '../testing/states.js';
import { everyState, stillUploader } from '../testing/stills.js';

interface Named {
  readonly name: string;
}

/** What editors and doc tools are told of the element (`pnpm build` makes the file). */
async function described(kind: 'cssParts' | 'cssProperties'): Promise<readonly string[]> {
  const answer = await fetch('/packages/widget/custom-elements.json');
  const { modules } = (await answer.json()) as {
    readonly modules: readonly {
      readonly declarations?: readonly (Named &
        Partial<Record<typeof kind, readonly Named[]>> & { readonly tagName?: string })[];
    }[];
  };
  const element = modules
    .flatMap(({ declarations = [] }) => declarations)
    .find(({ tagName }) => tagName === 'direct-upload');
  return element?.[kind]?.map(({ name }) => name) ?? [];
}

/** Statuses are second parts of rows, actions of buttons. */
const seconds = [
  ...['queued', 'preparing', 'uploading', 'paused', 'completing', 'done', 'failed', 'cancelled'],
  ...['start', 'pause', 'resume', 'retry', 'cancel', 'remove', 'dismiss', 'continue', 'reopen'],
];

/** What is there only where the code of the list cannot be loaded: survival/site-updated.test.ts has such a page. */
const withoutCode = ['failure', 'retry-loading'];

describe('what a page can style', () => {
  it('has every part that is described, and describes every part that is there', async () => {
    const { fields } = await mountStates();
    const shown = new Set<string>();
    for (const field of fields.values()) {
      for (const element of field.shadowRoot!.querySelectorAll('[part]')) {
        for (const name of element.part) shown.add(name);
      }
    }
    const names = await described('cssParts');
    expect(names.filter((name) => !shown.has(name))).to.deep.equal(withoutCode);
    const known = [...names, ...seconds];
    expect([...shown].filter((name) => !known.includes(name))).to.deep.equal([]);
  });

  it('reads every custom property that is described, and describes every one it reads', async () => {
    const { field } = await mount({ uploader: stillUploader(everyState()) });
    const text = field
      .shadowRoot!.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules])
      .map(({ cssText }) => cssText)
      .join();
    const read = new Set([...text.matchAll(/--direct-upload-[\w-]+/g)].map(([name]) => name));
    expect([...read].sort()).to.deep.equal([...(await described('cssProperties'))].sort());
  });

  it('looks the same with default.css, which has every property at its value', async () => {
    const uploader = stillUploader(everyState());
    const { field } = await mount({ uploader, multiple: true, maxSize: 5 });
    // Rows are laid out when the browser has seen that they are in view (`content-visibility`).
    await nextFrame();
    await nextFrame();
    const before = computed(field);
    const href = '/packages/widget/looks/default.css';
    const css = await (await fetch(href)).text();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets.push(sheet);
    const after = computed(field);
    document.adoptedStyleSheets.pop();
    const changed = Object.keys(before).filter((key) => before[key] !== after[key]);
    expect(changed.map((key) => `${key}: ${before[key]} → ${after[key]}`)).to.deep.equal([]);
    const names = await described('cssProperties');
    expect(names.filter((name) => !css.includes(`${name}:`))).to.deep.equal([]);
  });

  it('changes with each of the most used properties', async () => {
    const { field } = await mount({ uploader: stillUploader(everyState()), multiple: true });
    const changes: readonly (readonly [string, string, string, string, string])[] = [
      ['accent', 'rgb(1, 2, 3)', 'progress', 'color', 'rgb(1, 2, 3)'],
      ['progress', 'rgb(4, 5, 6)', 'progress', 'color', 'rgb(4, 5, 6)'],
      ['track', 'rgb(7, 8, 9)', 'progress', 'background-color', 'rgb(7, 8, 9)'],
      ['progress-size', '9px', 'progress', 'height', '9px'],
      ['space', '40px', 'dropzone', 'padding-top', '50px'],
      ['radius', '30px', 'dropzone', 'border-top-left-radius', '30px'],
      ['edge-style', 'dotted', 'dropzone', 'border-top-style', 'dotted'],
      ['small-size', '11px', 'meta', 'font-size', '11px'],
      ['thumbnail-size', '64px', 'file-icon', 'width', '64px'],
      ['duration', '3s', 'dropzone', 'transition-duration', '3s'],
    ];
    for (const [name, value, where, property, expected] of changes) {
      const read = (): string => getComputedStyle(part(field, where)).getPropertyValue(property);
      expect(read(), name).to.not.contain(expected);
      field.style.setProperty(`--direct-upload-${name}`, value);
      if (name === 'accent') field.style.setProperty('--direct-upload-duration', '0s');
      expect(read(), name).to.contain(expected);
    }
  });
});

describe('a narrow page', () => {
  for (const dir of ['ltr', 'rtl'] as const) {
    it(`of 320 pixels with text of twice the size needs no scrolling sideways, ${dir}`, async () => {
      const root = document.documentElement;
      root.style.fontSize = '200%';
      root.dir = dir;
      const { root: main, fields } = await mountStates();
      main.style.cssText = 'display: block; inline-size: 320px; padding: 16px';
      for (const [name, field] of fields) {
        const { left, right } = field.getBoundingClientRect();
        const out = [...field.shadowRoot!.querySelectorAll('[part]')].filter((element) => {
          const box = element.getBoundingClientRect();
          // Text buttons stick out by their padding, so that their text is in line with the rest.
          const slack =
            element.part.contains('summary-actions') || element.part.contains('summary-action')
              ? 17
              : 1;
          return box.width > 1 && (box.left < left - slack || box.right > right + slack);
        });
        expect(
          out.map(({ part: names }) => names.value),
          name,
        ).to.deep.equal([]);
      }
      root.removeAttribute('style');
      root.removeAttribute('dir');
    });
  }
});

/** What the browser makes of the style, of every element that has a part. */
function computed(field: DirectUpload): Readonly<Record<string, string>> {
  const properties = ['color', 'background-color', 'border', 'border-radius', 'padding', 'margin'];
  properties.push('font-size', 'width', 'height', 'gap', 'transition-duration');
  const elements = [...field.shadowRoot!.querySelectorAll('[part]')];
  return Object.fromEntries(
    elements.map((element, index) => {
      const style = getComputedStyle(element);
      const values = properties.map((property) => style.getPropertyValue(property));
      return [`${index} ${element.part.value}`, values.join('; ')];
    }),
  );
}
