import type { StaffRole } from './roles.ts';

/**
 * Who may do what: the only table of permissions of the console and of its API.
 *
 * `health:read` opens data of Ley 1581 of 2012, art. 5: neither an administrator nor control interno has it,
 * because the health module belongs to another responsable. `control-interno` reads everything else and
 * changes nothing.
 *
 * `replies:approve` decides what the utility answers in all conversations: whoever signs its answers has it
 * (`aprobador`), whoever answers for the relation with the people (`gestion-social`), and the administrator.
 */
const ROLES_BY_PERMISSION = {
  'pqrs:read': [
    'admin',
    'gestion-social',
    'lider-proceso',
    'atencion',
    'pqrs',
    'aprobador',
    'salud',
    'direccion-salud',
    'sac',
    'control-interno',
  ],
  'conversations:read': [
    'admin',
    'gestion-social',
    'atencion',
    'pqrs',
    'aprobador',
    'salud',
    'direccion-salud',
    'sac',
    'control-interno',
  ],
  'conversations:work': ['admin', 'gestion-social', 'atencion', 'pqrs', 'salud', 'direccion-salud', 'sac'],
  'replies:approve': ['admin', 'gestion-social', 'aprobador'],
  'pqrs:work': ['admin', 'gestion-social', 'lider-proceso', 'atencion', 'pqrs', 'aprobador', 'sac'],
  'pqrs:export': ['admin', 'lider-proceso', 'pqrs', 'sac', 'control-interno'],
  'people:read': [
    'admin',
    'gestion-social',
    'atencion',
    'pqrs',
    'salud',
    'direccion-salud',
    'sac',
    'control-interno',
  ],
  'views:share': ['admin'],
  'health:read': ['salud', 'direccion-salud'],
  'staff:read': ['admin', 'control-interno'],
  'staff:manage': ['admin'],
  'absence:manage': ['admin'],
  'operation:read': ['admin', 'control-interno'],
  'channels:read': ['admin', 'gestion-social', 'atencion', 'control-interno'],
  'channels:manage': ['admin'],
  'audit:read': ['admin', 'control-interno'],
  'settings:read': ['admin', 'gestion-social', 'pqrs', 'control-interno'],
  'settings:manage': ['admin'],
} as const satisfies Readonly<Record<string, readonly StaffRole[]>>;

export type Permission = keyof typeof ROLES_BY_PERMISSION;

/** Every permission that exists, in the order of the table. */
export const PERMISSIONS = Object.keys(ROLES_BY_PERMISSION) as readonly Permission[];

/** Says whether a role includes a permission. */
export function hasPermission(role: StaffRole, permission: Permission): boolean {
  const roles: readonly StaffRole[] = ROLES_BY_PERMISSION[permission];
  return roles.includes(role);
}

/** Everything that a role may do. */
export function permissionsOf(role: StaffRole): readonly Permission[] {
  return PERMISSIONS.filter((permission) => hasPermission(role, permission));
}
