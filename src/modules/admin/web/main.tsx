import { render } from 'preact';
import { App } from './app.js';
import { applyTheme } from './theme.js';

// A package for lists asks for it, as if there were a bundler.
Object.assign(globalThis, { process: { env: { NODE_ENV: 'production' } } });
applyTheme();
const root = document.getElementById('app');
if (root) render(<App />, root);
