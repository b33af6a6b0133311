import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Microsoft's own chat for the same protocol, whose bundle stands alone. It is never a dependency. */
const RIVAL = 'botframework-webchat';
const VERSION = '4.18.1';
const TARBALL_SHA512 =
  '7jpEUJ7olT62Xm+8eh7BhhIcXVfU2xD4pZDaeBt8K4XcNy6K/83UGIxE9BFkXmHMZ4hDEVOzs5cre07GWuaXzg==';
const BUNDLE = 'package/dist/webchat-minimal.js';
const DOWNLOAD_LIMIT_MS = 120_000;

const CACHE = resolve(import.meta.dirname, '../node_modules/.cache/vecino-bench');

/** Its smallest bundle, compressed as a careful host would serve it; null when there is no network to get it from. */
export async function getRivalBundle(): Promise<Buffer | null> {
  const tarball = join(CACHE, `${RIVAL}-${VERSION}.tgz`);
  const packed = (await readOrNull(tarball)) ?? (await download(tarball));
  if (packed === null) {
    return null;
  }
  if (createHash('sha512').update(packed).digest('base64') !== TARBALL_SHA512) {
    throw new Error(`${tarball} is not what was published as ${RIVAL} ${VERSION}`);
  }
  const { status, stdout } = spawnSync('tar', ['-xzOf', tarball, BUNDLE], { maxBuffer: 64 * 1024 * 1024 });
  return status === 0 ? gzipSync(stdout, { level: 9 }) : null;
}

async function download(tarball: string): Promise<Buffer | null> {
  const folder = `${tarball}.${process.pid}`;
  await mkdir(folder, { recursive: true });
  const { status } = spawnSync(
    'npm',
    ['pack', `${RIVAL}@${VERSION}`, '--silent', '--pack-destination', folder],
    { cwd: folder, timeout: DOWNLOAD_LIMIT_MS, stdio: 'ignore' },
  );
  if (status !== 0) {
    return null;
  }
  await rename(join(folder, `${RIVAL}-${VERSION}.tgz`), tarball);
  return readFile(tarball);
}

/** A page that begins with its token while the bundle is still on its way: the best that a host can do. */
export const RIVAL_PAGE = `<!doctype html>
<html lang="es-CO">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>Chat</title>
<script>
const token = fetch('/v3/directline/tokens/generate', { method: 'POST' }).then((answer) => answer.json());
</script>
<script src="/rival.js" defer></script>
<div id="chat" style="height: 100vh"></div>
<script>
addEventListener('DOMContentLoaded', async () => {
  const directLine = WebChat.createDirectLine({
    token: (await token).token,
    domain: location.origin + '/v3/directline',
  });
  WebChat.renderWebChat({ directLine, locale: 'es-ES' }, document.getElementById('chat'));
});
</script>
</html>
`;

function readOrNull(path: string): Promise<Buffer | null> {
  return readFile(path).catch(() => null);
}
