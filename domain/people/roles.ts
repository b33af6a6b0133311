import { z } from 'zod';

/** What a colleague is in charge of. One person has one role; what it allows is in `permissions.ts`. */
export const StaffRole = z.enum([
  'admin',
  'gestion-social',
  'coordinador-comite',
  'comite',
  'lider-proceso',
  'atencion',
  'pqrs',
  'aprobador',
  'salud',
  'direccion-salud',
  'sac',
  'control-interno',
]);
export type StaffRole = z.infer<typeof StaffRole>;
