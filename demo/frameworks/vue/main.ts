/** Starts the page, or goes on with what a server rendered of it. @module */
import { createApp, createSSRApp } from 'vue';
import App from './App.vue';

const place = document.querySelector('#app')!;
const create = place.childElementCount > 0 ? createSSRApp : createApp;
create(App).mount(place);
