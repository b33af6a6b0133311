import { useNavigate, useSearch } from '@tanstack/react-router';

/** The values that each filter may have; the first one holds while the address names none. */
export type FilterValues = Readonly<Record<string, readonly [string, ...string[]] | RegExp>>;

type Filters<Values extends FilterValues> = {
  readonly [Name in keyof Values]: Values[Name] extends readonly (infer Value)[] ? Value : string;
};

/**
 * What a list is narrowed by, kept in the address so that it can be sent to a colleague.
 *
 * Only listed values pass, or what a pattern allows (a day, say; '' while there is none): free text and
 * personal data never get into an address. Anything else there counts as not given.
 */
export function useFilters<const Values extends FilterValues>(
  values: Values,
): readonly [Filters<Values>, (change: Partial<Filters<Values>>) => void] {
  const search: Readonly<Record<string, string | undefined>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const filters = Object.fromEntries(
    Object.entries(values).map(([name, allowed]) => [name, readFilter(search[name], allowed)]),
  ) as Filters<Values>;
  const change = (part: Partial<Filters<Values>>) => {
    void navigate({ to: '.', search: withoutDefaults({ ...filters, ...part }, values), replace: true });
  };
  return [filters, change];
}

function readFilter(given: string | undefined, allowed: FilterValues[string]): string {
  if (allowed instanceof RegExp) {
    return given !== undefined && allowed.test(given) ? given : '';
  }
  return allowed.find((value) => value === given) ?? allowed[0];
}

function withoutDefaults(filters: Record<string, unknown>, values: FilterValues): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(filters).filter(([name, value]) => {
      const allowed = values[name];
      return value !== '' && !(Array.isArray(allowed) && allowed[0] === value);
    }),
  );
}
