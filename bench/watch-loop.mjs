// Loaded before the program under test: tells its parent the longest stall of the event loop since it last asked.
import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 5;
const NANOSECONDS_A_MS = 1e6;

const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delays.enable();
process.on('message', () => {
  process.send?.({ longestStallMs: delays.max / NANOSECONDS_A_MS });
  delays.reset();
});
process.channel?.unref();
