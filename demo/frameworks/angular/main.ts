/** Starts the page. @module */
import { bootstrapApplication } from '@angular/platform-browser';
import { Profile } from './profile.js';

await bootstrapApplication(Profile);
