/** A PQRS that was found. */
export type FoundPqrs = {
  readonly radicado: string;
  readonly petitionerName: string | null;
  readonly barrio: string | null;
};

/** A person who was found; the phone as it is stored, digits only. */
export type FoundPerson = {
  readonly id: string;
  readonly name: string | null;
  readonly phone: string | null;
  readonly pqrsCount: number;
};

export type FoundBarrio = { readonly id: string; readonly name: string; readonly comuna: string };

type Limits = { readonly withHealth: boolean; readonly limit: number };

/** Looks for what a colleague names. Without `withHealth`, health matters are not there. */
export type SearchReader = {
  readonly findPqrsByRadicado: (
    radicados: readonly string[],
    limits: Limits,
  ) => Promise<readonly FoundPqrs[]>;
  /** Every word begins a word of the name; accents, capitals and signs are ignored. Newest first. */
  readonly findPqrsByName: (name: string, limits: Limits) => Promise<readonly FoundPqrs[]>;
  readonly findPeopleByPhone: (phone: string, limits: Limits) => Promise<readonly FoundPerson[]>;
  readonly findPeopleByName: (name: string, limits: Limits) => Promise<readonly FoundPerson[]>;
  readonly findBarrios: (name: string, entitySlug: string, limit: number) => Promise<readonly FoundBarrio[]>;
};
