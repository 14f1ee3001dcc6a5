/** Goes on with what the server rendered. @module */
import { hydrateRoot } from 'react-dom/client';
import { Page } from './page.tsx';

hydrateRoot(document.querySelector('#app')!, <Page />);
