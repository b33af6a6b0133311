import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

type Builder = { buildWidget: (options: { outfile: string }) => Promise<string> };

let built: Promise<string> | undefined;

/** The widget bundled from the source, once a test file, away from the one that the application serves. */
export function buildTestWidget(): Promise<string> {
  built ??= build();
  return built;
}

async function build(): Promise<string> {
  const script = new URL('../../bot/channels/web/build-widget.mjs', import.meta.url).href;
  const { buildWidget } = (await import(script)) as Builder;
  return buildWidget({
    outfile: path.join(mkdtempSync(path.join(os.tmpdir(), 'vecino-widget-')), 'widget.js'),
  });
}
