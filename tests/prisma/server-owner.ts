import { startEmbeddedPostgres } from '../../prisma/server/server.ts';
import { silentLog } from '../support/log.ts';

// An application that starts the server named on its command line, says so and waits to be killed.
const server = await startEmbeddedPostgres({ dataDir: process.argv[2] ?? '', log: silentLog });
process.stdout.write(`${server.pid}\n`);
process.stdin.resume();
