import { z } from 'zod';
import { PqrsFilter } from './pqrs.ts';

/** What may stand in the address of an export: the filter of the list as it is, and the form of the file. */
export const PqrsExportQuery = PqrsFilter.extend({ format: z.enum(['csv', 'xlsx']).default('csv') });
export type PqrsExportQuery = z.infer<typeof PqrsExportQuery>;
