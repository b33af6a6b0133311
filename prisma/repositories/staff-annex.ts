import { FileRejection, FileStatus } from '../../domain/messages/file-store.ts';
import { Sensitivity } from '../../domain/messages/sensitivity.ts';
import type { StaffAnnex } from '../../domain/pqrs/staff-reader.ts';
import type { Prisma } from '../generated/client.ts';

/** The columns of an annex as colleagues see it. */
export const ANNEX = {
  fileId: true,
  file: {
    select: { name: true, mimeType: true, bytes: true, status: true, rejection: true, sensitivity: true },
  },
} as const satisfies Prisma.PqrsAnnexSelect;

/** The annex of a row, parsed. */
export function toStaffAnnex({
  fileId,
  file,
}: Prisma.PqrsAnnexGetPayload<{ select: typeof ANNEX }>): StaffAnnex {
  return {
    fileId,
    name: file.name,
    mimeType: file.mimeType,
    bytes: file.bytes,
    status: FileStatus.parse(file.status),
    rejection: FileRejection.nullable().parse(file.rejection),
    sensitivity: Sensitivity.parse(file.sensitivity),
  };
}
