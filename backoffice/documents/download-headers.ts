import { sniffFileType } from '../../domain/messages/file-types.ts';

/** A file to save, with headers under which no browser runs or shows it in the page. */
export type FileDownload = {
  readonly bytes: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
};

/** The type is what the bytes say; a name goes out in ASCII for old clients and percent-encoded for the rest. */
export function downloadHeaders(name: string, bytes: Uint8Array): FileDownload['headers'] {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/[^\w.\- ]/g, '_')
    .slice(0, 100);
  const encoded = encodeURIComponent(wellFormed(name)).replaceAll(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return {
    'content-type': sniffFileType(bytes) ?? 'application/octet-stream',
    'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  };
}

/** Half a pair of surrogates becomes the replacement character, where the percent encoding would throw. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}
