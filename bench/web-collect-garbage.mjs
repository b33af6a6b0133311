// Loaded before the program under test, with --expose-gc: memory is weighed without what nobody uses any more.
process.on('message', () => {
  globalThis.gc?.();
  process.send?.('collected');
});
process.channel?.unref();
