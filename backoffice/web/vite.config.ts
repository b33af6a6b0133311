import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { precompress } from './precompress.ts';

/**
 * Bundles the console into `static/`: one small entry, a part a screen, every name with its hash.
 *
 * Nothing is put inline: the page's policy allows scripts and styles of ours as files only.
 */
// biome-ignore lint/style/noDefaultExport: the bundler reads its settings from there.
export default defineConfig({
  root: import.meta.dirname,
  base: '/consola/',
  plugins: [react(), precompress()],
  build: {
    outDir: path.join(import.meta.dirname, 'static'),
    emptyOutDir: true,
    manifest: 'manifest.json',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
    reportCompressedSize: false,
  },
});
