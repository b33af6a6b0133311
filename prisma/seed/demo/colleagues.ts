import type { DemoColleague, DemoPart } from './demo-part.ts';

/** The provider under which the sign-in library looks for a password. */
const PASSWORD_PROVIDER = 'credential';
const DAY_MS = 24 * 60 * 60 * 1000;
/** They began before the first PQRS of the demo came. */
const DAYS_AGO = 310;

/** One of each role, invented, and two more who attend: whoever waits is shared among some. */
export const DEMO_STAFF: readonly Omit<DemoColleague, 'id'>[] = [
  { email: 'admin@demo.invalid', name: 'Marta Daza', role: 'admin' },
  { email: 'gestion-social@demo.invalid', name: 'Ingrid Pertuz', role: 'gestion-social' },
  { email: 'coordinador-comite@demo.invalid', name: 'Hernán Cotes', role: 'coordinador-comite' },
  { email: 'comite@demo.invalid', name: 'Dora Maestre', role: 'comite' },
  { email: 'lider-proceso@demo.invalid', name: 'Jaime Lacera', role: 'lider-proceso' },
  { email: 'atencion@demo.invalid', name: 'Kelly Barros', role: 'atencion' },
  { email: 'atencion2@demo.invalid', name: 'Camilo Infante', role: 'atencion' },
  { email: 'atencion3@demo.invalid', name: 'Paola Herrera', role: 'atencion' },
  { email: 'pqrs@demo.invalid', name: 'Andrés Zúñiga', role: 'pqrs' },
  { email: 'aprobador@demo.invalid', name: 'Beatriz Linero', role: 'aprobador' },
  { email: 'salud@demo.invalid', name: 'Nohora Ceballos', role: 'salud' },
  { email: 'direccion-salud@demo.invalid', name: 'Ricardo Bolaño', role: 'direccion-salud' },
  { email: 'sac@demo.invalid', name: 'Yulieth Ariza', role: 'sac' },
  { email: 'control-interno@demo.invalid', name: 'Fabio Rolón', role: 'control-interno' },
];

const USER = {
  ...{ id: 'text', name: 'text', email: 'text', email_verified: 'boolean', role: 'text' },
  ...{ password_change_needed: 'boolean', created_at: 'timestamptz', updated_at: 'timestamptz' },
};
const ACCOUNT = {
  ...{ id: 'text', account_id: 'text', user_id: 'text', provider_id: 'text', password: 'text' },
  ...{ created_at: 'timestamptz', updated_at: 'timestamptz' },
};
/** The columns of a line of the audit that tells only what there is since. */
export const AUDIT = {
  ...{ at: 'timestamptz', actor_kind: 'text', actor_id: 'text', action: 'text', subject: 'text' },
  after: 'jsonb',
};

/** Who works in the console, each with a password of one time. */
export const demoColleagues: DemoPart = {
  name: 'colleagues',
  fill: async (world, insert) => {
    const at = new Date(world.now.getTime() - DAYS_AGO * DAY_MS);
    const times = { created_at: at, updated_at: at };
    world.colleagues.push(...DEMO_STAFF.map((one) => ({ id: world.chance.id(), ...one })));
    const hashes = await Promise.all(world.colleagues.map(world.admit));
    await insert(
      'staff_user',
      USER,
      world.colleagues.map((one) => ({
        ...{ ...one, ...times, email_verified: true, password_change_needed: true },
      })),
    );
    await insert(
      'staff_account',
      ACCOUNT,
      world.colleagues.map(({ id }, index) => ({
        ...{ id, account_id: id, user_id: id, provider_id: PASSWORD_PROVIDER, ...times },
        password: hashes[index],
      })),
    );
    await insert(
      'audit',
      AUDIT,
      world.colleagues.map(({ id, role }) => ({
        ...{ at, actor_kind: 'system', actor_id: null, action: 'staff.created' },
        ...{ subject: `staff/${id}`, after: { role } },
      })),
    );
  },
};

/** The colleague of this address. Throws when the demo has no such one. */
export function getColleague(colleagues: readonly DemoColleague[], name: string): DemoColleague {
  const found = colleagues.find(({ email }) => email === `${name}@demo.invalid`);
  if (found === undefined) {
    throw new Error(`the demo has no colleague ${name}`);
  }
  return found;
}
