const MAX_CHARACTERS = 2048;
const PLAIN_PATH =
  /^\/[A-Za-z0-9._~!$&'()*+,;=:@%-][A-Za-z0-9._~!$&'()*+,;=:@%/-]*(?:\?[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*)?$/;

/**
 * True for a path on our own host and for nothing else.
 *
 * The sender writes it: joined to a host, `.evil.tld/x`, `:8080/x`, `@evil.tld/x`, `//evil.tld` or a backslash
 * would make another host of it.
 */
export function isPlainPath(path: string, host: string): boolean {
  if (path.length > MAX_CHARACTERS || !PLAIN_PATH.test(path)) {
    return false;
  }
  const { protocol, username, password, host: reached } = new URL(`https://${host}${path}`);
  return protocol === 'https:' && reached === new URL(`https://${host}`).host && !username && !password;
}
