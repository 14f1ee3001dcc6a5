/** Starts the page, or goes on with what a server rendered of it. @module */
import { hydrate, mount } from 'svelte';
import App from './App.svelte';

const target = document.querySelector('#app')!;
const begin = target.childElementCount > 0 ? hydrate : mount;
begin(App, { target });
