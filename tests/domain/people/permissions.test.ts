import { expect, test } from 'vitest';
import { PERMISSIONS, permissionsOf } from '../../../domain/people/permissions.ts';
import { StaffRole } from '../../../domain/people/roles.ts';

const READS = ['pqrs:read', 'conversations:read'] as const;
const TALKS = [...READS, 'conversations:work'] as const;

test.each([
  [
    'admin',
    [
      ...[...TALKS, 'replies:approve', 'pqrs:work', 'pqrs:export', 'people:read', 'views:share'],
      ...[
        'staff:read',
        'staff:manage',
        'absence:manage',
        'operation:read',
        'channels:read',
        'channels:manage',
        'audit:read',
      ],
      ...['settings:read', 'settings:manage'],
    ],
  ],
  [
    'gestion-social',
    [...TALKS, 'replies:approve', 'pqrs:work', 'people:read', 'channels:read', 'settings:read'],
  ],
  ['coordinador-comite', []],
  ['comite', []],
  ['lider-proceso', ['pqrs:read', 'pqrs:work', 'pqrs:export']],
  ['atencion', [...TALKS, 'pqrs:work', 'people:read', 'channels:read']],
  ['pqrs', [...TALKS, 'pqrs:work', 'pqrs:export', 'people:read', 'settings:read']],
  ['aprobador', [...READS, 'replies:approve', 'pqrs:work']],
  ['salud', [...TALKS, 'people:read', 'health:read']],
  ['direccion-salud', [...TALKS, 'people:read', 'health:read']],
  ['sac', [...TALKS, 'pqrs:work', 'pqrs:export', 'people:read']],
  [
    'control-interno',
    [
      ...[...READS, 'pqrs:export', 'people:read', 'staff:read', 'operation:read', 'channels:read'],
      ...['audit:read', 'settings:read'],
    ],
  ],
] as const)('%s may do exactly this', (role, permissions) => {
  expect(permissionsOf(role)).toEqual(permissions);
});

test('the table above names every role', () => {
  expect(StaffRole.options).toHaveLength(12);
});

test('control interno reads and exports everything but health, and changes nothing', () => {
  const readable = PERMISSIONS.filter((name) => /:(?:read|export)$/.test(name) && name !== 'health:read');
  expect(permissionsOf('control-interno')).toEqual(readable);
});
