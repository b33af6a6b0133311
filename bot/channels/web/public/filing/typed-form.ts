import { toStorableText } from '../../../../../domain/messages/storable-text.ts';
import { MAX_FILES } from '../../upload-parts.ts';

/** The names of the fields, as they travel. */
export const FIELDS = {
  key: 'llave',
  kind: 'tipo',
  description: 'descripcion',
  aboutService: 'servicio',
  barrio: 'barrio',
  account: 'cuenta',
  files: 'archivos',
  kept: 'conservar',
  name: 'nombre',
  anonymous: 'anonima',
  accepted: 'acepto',
} as const;

/** What the two answers of a choice travel as. */
export const YES = 'si';
export const NO = 'no';

/** What a person typed and chose, as it is shown again until it is filed. Nothing of it has been judged yet. */
export type TypedForm = {
  readonly key: string;
  readonly kind: string;
  readonly description: string;
  readonly aboutService: string;
  readonly barrio: string;
  readonly account: string;
  readonly name: string;
  readonly anonymous: boolean;
  readonly accepted: boolean;
  /** Ids of files that came with an earlier sending of the same form. */
  readonly kept: readonly string[];
};

/** A form in which nothing was typed. */
export function emptyForm(key: string): TypedForm {
  const text = { kind: '', description: '', aboutService: '', barrio: '', account: '', name: '' };
  return { ...text, key, anonymous: false, accepted: false, kept: [] };
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The form behind its fields. A field that came twice is nothing, since nobody can tell which one was meant. */
export function toTypedForm(values: ReadonlyMap<string, readonly string[]>): TypedForm {
  const textOf = (field: keyof typeof FIELDS): string => {
    const given = values.get(FIELDS[field]) ?? [];
    return given.length === 1 ? toStorableText(given[0] ?? '').replaceAll('\r\n', '\n') : '';
  };
  const lineOf = (field: keyof typeof FIELDS): string => textOf(field).replaceAll(/\s+/g, ' ').trim();
  return {
    key: textOf('key'),
    kind: lineOf('kind'),
    description: textOf('description').trim(),
    aboutService: lineOf('aboutService'),
    barrio: lineOf('barrio'),
    account: lineOf('account'),
    name: lineOf('name'),
    anonymous: textOf('anonymous') === YES,
    accepted: textOf('accepted') === YES,
    kept: [...new Set(values.get(FIELDS.kept))].filter((id) => UUID.test(id)).slice(0, MAX_FILES),
  };
}
