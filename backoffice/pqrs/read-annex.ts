import { DomainError } from '../../domain/errors.ts';
import { hasPermission } from '../../domain/people/permissions.ts';
import type { StaffRole } from '../../domain/people/roles.ts';
import type { Radicado } from '../../domain/pqrs/radicado.ts';
import { downloadHeaders, type FileDownload } from '../documents/download-headers.ts';
import { Refusal } from '../refusal.ts';
import type { PqrsReading } from './reader.ts';

export type AnnexRequest = { readonly radicado: Radicado; readonly fileId: string; readonly role: StaffRole };

/**
 * The bytes of an annex of that PQRS, and of no other one.
 *
 * Throws DomainError `pqrs-not-found` or `forbidden` (health data), and Refusal `annex-not-found` when it is none
 * of its annexes, is not ready or its bytes are gone.
 */
export async function readAnnex(
  { radicado, fileId, role }: AnnexRequest,
  { pqrs, files }: Pick<PqrsReading, 'pqrs' | 'files'>,
): Promise<FileDownload> {
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
