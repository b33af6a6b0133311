import type { Pqrs } from './pqrs.ts';

/**
 * Whether a person may read where a PQRS stands: the contact that filed it, or whoever has the acuse's code.
 *
 * The radicado alone opens nothing, since it can be counted up; neither do the last digits of an identity
 * number, since they can be guessed. Nobody is the filer of an anonymous PQRS: only its code opens it.
 */
export function canReadStatus({
  pqrs,
  reader,
  codeMatches,
}: {
  readonly pqrs: Pick<Pqrs, 'petitioner'>;
  readonly reader: { readonly contactId: string | null };
  readonly codeMatches: boolean;
}): boolean {
  const isFiler = reader.contactId !== null && reader.contactId === pqrs.petitioner.contactId;
  return isFiler || codeMatches;
}
