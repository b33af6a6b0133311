/** An address of the console to come back to, or the beginning of it: nothing of another site is ever followed. */
export function ownPath(address: unknown): string {
  const isOwn = typeof address === 'string' && /^\/(?![/\\])[\w\-./?=&%$~]*$/.test(address);
  return isOwn && !address.startsWith('/entrar') ? address : '/';
}
