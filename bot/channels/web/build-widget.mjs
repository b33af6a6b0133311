import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, transform } from 'esbuild';

const OUTPUT = fileURLToPath(new URL('./static/widget.js', import.meta.url));

/** The browsers of es2020, as far as style goes. */
const OLD_STYLE = ['chrome80', 'safari13.1'];

/** What pages load after the chat or beside it, each from the folder of the chat. */
const COMPANIONS = [
  { entry: './widget/extras/extras.ts', name: 'widget-extras.js', format: 'esm' },
  { entry: './widget/kiosk/main.ts', name: 'kiosk.js', format: 'iife' },
  { entry: './widget/worker/main.ts', name: 'sw.js', format: 'iife' },
];

/** A private name where a class declares or uses it; texts and comments hold none in these places. */
const PRIVATE_MEMBER = /(\bthis\.|^ +(?:readonly |async |get |set )*)#(\w+)/gm;
/** Names that nobody else knows: private ones and callbacks. The browser's own callbacks have no capital. */
const OWN_NAME = /^_\w+_$|^on[A-Z]/;

/**
 * Bundles the chat into the one file that pages load, with its style inside, and its companions beside it.
 *
 * @param {{ minify?: boolean, outfile?: string }} [options]
 */
export async function buildWidget({ minify = true, outfile = OUTPUT } = {}) {
  const folder = path.dirname(outfile);
  await bundle({ entry: './widget/main.ts', outfile, format: 'iife', minify });
  for (const { entry, name, format } of COMPANIONS) {
    await bundle({ entry, outfile: path.join(folder, name), format, minify });
  }
  return outfile;
}

/**
 * Bundles one of them: the entry is named from this folder.
 *
 * @param {{ entry: string, outfile: string, format: string, minify?: boolean }} options
 */
export async function bundle({ entry, outfile, format, minify = true }) {
  await build({
    entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
    outfile,
    bundle: true,
    minify,
    format: /** @type {import('esbuild').Format} */ (format),
    target: ['es2020'],
    charset: 'utf8',
    legalComments: 'none',
    plugins: [styleAsModule(minify), shortPrivateNames()],
    mangleProps: OWN_NAME,
    reserveProps: /^on(Line|Primary)$/,
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
  });
}

/**
 * Gives private members names that the minifier shortens: the phones of our target know no private names, and what
 * would stand in for them is a tenth of the file.
 */
function shortPrivateNames() {
  return {
    name: 'short-private-names',
    /** @param {import('esbuild').PluginBuild} plugin */
    setup(plugin) {
      plugin.onLoad({ filter: /[/\\]widget[/\\].+\.ts$/ }, async (file) => {
        const source = await readFile(file.path, 'utf8');
        return { contents: source.replace(PRIVATE_MEMBER, '$1_$2_'), loader: 'ts' };
      });
    },
  };
}

/** @param {boolean} minify */
function styleAsModule(minify) {
  return {
    name: 'style-as-module',
    /** @param {import('esbuild').PluginBuild} plugin */
    setup(plugin) {
      plugin.onLoad({ filter: /\.css$/ }, async (file) => {
        const { code } = await transform(await readFile(file.path, 'utf8'), {
          loader: 'css',
          target: OLD_STYLE,
          minify,
          charset: 'utf8',
        });
        const css = JSON.stringify(code.trim().replace(/: (?=[#\w])/g, ':'));
        return { contents: `export const css = ${css};`, loader: 'js' };
      });
    },
  };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await buildWidget({ minify: !process.argv.includes('--no-minify') });
}
