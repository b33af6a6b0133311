import { startVecino } from './compose/vecino.ts';
import { readProcessConfig } from './config.ts';
import { createLog } from './log.ts';

try {
  const config = readProcessConfig();
  const log = createLog(config.logLevel);
  const vecino = await startVecino({ config, log });
  process.stdout.write(`Vecino está listo en ${vecino.address ?? 'segundo plano'}\n`);
  const end = (): void => {
    process.off('SIGINT', end).off('SIGTERM', end);
    vecino.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', end).on('SIGTERM', end);
} catch (error) {
  process.stderr.write(`Vecino no pudo empezar: ${error instanceof Error ? error.message : 'error'}\n`);
  process.exit(1);
}
