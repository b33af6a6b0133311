// The application in a process of its own that kills itself at a named instant.
// It loads everything at once and starts when its parent says so, so that a spare can wait while another dies.
const FROM = {
  dist: {
    compose: '../../dist/bot/compose/vecino.js',
    config: '../../dist/bot/config.js',
    log: '../../dist/bot/log.js',
  },
  sources: {
    compose: '../../bot/compose/vecino.ts',
    config: '../../bot/config.ts',
    log: '../../bot/log.ts',
  },
};

const from = FROM[process.argv[2] ?? 'dist'];
const [{ startVecino }, { readConfig }, { createLog }] = await Promise.all([
  import(from.compose),
  import(from.config),
  import(from.log),
]);

/** SIGKILL to oneself at the Nth passing: nothing after that line runs. */
function killingProbe({ point, at }) {
  let passed = 0;
  return (reached) => {
    if (reached === point) {
      passed += 1;
      if (passed === at) {
        process.kill(process.pid, 'SIGKILL');
      }
    }
  };
}

let vecino = null;
process.on('disconnect', () => process.exit(0));
process.on('message', async (message) => {
  try {
    if (message.kind === 'stop') {
      await vecino?.stop();
      process.exit(0);
    }
    const config = readConfig(message.settings);
    const probe = killingProbe(message.kill);
    vecino = await startVecino({ config, log: createLog(config.logLevel), probe });
    process.send({ kind: 'ready', address: vecino.address });
  } catch (error) {
    process.stderr.write(`victim: ${error instanceof Error ? error.stack : error}\n`);
    process.exit(1);
  }
});
process.send({ kind: 'loaded' });
