import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';

let isLoaded = false;

/**
 * A new engine for one request: the WebAssembly engine can use its source of shadow databases only once.
 *
 * @param {object} adapterFactory
 * @param {[string, string][]} datamodels pairs of file name and content
 */
export async function createEngine(adapterFactory, datamodels) {
  load();
  const factory = bindMigrationAwareSqlAdapterFactory(adapterFactory);
  return glue.SchemaEngine.new(
    { datamodels: datamodels.length > 0 ? datamodels : undefined },
    () => {},
    factory,
  );
}

/** Prisma publishes the engine for bundlers; Node needs its few lines of instantiation. */
function load() {
  if (isLoaded) {
    return;
  }
  const script = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const module = new WebAssembly.Module(readFileSync(script.replace(/\.js$/, '.wasm')));
  const instance = new WebAssembly.Instance(module, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  isLoaded = true;
}
