import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { getStaff } from '../access.ts';
import { PeopleList, PeopleQuery, PersonDetail, PersonParams } from '../contracts/people.ts';
import { type PeopleReading, readPeople, readPerson } from '../people/read-people.ts';

/** Everything under `/people`: who has written to us, and one of them with their history. */
export const peopleRoutes: FastifyPluginAsyncZod<{ readonly reading: PeopleReading }> = async (
  app,
  { reading },
) => {
  const config = { access: 'people:read' } as const;

  app.get(
    '/people',
    { config, schema: { querystring: PeopleQuery, response: { 200: PeopleList } } },
    (request) => readPeople(request.query, getStaff(request).role, reading),
  );

  app.get(
    '/people/:id',
    { config, schema: { params: PersonParams, response: { 200: PersonDetail } } },
    (request) => readPerson(request.params.id, getStaff(request).role, reading),
  );
};
