import type { Clock } from '../../domain/calendar/clock.ts';
import { bogotaYearOf } from '../../domain/calendar/local-date.ts';
import { maskPhone } from '../../domain/people/phone.ts';
import { findPhoneIn } from '../../domain/people/phone-search.ts';
import type { FoundPerson, FoundPqrs, SearchReader } from '../../domain/people/search-reader.ts';
import { listRadicadosIn } from '../../domain/pqrs/radicado-search.ts';
import type { Translate } from '../../locales/translate.ts';
import type { SearchItem } from '../contracts/search.ts';
import { MAX_FOUND, type SearchProvider } from './search-provider.ts';

export type SearchOptions = {
  readonly search: SearchReader;
  /** Of the utility that is served at this moment. */
  readonly entity: () => { readonly slug: string; readonly radicadoPrefix: string };
  readonly clock: Clock;
  readonly t: Translate;
};

/** What the console can find from the start: PQRS, people and barrios. */
export function listSearchProviders(options: SearchOptions): readonly SearchProvider[] {
  return [findPqrs(options), findPeople(options), findBarrios(options)];
}

/** By radicado; a text that is none is a name. */
function findPqrs({ search, entity, clock, t }: SearchOptions): SearchProvider {
  return {
    kind: 'pqrs',
    access: 'pqrs:read',
    async find({ text, withHealth }) {
      const limits = { withHealth, limit: MAX_FOUND };
      const year = bogotaYearOf(clock.now());
      const radicados = listRadicadosIn(text, { prefix: entity().radicadoPrefix, year });
      const found =
        radicados.length > 0
          ? await search.findPqrsByRadicado(radicados, limits)
          : await search.findPqrsByName(text, limits);
      return found.map((pqrs) => toPqrsItem(pqrs, t));
    },
  };
}

/** By phone; a text that is none is a name. */
function findPeople({ search, t }: SearchOptions): SearchProvider {
  return {
    kind: 'person',
    access: 'people:read',
    async find({ text, withHealth }) {
      const limits = { withHealth, limit: MAX_FOUND };
      const phone = findPhoneIn(text);
      const found =
        phone === null
          ? await search.findPeopleByName(text, limits)
          : await search.findPeopleByPhone(phone, limits);
      return found.map((person) => toPersonItem(person, t));
    },
  };
}

function findBarrios({ search, entity, t }: SearchOptions): SearchProvider {
  return {
    kind: 'barrio',
    access: 'pqrs:read',
    async find({ text }) {
      const found = await search.findBarrios(text, entity().slug, MAX_FOUND);
      return found.map(({ id, name, comuna }) => ({
        title: name,
        detail: t('console.search.comuna', { comuna }),
        path: `/pqrs?barrio=${encodeURIComponent(id)}`,
      }));
    },
  };
}

function toPqrsItem({ radicado, petitionerName, barrio }: FoundPqrs, t: Translate): SearchItem {
  const detail = [petitionerName ?? t('console.search.nameless'), barrio].filter((part) => part !== null);
  return { title: radicado, detail: detail.join(' · '), path: `/pqrs/${radicado}` };
}

function toPersonItem({ id, name, phone, pqrsCount }: FoundPerson, t: Translate): SearchItem {
  const masked = phone === null ? null : maskPhone(phone);
  const count =
    pqrsCount === 1 ? t('console.search.onePqrs') : t('console.search.manyPqrs', { count: pqrsCount });
  return {
    title: name ?? masked ?? t('console.search.nameless'),
    detail: [name === null ? null : masked, count].filter((part) => part !== null).join(' · '),
    path: `/personas/${id}`,
  };
}
