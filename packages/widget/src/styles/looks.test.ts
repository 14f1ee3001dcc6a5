import { expect } from '@open-wc/testing';
import type { AxeResults, RunOptions } from 'axe-core';
import 'axe-core/axe.min.js';
import { contrast, groundOf, over, parseColour, type Colour } from '../testing/colours.js';
import { looks, wear } from '../testing/looks.js';
import { mount, part, parts } from '../testing/mount.js';
import { mountStates } from '../testing/states.js';

/** axe is no module: importing it puts it on the window. */
declare const axe: { run(context: Element, options: RunOptions): Promise<AxeResults> };

async function violations(root: Element): Promise<string[]> {
  const result = await axe.run(root, {
    resultTypes: ['violations', 'incomplete'],
    rules: { 'target-size': { enabled: true } },
    elementRef: true,
  });
  // What axe could not tell of a contrast counts as well: then the look is made so that it can be told. Rows that are
  // scrolled out of sight it never can.
  const unsure = result.incomplete
    .filter(({ id }) => id === 'color-contrast')
    .flatMap(({ nodes }) => nodes)
    .filter(({ element }) => !isIn(element, 'field-many-files'));
  return [
    ...result.violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join()}`),
    ...unsure.map((node) => `contrast unknown: ${node.html}`),
  ];
}

function isIn(element: HTMLElement | undefined, id: string): boolean {
  const root = element?.getRootNode();
  return root instanceof ShadowRoot && root.host.id === id;
}

/** The colour of something drawn, on the ground it is drawn on. */
function drawn(element: Element, property: string, ground: Colour): number {
  const colour = parseColour(getComputedStyle(element).getPropertyValue(property));
  return contrast(over(colour, ground), ground);
}

/** Whether the network is there, as the browser tells it. */
function setOnline(online: boolean): void {
  Object.defineProperty(navigator, 'onLine', { value: online, configurable: true });
  dispatchEvent(new Event(online ? 'online' : 'offline'));
}

for (const look of looks) {
  describe(`the look: ${look.name}`, () => {
    let undress = (): void => undefined;
    before(async () => {
      undress = await wear(look);
    });
    after(() => {
      undress();
    });

    it('leaves axe nothing to find, in any state', async () => {
      const { root } = await mountStates(look.className);
      expect(await violations(root)).to.deep.equal([]);
    });

    it('leaves axe nothing to find without a network', async () => {
      setOnline(false);
      const { root, fields } = await mountStates(look.className);
      setOnline(true);
      expect(part(fields.get('uploading')!, 'status').textContent).to.contain('network');
      expect(await violations(root)).to.deep.equal([]);
    });

    it('draws what is no text with a contrast of 3 and more', async () => {
      const { fields } = await mountStates(look.className);
      const weak: string[] = [];
      const see = (element: Element, property: string, ground = groundOf(element)): void => {
        const ratio = drawn(element, property, ground);
        if (ratio < 3) {
          weak.push(`${element.getAttribute('part')} ${property} ${ratio.toFixed(2)}`);
        }
      };
      for (const [name, field] of fields) {
        // WCAG 1.4.11 leaves out what is disabled.
        if (name.includes('disabled')) continue;
        for (const icon of parts(field, 'icon')) see(icon, 'stroke', groundOf(icon.parentElement!));
        for (const bar of parts(field, 'progress')) {
          if (getComputedStyle(bar.closest('[part~=row]')!).display === 'none') continue;
          see(bar, 'color', groundOf(bar.parentElement!));
          see(bar, 'color');
        }
      }
      const field = fields.get('empty')!;
      field.focus();
      const around = groundOf(part(field, 'dropzone'));
      if (part(field, 'button').matches(':focus-visible')) {
        see(part(field, 'button'), 'outline-color', around);
      }
      see(part(field, 'button'), 'background-color', around);
      see(part(fields.get('uploading')!, 'button'), 'border-top-color');
      expect(weak).to.deep.equal([]);
    });
  });
}

describe('these tests', () => {
  it('can tell: axe finds a button without a name', async () => {
    const { field } = await mount({ messages: { choose: () => '' } });
    expect((await violations(field)).join()).to.contain('button-name');
  });

  it('can tell: axe finds pale text', async () => {
    const { field } = await mount({ maxSize: '5MB' });
    field.style.setProperty('--direct-upload-muted', '#bbb');
    expect((await violations(field)).join()).to.contain('color-contrast');
  });

  it('know the contrast of black on white, and of grey', () => {
    const white = [1, 1, 1, 1] as const;
    expect(contrast(parseColour('rgb(0, 0, 0)'), white)).to.equal(21);
    expect(contrast(parseColour('rgb(118, 118, 118)'), white)).to.be.closeTo(4.54, 0.01);
    expect(contrast(over(parseColour('color(srgb 0 0 0 / 0.5)'), white), white)).to.be.closeTo(
      4,
      0.1,
    );
  });
});
