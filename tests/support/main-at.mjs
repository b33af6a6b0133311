import { startVecino } from '../../bot/compose/vecino.ts';
import { readProcessConfig } from '../../bot/config.ts';
import { createLog } from '../../bot/log.ts';

// The program as `bot/main.ts` starts it, but for its clock, which begins at the given instant: the contact hours of
// the law must not depend on the hour at which the suite runs.
const startsAt = new Date(process.argv[2] ?? '').getTime();
const startedAt = Date.now();

const config = readProcessConfig();
const vecino = await startVecino({
  config,
  log: createLog(config.logLevel),
  clock: { now: () => new Date(startsAt + Date.now() - startedAt) },
});
process.stdout.write(`Vecino está listo en ${vecino.address}\n`);
