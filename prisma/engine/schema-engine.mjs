#!/usr/bin/env node
// Stands in for Prisma's schema engine, which its command line would download: the same engine as WebAssembly, from npm.
// The command line starts this file (see prisma.config.ts), with JSON-RPC on standard input and output, a line a message.
import { readFileSync } from 'node:fs';
import readline from 'node:readline';
import { createPostgres } from './postgres.mjs';
import { createEngine } from './wasm.mjs';

/** Requests that need a shadow database, which a fresh engine has only after this diagnosis. */
const NEED_DIAGNOSIS = new Set(['evaluateDataLoss', 'createMigration']);
const METHOD_NAMES = { getDatabaseVersion: 'version' };

/** The codes of Prisma's errors "database does not exist" and "server cannot be reached". */
const ERROR_CODES = { '3D000': 'P1003' };
const UNREACHABLE = 'P1001';

const parameters = readParameters(process.argv.slice(2));
if (parameters.version) {
  process.stdout.write('schema-engine-wasm\n');
} else if (parameters.command) {
  process.exitCode = await runCommand(parameters.command);
} else {
  serve();
}

/** Flags come as `--name value`, `cli` is followed by its command. */
function readParameters(words) {
  const found = {
    version: words.includes('--version'),
    command: undefined,
    datasource: undefined,
    datamodels: [],
  };
  for (let index = 0; index < words.length; index++) {
    if (words[index] === '--datamodels') {
      found.datamodels.push(words[++index]);
    } else if (words[index] === '--datasource') {
      found.datasource = JSON.parse(words[++index]);
    } else if (words[index] === 'cli') {
      found.command = words[++index];
    } else if (words[index].startsWith('--')) {
      index++;
    }
  }
  return found;
}

function openPostgres() {
  const { url, shadowDatabaseUrl } = parameters.datasource ?? {};
  return createPostgres(url ?? 'postgresql://127.0.0.1:1/none', shadowDatabaseUrl);
}

/** The three commands about the database itself. Returns the exit code. */
async function runCommand(command) {
  // The caller drops the first line of standard error.
  writeLog('INFO', { message: command });
  const postgres = openPostgres();
  try {
    if (command === 'can-connect-to-database') {
      await postgres.ping();
    } else if (command === 'create-database') {
      await postgres.create();
    } else if (command === 'drop-database') {
      await postgres.drop();
    }
    process.stdout.write('Done\n');
    return 0;
  } catch (error) {
    writeLog('ERROR', { message: String(error.message), error_code: ERROR_CODES[error.code] ?? UNREACHABLE });
    return 1;
  }
}

/** Answers requests one after another, until the input ends. */
function serve() {
  let last = Promise.resolve();
  const lines = readline.createInterface({ input: process.stdin });
  lines.on('line', (line) => {
    const request = JSON.parse(line);
    if (request.method) {
      last = last.then(() => answer(request));
    }
  });
  lines.on('close', () => {
    last.finally(() => process.exit(0));
  });
}

async function answer(request) {
  try {
    const result = await execute(request.method, request.params ?? {});
    if (request.method === 'diff' && typeof result.stdout === 'string') {
      writeMessage({ id: `print-${request.id}`, method: 'print', params: { content: result.stdout } });
      result.stdout = null;
    }
    writeMessage({ id: request.id, result });
  } catch (error) {
    writeMessage({ id: request.id, error: toRpcError(error) });
  }
}

async function execute(method, params) {
  const postgres = openPostgres();
  if (method === 'createDatabase') {
    await postgres.ensure();
    return { databaseName: postgres.name };
  }
  const datamodels = parameters.datamodels.map((file) => [file, readFileSync(file, 'utf8')]);
  const engine = await createEngine(postgres.adapterFactory, datamodels);
  if (NEED_DIAGNOSIS.has(method)) {
    await engine.devDiagnostic({ migrationsList: params.migrationsList, filters: params.filters });
  }
  return (await engine[METHOD_NAMES[method] ?? method](params)) ?? {};
}

/** The engine's own errors are JSON in the message; anything else is passed on as plain text. */
function toRpcError({ message }) {
  let data = { message };
  try {
    data = { message, ...JSON.parse(message) };
  } catch {
    // Not one of the engine's own.
  }
  return {
    code: 4466,
    message: 'An error happened. Check the data field for details.',
    data: { is_panic: false, ...data },
  };
}

function writeLog(level, fields) {
  process.stderr.write(`${JSON.stringify({ level, target: 'schema_engine::logger', fields })}\n`);
}

function writeMessage(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}
