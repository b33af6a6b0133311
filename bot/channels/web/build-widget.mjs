import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { build, transform } from 'esbuild';

const ENTRY = new URL('./widget/main.ts', import.meta.url).pathname;
const OUTPUT = new URL('./static/widget.js', import.meta.url).pathname;

/**
 * Bundles the chat into the one file that pages load, with its style inside.
 *
 * @param {{ minify?: boolean, outfile?: string }} [options]
 */
export async function buildWidget({ minify = true, outfile = OUTPUT } = {}) {
  await build({
    entryPoints: [ENTRY],
    outfile,
    bundle: true,
    minify,
    format: 'iife',
    target: ['es2020'],
    charset: 'utf8',
    legalComments: 'none',
    plugins: [styleAsModule(minify)],
  });
  return outfile;
}

/** @param {boolean} minify */
function styleAsModule(minify) {
  return {
    name: 'style-as-module',
    /** @param {import('esbuild').PluginBuild} plugin */
    setup(plugin) {
      plugin.onLoad({ filter: /\.css$/ }, async ({ path }) => {
        const { code } = await transform(await readFile(path, 'utf8'), {
          loader: 'css',
          minify,
          charset: 'utf8',
        });
        return { contents: `export const css = ${JSON.stringify(code.trim())};`, loader: 'js' };
      });
    },
  };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await buildWidget({ minify: !process.argv.includes('--no-minify') });
}
