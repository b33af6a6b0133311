import { type Barrio, EntityProfile } from '../../domain/entity/profile.ts';

/** A utility that never changes, so that transcripts can quote it. */
export function anEntity(changes: Partial<EntityProfile> = {}): EntityProfile {
  return EntityProfile.parse({
    slug: 'essmar',
    name: 'ESSMAR',
    legalName: 'ESSMAR E.S.P.',
    nit: '800181106-1',
    city: 'Santa Marta',
    radicadoPrefix: 'ESSMAR',
    services: ['acueducto', 'alcantarillado', 'aseo'],
    assistantName: 'Vecino',
    colors: { primary: '#005f73', onPrimary: '#ffffff' },
    website: 'https://essmar.example',
    privacy: { email: 'datos@essmar.example', url: 'https://essmar.example/privacidad' },
    offices: [
      {
        name: 'Sede principal',
        address: 'Calle 22 # 4-10',
        hours: 'Lunes a viernes, 8 a. m. a 5 p. m.',
        week: [{ days: [1, 2, 3, 4, 5], from: '08:00', to: '17:00' }],
      },
    ],
    paymentPoints: [
      { name: 'Punto Centro', address: 'Carrera 5 # 23-10', hours: 'Lunes a sábado, 8 a. m. a 6 p. m.' },
    ],
    emergencyLines: [
      { name: 'Emergencias', number: '123' },
      { name: 'Bomberos', number: '119' },
    ],
    serviceLine: { name: 'la línea de daños', number: '116' },
    ...changes,
  });
}

/** A few barrios with the traps of the whole list: homonyms, numbers, a name with a common misspelling. */
export function someBarrios(): readonly Barrio[] {
  const rows: readonly (readonly [string, string, string])[] = [
    ['b1', 'Pescaíto', '3'],
    ['b2', 'El Carmen', '2'],
    ['b3', 'El Carmen', '6'],
    ['b4', '11 de Noviembre', '6'],
    ['b5', 'Mamatoco', '6'],
    ['b6', 'Bastidas', '5'],
    ['b7', 'Rodadero', '7'],
  ];
  return rows.map(([id, name, comuna]) => ({ id, name, comuna, comunaName: null }));
}
