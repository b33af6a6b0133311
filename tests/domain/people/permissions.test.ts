import { expect, test } from 'vitest';
import { PERMISSIONS, permissionsOf } from '../../../domain/people/permissions.ts';
import { StaffRole } from '../../../domain/people/roles.ts';

const READS = ['pqrs:read', 'conversations:read'] as const;

test.each([
  ['admin', [...READS, 'staff:manage', 'operation:read', 'channels:read', 'channels:manage']],
  ['gestion-social', [...READS, 'channels:read']],
  ['coordinador-comite', []],
  ['comite', []],
  ['lider-proceso', ['pqrs:read']],
  ['atencion', [...READS, 'channels:read']],
  ['pqrs', READS],
  ['aprobador', READS],
  ['salud', [...READS, 'health:read']],
  ['direccion-salud', [...READS, 'health:read']],
  ['sac', READS],
  ['control-interno', [...READS, 'operation:read', 'channels:read']],
] as const)('%s may do exactly this', (role, permissions) => {
  expect(permissionsOf(role)).toEqual(permissions);
});

test('the table above names every role', () => {
  expect(StaffRole.options).toHaveLength(12);
});

test('control interno reads everything but health, and changes nothing', () => {
  const readable = PERMISSIONS.filter((name) => name.endsWith(':read') && name !== 'health:read');
  expect(permissionsOf('control-interno')).toEqual(readable);
});
