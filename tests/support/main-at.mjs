// The program as `bot/main.ts` starts it, but for its clock, which begins at the given instant: the contact hours of
// the law must not depend on the hour at which the suite runs.
const [, , instant = '', from] = process.argv;
const folder = from === 'dist' ? '../../dist/bot' : '../../bot';
const ending = from === 'dist' ? 'js' : 'ts';
const [{ startVecino }, { readProcessConfig }, { createLog }] = await Promise.all(
  ['compose/vecino', 'config', 'log'].map((name) => import(`${folder}/${name}.${ending}`)),
);

const startsAt = new Date(instant).getTime();
const startedAt = Date.now();

const config = readProcessConfig();
const vecino = await startVecino({
  config,
  log: createLog(config.logLevel),
  clock: { now: () => new Date(startsAt + Date.now() - startedAt) },
});
process.stdout.write(`Vecino está listo en ${vecino.address}\n`);
