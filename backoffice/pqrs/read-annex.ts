import { DomainError } from '../../domain/errors.ts';
import { sniffFileType } from '../../domain/messages/file-types.ts';
import { hasPermission } from '../../domain/people/permissions.ts';
import type { StaffRole } from '../../domain/people/roles.ts';
import type { Radicado } from '../../domain/pqrs/radicado.ts';
import { Refusal } from '../refusal.ts';
import type { PqrsReading } from './reader.ts';

export type AnnexRequest = { readonly radicado: Radicado; readonly fileId: string; readonly role: StaffRole };

/** A file to save, with headers under which no browser runs or shows it in the page. */
export type AnnexDownload = {
  readonly bytes: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
};

/**
 * The bytes of an annex of that PQRS, and of no other one.
 *
 * Throws DomainError `pqrs-not-found` or `forbidden` (health data), and Refusal `annex-not-found` when it is none
 * of its annexes, is not ready or its bytes are gone.
 */
export async function readAnnex(
  { radicado, fileId, role }: AnnexRequest,
  { pqrs, files }: Pick<PqrsReading, 'pqrs' | 'files'>,
): Promise<AnnexDownload> {
  const found = await pqrs.findByRadicado(radicado);
  if (!found) {
    throw new DomainError('pqrs-not-found', { radicado });
  }
  const annex = found.annexes.find((candidate) => candidate.fileId === fileId);
  if (annex?.status !== 'ready') {
    throw new Refusal('annex-not-found');
  }
  const isHealth = found.sensitivity === 'health' || annex.sensitivity === 'health';
  if (isHealth && !hasPermission(role, 'health:read')) {
    throw new DomainError('forbidden');
  }
  const file = await files.findById(fileId);
  const bytes = file && (await files.read(file));
  if (!bytes) {
    throw new Refusal('annex-not-found');
  }
  return { bytes, headers: downloadHeaders(annex.name, bytes) };
}

/** The type is what the bytes say; a name goes out in ASCII for old clients and percent-encoded for the rest. */
function downloadHeaders(name: string, bytes: Uint8Array): Readonly<Record<string, string>> {
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
