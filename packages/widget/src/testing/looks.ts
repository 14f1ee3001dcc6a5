/**
 * The looks that the package ships, on pages as they are made for: style sheets, class, ground.
 *
 * @module
 */

/** One look on one ground. */
export interface Look {
  readonly name: string;
  /** Style sheets of the page, by path from the root of the checkout. */
  readonly sheets: readonly string[];
  /** Class of the element. */
  readonly className: string;
  readonly scheme: 'light' | 'dark';
  /** Background and text colour of the page around the element. */
  readonly ground: readonly [background: string, text: string];
}

const bootstrap = {
  sheets: [
    '/demo/node_modules/bootstrap/dist/css/bootstrap.min.css',
    '/packages/widget/looks/bootstrap.css',
  ],
  className: 'form-control',
  ground: ['var(--bs-body-bg)', 'var(--bs-body-color)'],
} as const;
const plain = { sheets: [], className: '', ground: ['Canvas', 'CanvasText'] } as const;

/** Every look in every scheme it is made for. */
export const looks: readonly Look[] = [
  { name: 'default, light', ...plain, scheme: 'light' },
  { name: 'default, dark', ...plain, scheme: 'dark' },
  { name: 'Bootstrap, light', ...bootstrap, scheme: 'light' },
  { name: 'Bootstrap, dark', ...bootstrap, scheme: 'dark' },
  {
    name: 'midnight',
    sheets: ['/packages/widget/looks/midnight.css'],
    className: 'midnight',
    scheme: 'dark',
    ground: ['#0d0f1f', '#eef0fb'],
  },
];

/** Dresses the page; the answer takes it off again. Resolves when the style sheets are in force. */
export async function wear({ sheets, scheme, ground }: Look): Promise<() => void> {
  const root = document.documentElement;
  const links = sheets.map((href) => {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href });
    const loaded = new Promise((resolve, reject) => {
      link.addEventListener('load', resolve);
      link.addEventListener('error', () => {
        reject(new Error(`no style sheet at ${href}`));
      });
    });
    document.head.append(link);
    return { link, loaded };
  });
  await Promise.all(links.map(({ loaded }) => loaded));
  root.dataset['bsTheme'] = scheme;
  root.style.colorScheme = scheme;
  [document.body.style.background, document.body.style.color] = ground;
  return () => {
    for (const { link } of links) link.remove();
    delete root.dataset['bsTheme'];
    root.removeAttribute('style');
    document.body.removeAttribute('style');
  };
}
