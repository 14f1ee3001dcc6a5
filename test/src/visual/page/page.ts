/**
 * The page of the pictures: one field in the state that the address names, and nothing that moves. Says when it is ready,
 * on the root element: `data-ready`.
 *
 * @module
 */
import '@direct-upload/widget/define';
import { scenes } from './scenes.js';

const query = new URLSearchParams(location.search);
const root = document.documentElement;
root.dir = query.get('dir') ?? 'ltr';
root.lang = query.get('lang') ?? 'en';
root.style.colorScheme = query.get('scheme') ?? 'light';
root.dataset['bsTheme'] = query.get('scheme') ?? 'light';
// The width of the form, so that narrow scenes need no other window.
document.body.style.inlineSize = query.get('width') ?? '640px';

const name = query.get('scene') ?? '';
const scene = scenes[name];
if (!scene) throw new Error(`there is no scene "${name}"`);
const field = document.createElement('direct-upload');
field.id = 'field';
field.className = query.get('look') ?? '';
const label = Object.assign(document.createElement('label'), { htmlFor: 'field' });
label.textContent = 'Files';
Object.assign(field, scene.settings);
document.querySelector('form')?.append(label, field);
await field.updateComplete;
await scene.play?.(field);
await field.updateComplete;
await document.fonts.ready;
root.dataset['ready'] = '';
